import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { disclose } from '../src/disclosure/disclose.ts';
import { importRecords } from '../src/disclosure/import.ts';
import { nextPeriod, periodDays, periodsBetween } from '../src/lib/periods.ts';
import { addWorkingDays } from '../src/lib/working-days.ts';
import type { Disclosure } from '../src/schema/disclosure.ts';
import { clocks, holidays } from '../src/schema/rules.ts';
import { runCommand } from './command.ts';
import type { World } from './demo/complaints.ts';
import { toExport } from './demo/export.ts';
import { type DemoMall, inventMalls } from './demo/malls.ts';
import { random } from './demo/random.ts';

export interface DemoOptions {
  content: string;
  malls: number;
  seed: number;
  /** How many half-years to publish, the newest last. */
  periods: number;
}

const FIRST = '2021-h1';
const LAST = '2026-h1';
const HALF_YEARS = periodsBetween(FIRST, LAST);

/** Invents malls and complaints and pushes them through the same import and disclosure as real ones. */
export async function demo({ content, malls: count, seed, periods }: DemoOptions): Promise<Disclosure[]> {
  const read = async (file: string) => parse(await readFile(join('content/rules', file), 'utf8'));
  const world: World = {
    clocks: clocks.parse(await read('clocks.yml')),
    holidays: holidays.parse(await read('holidays.yml')),
    lastDay: periodDays(LAST).last,
  };
  const malls = inventMalls(count, random(seed));
  await writeMalls(content, malls);
  if (!existsSync(join(content, 'areas'))) await cp('content/areas', join(content, 'areas'), { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'demo-'));
  try {
    const file = join(folder, 'complaints.csv');
    const published = HALF_YEARS.slice(-periods);
    // Complaints of the half-year before the first are there too, since they close in it.
    const asked = new Set(['2020-h2', ...HALF_YEARS].slice(-periods - 1));
    await writeFile(file, toExport(malls, [...asked].sort(), world, seed));
    const records = join(folder, 'records');
    const source = await importRecords({ file, mappingFile: 'content/mappings/demo.yml', out: records, content });
    if (source.rejected > 0)
      throw new Error(
        `The import rejected ${source.rejected} invented rows: see the reasons ${JSON.stringify(source.reasons)}.`,
      );
    return await disclose({
      periods: published,
      records,
      content,
      publishedOn: (period) => addWorkingDays(periodDays(nextPeriod(period)).first, 22, world.holidays),
      rules: 'content/rules',
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeMalls(content: string, malls: DemoMall[]): Promise<void> {
  const folder = join(content, 'malls');
  await mkdir(folder, { recursive: true });
  const kept = new Set(malls.map(({ id }) => `${id}.yml`));
  for (const file of await readdir(folder)) if (!kept.has(file)) await rm(join(folder, file));
  const style = {
    lineWidth: 0,
    singleQuote: true,
    defaultStringType: 'QUOTE_SINGLE',
    defaultKeyType: 'PLAIN',
  } as const;
  for (const { id, mall } of malls) await writeFile(join(folder, `${id}.yml`), stringify(mall, style));
}

if (import.meta.main) {
  const usage = 'npm run demo -- [--content DIR] [--malls N] [--seed N] [--periods N]';
  await runCommand(usage, async () => {
    const { values } = parseArgs({
      options: {
        content: { type: 'string', default: 'content' },
        malls: { type: 'string', default: '46' },
        seed: { type: 'string', default: '315' },
        periods: { type: 'string', default: String(HALF_YEARS.length) },
      },
    });
    const disclosures = await demo({
      content: values.content,
      malls: Number(values.malls),
      seed: Number(values.seed),
      periods: Number(values.periods),
    });
    console.table(
      disclosures.map(({ period, malls, totals }) => ({
        period,
        malls: malls.length,
        received: totals.received,
        closed: totals.closed,
        'on time %': ((100 * totals.onTime) / totals.timed).toFixed(1),
        'solved %': ((100 * totals.solved) / totals.closed).toFixed(1),
        'median days': totals.medianDays,
      })),
    );
  });
}
