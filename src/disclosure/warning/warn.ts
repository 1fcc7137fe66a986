import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Mall } from '../../schema/mall.ts';
import { holidays } from '../../schema/rules.ts';
import { readRegister } from '../register.ts';
import { readAllRecords, readSources, type Sources } from '../sources.ts';
import { Stop } from '../stop.ts';
import { type Calendar, festivalsOf } from './calendar.ts';
import { detect, type Found, watchOf, weeksInAlarm } from './detect.ts';
import { groupAlarms, type Outbreak } from './group.ts';
import { countWeeks, type Weeks } from './series.ts';

export interface WarnOptions {
  /** Records folders made by the import. */
  records: readonly string[];
  content: string;
  /** Rules, where the content folder has none: the holidays are read from them. */
  rules: string;
  /** Last day of the newest week (`YYYY-MM-DD`), by default the last day of receipt. */
  on?: string | undefined;
}

export interface Warning {
  sources: Sources;
  malls: ReadonlyMap<string, Mall>;
  weeks: Weeks;
  calendar: Calendar;
  found: Found;
  outbreaks: (Outbreak & { weeksInAlarm: number })[];
}

/**
 * Looks for unusual clusters in the newest weeks of some records. Reads once, writes nothing. Throws `Stop` where a
 * folder holds no records, none are received by `on`, or the holiday table cannot be used.
 */
export async function warn({ records, content, rules, on }: WarnOptions): Promise<Warning> {
  const sources = await readSources(records);
  const { malls } = await readRegister(content, ...records.map((folder) => join(folder, 'register')));
  const ownRules = join(content, 'rules');
  const festivals = await readFestivals(existsSync(ownRules) ? ownRules : rules);
  const weeks = await countWeeks(
    readAllRecords(sources, () => {}),
    malls,
    on,
  );
  const watch = watchOf(weeks, festivals);
  const found = detect(watch);
  const since = weeksInAlarm(watch);
  const evidenceOf = ({ series, weeks: length }: Found['alarms'][number]) =>
    weeks.evidence.filter(({ keys, received }) => keys.includes(series.key) && isWithin(received, weeks.on, length));
  const outbreaks = groupAlarms(found.alarms, evidenceOf).map((outbreak) => ({
    ...outbreak,
    weeksInAlarm: since.get(outbreak.lead.series.key) ?? 1,
  }));
  return { sources, malls, weeks, calendar: watch.calendar, found, outbreaks };
}

async function readFestivals(rules: string): Promise<Map<number, string>> {
  const file = join(rules, 'holidays.yml');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Stop(`There is no ${file}: copy it from content/rules.`);
  });
  const table = holidays.safeParse(parse(text));
  if (!table.success) throw new Stop(`${file} cannot be used: run npm run check:content and mend it.`);
  return festivalsOf(table.data);
}

function isWithin(day: string, on: string, weeks: number): boolean {
  return (Date.parse(on) - Date.parse(day)) / 86_400_000 < 7 * weeks;
}
