import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { clockBook } from '../lib/clocks.ts';
import { limitsOn } from '../lib/indicators.ts';
import { type Period, periodDays } from '../lib/periods.ts';
import { type Disclosure, disclosure } from '../schema/disclosure.ts';
import type { Mall } from '../schema/mall.ts';
import { type Clocks, clocks, type Holidays, holidays, type Thresholds, thresholds } from '../schema/rules.ts';
import {
  type Changed,
  changesBetween,
  checkPeriod,
  neighbourFaults,
  readPublished,
  refuseChangedHistory,
  refuseGap,
  refuseMissingOlder,
  refuseToMix,
} from './gates.ts';
import { readRegister } from './register.ts';
import { checkAnswered, type Reason, revise } from './revise.ts';
import { type NotCounted, readNotCounted, readSources, type Sources } from './sources.ts';
import { Stop } from './stop.ts';
import { sumFaults } from './sums.ts';
import { type Counted, noTallies, type Tallies, tallyAll } from './tallies.ts';
import { countsOf, emptyTally } from './tally.ts';
import { asText, writeWhole } from './whole.ts';

export interface DiscloseOptions {
  periods: Period[];
  /** Records folders made by the import; a complaint in several counts once. */
  records: readonly string[];
  /** Content folder to publish into; a new one is seeded with rules and the register of the import. */
  content: string;
  /** Day of publication of each half-year, and of the revision where one changes. */
  publishedOn: (period: Period) => string;
  /** Rules for a content folder that has none yet. */
  rules: string;
  /** Why figures that are already published change; without it they may not. */
  revise?: Reason | undefined;
  /** There are no complaints older than the sources, whose closures would be missing. */
  isNothingOlder?: boolean;
  /** Computes and checks, and writes nothing. */
  isPreview?: boolean;
  /** Told what was computed, before anything is written; where it throws, nothing is. */
  onComputed?: (released: Released) => void | Promise<void>;
}

/** What stood beside the figures when they were computed. */
export interface Released {
  /** The half-years as computed. */
  halves: Disclosure[];
  /** What each half-year is to readers: new, changed, or published with the same figures before. */
  becomes: Map<Period, 'published' | 'revised' | 'unchanged'>;
  malls: Map<string, Mall>;
  thresholds: Thresholds;
  holidays: Holidays;
  sources: Sources;
  counted: Counted;
  notCounted: NotCounted;
  /** First day of the half-years asked for, where the sources hold nothing older although complaints were closed in it. */
  nothingBefore: string | undefined;
  /** Published half-years, not asked for, that these sources would change or cannot judge; each as a message. */
  neighbours: string[];
}

/**
 * Computes half-years from records, in one pass, and writes DIR/disclosures/<period>.json: every mall open in the
 * half-year, zeros included. The same input gives the same bytes. Throws `Stop` where a period or a folder is none,
 * a record names a mall that the register lacks, a half-year would be missing, older complaints or a neighbouring
 * half-year were forgotten, published figures would change without a reason, or a sum does not add up; then nothing
 * is written.
 */
export async function disclose(options: DiscloseOptions): Promise<Disclosure[]> {
  const { records, content, publishedOn, isPreview = false, isNothingOlder = false, onComputed } = options;
  const periods = [...new Set(options.periods)].sort();
  for (const period of periods) checkPeriod(period, publishedOn(period));
  const sources = await readSources(records);
  const published = new Map((await readPublished(content)).map((half) => [half.period, half]));
  refuseToMix(content, [...published.values()], sources.origin.kind);
  refuseGap([...published.keys()], periods);
  const { malls } = await readRegister(content, ...records.map((folder) => join(folder, 'register')));
  const laws = await readLaws(existsSync(join(content, 'rules')) ? join(content, 'rules') : options.rules);
  const others = [...published.keys()].filter((period) => !periods.includes(period));
  const { tallies, counted, earliest } = await tallyAll(
    sources,
    { asked: periods, others },
    malls,
    clockBook(laws.clocks, laws.holidays),
  );
  const halves = periods.map((period) =>
    assemble(period, tallies.get(period) ?? noTallies(), malls, sources, publishedOn(period)),
  );
  const { changed, becomes } = compare(halves, published);
  const nothingBefore = withoutOlder(halves[0], earliest);
  const neighbours = neighbourFaults([...published.values()], periods, tallies);
  if (!isPreview) {
    // The same figures again miss nothing that they did not miss before.
    if (!isNothingOlder && becomes.get(periods[0] ?? '') !== 'unchanged') refuseMissingOlder(nothingBefore);
    if (neighbours[0] !== undefined) throw new Stop(neighbours[0]);
  }
  const { revise: why } = options;
  if (why === undefined) refuseChangedHistory(changed);
  const objection = why && (await checkAnswered(content, why, changed));
  await onComputed?.({
    ...{ halves, becomes, malls, sources, counted, nothingBefore, neighbours },
    notCounted: await readNotCounted(sources),
    ...laws,
  });

  if (isPreview) return halves;

  for (const folder of records) await seed(content, folder, options.rules);
  await mkdir(join(content, 'disclosures'), { recursive: true });
  const written: Disclosure[] = [];
  // The half-year objected to comes last: until it is written, a run that was cut off can be done again.
  for (const now of lastOf(halves, objection?.period)) {
    const before = published.get(now.period);
    // The same figures again are the same half-year, published when it first was.
    if (before !== undefined && becomes.get(now.period) === 'unchanged') {
      written.push(before);
      continue;
    }
    const final =
      before === undefined || why === undefined
        ? now
        : await revise(content, before, now, { why, objection }, limitsOn(laws.thresholds, now.frozenOn));
    await writeWhole(join(content, 'disclosures', `${now.period}.json`), asText(final));
    written.push(final);
  }
  return written.sort((a, b) => (a.period < b.period ? -1 : 1));
}

