import { join } from 'node:path';
import type { Mall } from '../../schema/mall.ts';
import { readRegister } from '../register.ts';
import { readAllRecords, readSources, type Sources } from '../sources.ts';
import { detect, type Found, watchOf, weeksInAlarm } from './detect.ts';
import { groupAlarms, type Outbreak } from './group.ts';
import { countWeeks, type Weeks } from './series.ts';

export interface Warning {
  sources: Sources;
  malls: ReadonlyMap<string, Mall>;
  weeks: Weeks;
  found: Found;
  outbreaks: (Outbreak & { weeksInAlarm: number })[];
}

/**
 * Looks for unusual clusters in the newest weeks of some records. Reads once, writes nothing. Throws `Stop` where a
 * folder holds no records, or none are received by `on` (`YYYY-MM-DD`).
 */
export async function warn(folders: readonly string[], content: string, on?: string): Promise<Warning> {
  const sources = await readSources(folders);
  const { malls } = await readRegister(content, ...folders.map((folder) => join(folder, 'register')));
  const weeks = await countWeeks(
    readAllRecords(sources, () => {}),
    malls,
    on,
  );
  const watch = watchOf(weeks);
  const found = detect(watch);
  const since = weeksInAlarm(watch);
  const evidenceOf = ({ series, weeks: length }: Found['alarms'][number]) =>
    weeks.evidence.filter(({ keys, received }) => keys.includes(series.key) && isWithin(received, weeks.on, length));
  const outbreaks = groupAlarms(found.alarms, evidenceOf).map((outbreak) => ({
    ...outbreak,
    weeksInAlarm: since.get(outbreak.lead.series.key) ?? 1,
  }));
  return { sources, malls, weeks, found, outbreaks };
}

function isWithin(day: string, on: string, weeks: number): boolean {
  return (Date.parse(on) - Date.parse(day)) / 86_400_000 < 7 * weeks;
}
