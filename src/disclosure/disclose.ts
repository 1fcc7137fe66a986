import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { periodDays, periodOf } from '../lib/periods.ts';
import { period as periodSchema } from '../schema/basics.ts';
import { type Disclosure, disclosure } from '../schema/disclosure.ts';
import type { Mall } from '../schema/mall.ts';
import { clocks, holidays } from '../schema/rules.ts';
import { readRecords, readSource, type Source } from './records.ts';
import { readRegister } from './register.ts';
import { Stop } from './stop.ts';
import { sumFaults } from './sums.ts';
import { countClosed, countDecided, countReceived, countsOf, emptyTally, type Laws, type Tally } from './tally.ts';

export interface DiscloseOptions {
  periods: string[];
  /** Records folder made by the import. */
  records: string;
  /** Content folder to publish into; a new one is seeded with rules and the register of the import. */
  content: string;
  /** Day of publication of each half-year. */
  publishedOn: (period: string) => string;
  /** Rules for a content folder that has none yet. */
  rules: string;
}

interface Tallies {
  totals: Tally;
  malls: Map<string, Tally>;
}

/**
 * Computes half-years from records and writes DIR/disclosures/<period>.json: every mall open in the half-year,
 * zeros included. The same input gives the same bytes. Throws `Stop` where a sum does not add up, a period or
 * a folder is none, or a record names a mall that the register lacks; then nothing is written.
 */
export async function disclose(options: DiscloseOptions): Promise<Disclosure[]> {
  const { periods, records, content, publishedOn } = options;
  for (const period of periods) {
    if (!periodSchema.safeParse(period).success) throw new Stop(`"${period}" is not a half-year: write for example 2026-h1.`);
  }
  const source = await readSource(records);
  await seed(content, records, options.rules);
  const { malls } = await readRegister(content);
  const tallies = await tallyAll(records, periods, malls, await readLaws(content));
  const disclosures = periods.map((period) =>
    assemble(period, tallies.get(period) ?? { totals: emptyTally(), malls: new Map() }, malls, source, publishedOn(period)),
  );
  await mkdir(join(content, 'disclosures'), { recursive: true });
  for (const result of disclosures) await writeWhole(join(content, 'disclosures', `${result.period}.json`), result);
  return disclosures;
}

async function tallyAll(folder: string, periods: string[], malls: Map<string, Mall>, laws: Laws): Promise<Map<string, Tallies>> {
  const tallies = new Map<string, Tallies>(periods.map((period) => [period, { totals: emptyTally(), malls: new Map() }]));
  for await (const complaint of readRecords(folder)) {
    if (!malls.has(complaint.mall)) {
      throw new Stop(`Line ${complaint.line} of the export names the mall ${complaint.mall}, which the content folder lacks.`);
    }
    const count = (day: string | null, add: (tally: Tally) => void) => {
      const half = day === null ? undefined : tallies.get(periodOf(day));
      if (half === undefined) return;
      const tally = half.malls.get(complaint.mall) ?? emptyTally();
      half.malls.set(complaint.mall, tally);
      add(half.totals);
      add(tally);
    };
    count(complaint.received, (tally) => countReceived(tally, complaint));
    count(complaint.decided, (tally) => countDecided(tally, complaint));
    count(complaint.closed, (tally) => countClosed(tally, complaint, laws));
  }
  return tallies;
}

function assemble(period: string, tallies: Tallies, malls: Map<string, Mall>, source: Source, publishedOn: string): Disclosure {
  const { first, last } = periodDays(period);
  if (publishedOn <= last) throw new Stop(`${period} ends on ${last}: it cannot be published on ${publishedOn}.`);
  const isOpen = ({ opened, closed }: Mall) => (opened ?? first) <= last && (closed ?? last) >= first;
  const shown = [...malls].filter(([id, mall]) => isOpen(mall) || tallies.malls.has(id)).sort(([a], [b]) => (a < b ? -1 : 1));
  const result: Disclosure = {
    period,
    origin: source.origin,
    methodVersion: source.methodVersion,
    currency: source.currency,
    frozenOn: last,
    publishedOn,
    totals: countsOf(tallies.totals),
    malls: shown.map(([id]) => ({ mall: id, ...countsOf(tallies.malls.get(id) ?? emptyTally()) })),
  };
  const faults = sumFaults(result);
  if (faults.length > 0) throw new Stop(`The sums of ${period} do not add up:\n  ${faults.join('\n  ')}`);
  return disclosure.parse(result);
}

async function seed(content: string, records: string, rules: string): Promise<void> {
  await mkdir(content, { recursive: true });
  if (!existsSync(join(content, 'rules'))) await cp(rules, join(content, 'rules'), { recursive: true });
  for (const kind of ['malls', 'areas']) {
    const from = join(records, 'register', kind);
    await mkdir(join(content, kind), { recursive: true });
    if (!existsSync(from)) continue;
    for (const file of await readdir(from)) {
      const target = join(content, kind, file);
      if (!existsSync(target)) await cp(join(from, file), target);
    }
  }
}

async function readLaws(content: string): Promise<Laws> {
  const read = async (file: string) => parse(await readFile(join(content, 'rules', file), 'utf8'));
  return { clocks: clocks.parse(await read('clocks.yml')), holidays: holidays.parse(await read('holidays.yml')) };
}

async function writeWhole(file: string, value: unknown): Promise<void> {
  await writeFile(`${file}.writing`, `${JSON.stringify(value, null, 1)}\n`);
  await rename(`${file}.writing`, file);
}