function lastOf(halves: readonly Disclosure[], period: Period | undefined): Disclosure[] {
  return [...halves.filter((half) => half.period !== period), ...halves.filter((half) => half.period === period)];
}

/** What changed in the half-years that are published, and what each becomes. */
function compare(halves: readonly Disclosure[], published: ReadonlyMap<Period, Disclosure>) {
  const changed: Changed[] = [];
  const becomes: Released['becomes'] = new Map();
  for (const now of halves) {
    const before = published.get(now.period);
    const changes = before === undefined ? [] : changesBetween(before, now);
    if (before !== undefined && changes.length > 0) changed.push({ period: now.period, before, now, changes });
    becomes.set(now.period, before === undefined ? 'published' : changes.length > 0 ? 'revised' : 'unchanged');
  }
  return { changed, becomes };
}

/** First day of the oldest half-year, where nothing was received before it although complaints were closed in it. */
function withoutOlder(oldest: Disclosure | undefined, earliest: string): string | undefined {
  if (oldest === undefined || oldest.totals.closed === 0) return undefined;
  const { first } = periodDays(oldest.period);
  return earliest < first ? undefined : first;
}

function assemble(
  period: string,
  tallies: Tallies,
  malls: Map<string, Mall>,
  source: Sources,
  publishedOn: string,
): Disclosure {
  const { first, last } = periodDays(period);
  const isOpen = ({ opened, closed }: Mall) => (opened ?? first) <= last && (closed ?? last) >= first;
  const shown = [...malls]
    .flatMap(([id, mall]) => (isOpen(mall) || tallies.malls.has(id) ? [id] : []))
    .sort((a, b) => (a < b ? -1 : 1));
  const result: Disclosure = {
    period,
    origin: source.origin,
    methodVersion: source.methodVersion,
    currency: source.currency,
    frozenOn: last,
    publishedOn,
    totals: countsOf(tallies.totals),
    malls: shown.map((id) => ({ mall: id, ...countsOf(tallies.malls.get(id) ?? emptyTally()) })),
  };
  const faults = sumFaults(result);
  if (faults.length > 0) throw new Stop(`The sums of ${period} do not add up:\n  ${faults.join('\n  ')}`);
  return disclosure.parse(result);
}

/** Rules for a folder that has none, and the malls and areas that the import opened and it lacks. */
async function seed(content: string, records: string, rules: string): Promise<void> {
  await mkdir(content, { recursive: true });
  if (!existsSync(join(content, 'rules'))) await cp(rules, join(content, 'rules'), { recursive: true });
  for (const kind of ['areas', 'malls']) {
    const from = join(records, 'register', kind);
    await mkdir(join(content, kind), { recursive: true });
    if (!existsSync(from)) continue;
    for (const file of await readdir(from)) {
      const target = join(content, kind, file);
      if (!existsSync(target)) await cp(join(from, file), target);
    }
  }
}

async function readLaws(folder: string): Promise<{ clocks: Clocks; holidays: Holidays; thresholds: Thresholds }> {
  const read = async <T>(file: string, schema: z.ZodType<T>): Promise<T> => {
    const text = await readFile(join(folder, file), 'utf8').catch(() => {
      throw new Stop(`There is no ${join(folder, file)}: copy it from content/rules.`);
    });
    try {
      return schema.parse(parse(text));
    } catch {
      throw new Stop(`${join(folder, file)} cannot be used: run npm run check:content and mend it.`);
    }
  };
  return {
    clocks: await read('clocks.yml', clocks),
    holidays: await read('holidays.yml', holidays),
    thresholds: await read('thresholds.yml', thresholds),
  };
}
