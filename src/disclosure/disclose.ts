import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { type ClockBook, clockBook } from '../lib/clocks.ts';
import { periodDays, periodOf } from '../lib/periods.ts';
import { type Disclosure, disclosure } from '../schema/disclosure.ts';
import type { Mall } from '../schema/mall.ts';
import type { ComplaintRecord } from '../schema/record.ts';
import { type Clocks, clocks, type Holidays, holidays, type Thresholds, thresholds } from '../schema/rules.ts';
import { changesBetween, checkPeriod, readPublished, refuseChangedHistory, refuseGap, refuseToMix } from './gates.ts';
import { readRegister } from './register.ts';
import { type Reason, revise } from './revise.ts';
import { readAllRecords, readSources, type Sources } from './sources.ts';
import { Stop } from './stop.ts';
import { sumFaults } from './sums.ts';
import { countClosed, countDecided, countReceived, countsOf, emptyTally, type Tally } from './tally.ts';

export interface DiscloseOptions {
  periods: string[];
  /** Records folders made by the import; a complaint in several counts once. */
  records: readonly string[];
  /** Content folder to publish into; a new one is seeded with rules and the register of the import. */
  content: string;
  /** Day of publication of each half-year. */
  publishedOn: (period: string) => string;
  /** Rules for a content folder that has none yet. */
  rules: string;
  /** Why figures that are already published change; without it they may not. */
  revise?: Reason | undefined;
  /** Computes and checks, and writes nothing. */
  isPreview?: boolean;
  /** Told what was counted and what was left out, before anything is written. */
  onCounted?: (released: Released) => void;
}

export interface Counted {
  /** Records of the folders, those that count. */
  records: number;
  /** Records passed over, since an earlier folder has their case number. */
  twice: number;
  /** Of them, those with no day in the half-years asked for, by half-year of receipt. */
  leftOut: Record<string, number>;
  /** Received in the half-years asked for and neither decided nor closed in the source. */
  pending: number;
  /** Not closed in the source, though money or a case is noted: both count with the closure. */
  waitingForEnd: number;
}

/** What stood beside the figures when they were computed. */
export interface Released {
  malls: Map<string, Mall>;
  thresholds: Thresholds;
  holidays: Holidays;
  sources: Sources;
  counted: Counted;
  /** Published half-years whose figures this changes. */
  changed: string[];
}

interface Tallies {
  totals: Tally;
  malls: Map<string, Tally>;
}

/**
 * Computes half-years from records, in one pass, and writes DIR/disclosures/<period>.json: every mall open in the
 * half-year, zeros included. The same input gives the same bytes. Throws `Stop` where a period or a folder is none,
 * a record names a mall that the register lacks, a half-year would be missing,
 * published figures would change without a reason, or a sum does not add up; then nothing is written.
 */
export async function disclose(options: DiscloseOptions): Promise<Disclosure[]> {
  const { records, content, publishedOn, onCounted } = options;
  const periods = [...new Set(options.periods)].sort();
  for (const period of periods) checkPeriod(period, publishedOn(period));
  const sources = await readSources(records);
  const published = await readPublished(content);
  refuseToMix(content, published, sources.origin.kind);
  refuseGap(
    published.map(({ period }) => period),
    periods,
  );
  const { malls } = await readRegister(content, ...records.map((folder) => join(folder, 'register')));
  const laws = await readLaws(existsSync(join(content, 'rules')) ? join(content, 'rules') : options.rules);
  const { tallies, counted } = await tallyAll(sources, periods, malls, clockBook(laws.clocks, laws.holidays));
  const disclosures = periods.map((period) =>
    assemble(period, tallies.get(period) ?? noTallies(), malls, sources, publishedOn(period)),
  );
  const changed = disclosures.flatMap((now) => {
    const before = published.find(({ period }) => period === now.period);
    const changes = before === undefined ? [] : changesBetween(before, now);
    return before === undefined || changes.length === 0 ? [] : [{ period: now.period, before, now, changes }];
  });
  if (options.revise === undefined) refuseChangedHistory(changed);
  onCounted?.({ malls, sources, counted, changed: changed.map(({ period }) => period), ...laws });

  if (options.isPreview === true) return disclosures;

  for (const folder of records) await seed(content, folder, options.rules);
  await mkdir(join(content, 'disclosures'), { recursive: true });
  return Promise.all(
    disclosures.map(async (result) => {
      const before = published.find(({ period }) => period === result.period);
      const change = changed.find(({ period }) => period === result.period);
      // The same figures again are the same half-year, published when it first was.
      if (before !== undefined && change === undefined) return before;
      const { revise: why } = options;
      const final =
        change === undefined || why === undefined
          ? result
          : await revise(content, change.before, result, why, result.publishedOn);
      await writeWhole(join(content, 'disclosures', `${result.period}.json`), final);
      return final;
    }),
  );
}

async function tallyAll(sources: Sources, periods: string[], malls: Map<string, Mall>, clocks: ClockBook) {
  const tallies = new Map(periods.map((period) => [period, noTallies()]));
  const counted: Counted = { records: 0, twice: 0, leftOut: {}, pending: 0, waitingForEnd: 0 };
  const halves = new Map<string, Tallies | undefined>();
  let [first, last] = ['9999-12-31', '0000-01-01'];

  const onTwice = () => {
    counted.twice += 1;
  };
  for await (const batch of readAllRecords(sources, onTwice)) batch.forEach(take);
  for (const period of periods) {
    const days = periodDays(period);
    if (counted.records === 0)
      throw new Stop(
        `${sources.folders.map(({ folder }) => folder).join(' and ')} holds no record: see its report.txt for the reasons.`,
      );
    if (days.last < first || days.first > last) {
      throw new Stop(`No record has a day in ${period}: they run from ${first} to ${last}.`);
    }
  }
  return { tallies, counted };

  function take(complaint: ComplaintRecord): void {
    const { mall, line, received, decision, decided, closed, refund, toCase } = complaint;
    if (!malls.has(mall)) {
      throw new Stop(
        `Line ${line} of the export names the mall ${mall}, which the content folder lacks: import again with --content set to it.`,
      );
    }
    const [start, decidedIn, closedIn] = [halfOf(received, mall), halfOf(decided, mall), halfOf(closed, mall)];
    for (const tally of start ?? []) countReceived(tally, complaint);
    for (const tally of decidedIn ?? []) countDecided(tally, complaint, clocks);
    for (const tally of closedIn ?? []) countClosed(tally, complaint, clocks);

    const isCounted = start !== undefined || decidedIn !== undefined || closedIn !== undefined;
    counted.records += 1;
    if (!isCounted) counted.leftOut[periodOf(received)] = (counted.leftOut[periodOf(received)] ?? 0) + 1;
    if (decision === 'pending' && isCounted) counted.pending += 1;
    if (closed === null && isCounted && (refund > 0 || toCase)) counted.waitingForEnd += 1;
    if (received < first) first = received;
    const latest = closed ?? decided ?? received;
    if (latest > last) last = latest;
  }

  /** The tallies of the half-year of a day that count a complaint of the mall: of all malls, and its own. */
  function halfOf(day: string | null, mall: string): [Tally, Tally] | undefined {
    if (day !== null && !halves.has(day)) halves.set(day, tallies.get(periodOf(day)));
    const half = day === null ? undefined : halves.get(day);
    if (half === undefined) return undefined;
    const tally = half.malls.get(mall) ?? emptyTally();
    half.malls.set(mall, tally);
    return [half.totals, tally];
  }
}

function noTallies(): Tallies {
  return { totals: emptyTally(), malls: new Map() };
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

async function writeWhole(file: string, value: unknown): Promise<void> {
  await writeFile(`${file}.writing`, `${JSON.stringify(value, null, 1)}\n`);
  await rename(`${file}.writing`, file);
}
