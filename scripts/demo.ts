import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { type DiscloseOptions, disclose } from '../src/disclosure/disclose.ts';
import { importRecords } from '../src/disclosure/import.ts';
import { nextPeriod, periodDays, periodsBetween } from '../src/lib/periods.ts';
import { addWorkingDays } from '../src/lib/working-days.ts';
import { YAML_STYLE } from '../src/lib/yaml-style.ts';
import { area } from '../src/schema/area.ts';
import type { Disclosure } from '../src/schema/disclosure.ts';
import { clocks, holidays } from '../src/schema/rules.ts';
import { standard } from '../src/schema/standard.ts';
import { runCommand } from './command.ts';
import type { World } from './demo/complaints.ts';
import { inventDirectory } from './demo/directory.ts';
import { toExport } from './demo/export.ts';
import { type DemoMall, inventMalls } from './demo/malls.ts';
import { random } from './demo/random.ts';
import { inventRatings } from './demo/ratings.ts';
import { inventSlip } from './demo/slip.ts';

export interface DemoOptions {
  content: string;
  malls: number;
  seed: number;
  /** How many half-years to publish, the newest last. */
  periods: number;
}

const FIRST = '2021-h1';
const LAST = '2026-h1';
/** Day on which the slip in the newest half-year was mended. */
const REVISED_ON = '2026-08-18';
const HALF_YEARS = periodsBetween(FIRST, LAST);

/**
 * Invents malls and complaints and pushes them through the same import and disclosure as real ones. The newest half-year
 * is published with a slip and then revised, so that the log shows what that looks like.
 */
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
    const published = HALF_YEARS.slice(-periods);
    // Complaints of the half-year before the first are there too, since they close in it.
    const asked = new Set(['2020-h2', ...HALF_YEARS].slice(-periods - 1));
    const text = [...toExport(malls, [...asked].sort(), world, seed)].join('');
    const slip = await inventSlip(text, malls, periodDays(LAST).first);
    for (const made of ['disclosures', 'superseded', join('corrections', `${LAST}-revision-1.yml`)]) {
      await rm(join(content, made), { recursive: true, force: true });
    }
    const publishedOn = (period: string) => addWorkingDays(periodDays(nextPeriod(period)).first, 22, world.holidays);
    const source = { content, folder, rules: 'content/rules' };
    const first = await publish(slip.text, { ...source, periods: published, publishedOn });
    const [last] = await publish(text, {
      ...source,
      periods: [LAST],
      publishedOn: () => REVISED_ON,
      revise: slip.reason,
    });
    const disclosures = first.map((half) => (half.period === last?.period ? last : half));
    await writeRatings(content, malls, disclosures, seed);
    await writeDirectory(content, malls, seed);
    return disclosures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Imports an export and publishes half-years of it. */
async function publish(
  text: string,
  { folder, ...options }: { folder: string } & Omit<DiscloseOptions, 'records'>,
): Promise<Disclosure[]> {
  const [file, records] = [join(folder, 'complaints.csv'), join(folder, 'records')];
  await writeFile(file, text);
  const { content } = options;
  const source = await importRecords({ file, mappingFile: 'content/mappings/demo.yml', out: records, content });
  if (source.rejected > 0)
    throw new Error(
      `The import rejected ${source.rejected} invented rows: see the reasons ${JSON.stringify(source.reasons)}.`,
    );
  return disclose({ ...options, records: [records] });
}

async function writeMalls(content: string, malls: DemoMall[]): Promise<void> {
  const folder = join(content, 'malls');
  await mkdir(folder, { recursive: true });
  const kept = new Set(malls.map(({ id }) => `${id}.yml`));
  for (const file of await readdir(folder)) if (!kept.has(file)) await rm(join(folder, file));
  for (const { id, mall } of malls) await writeFile(join(folder, `${id}.yml`), stringify(mall, YAML_STYLE));
}

/** Ratings of every year that follows a year with half-years. */
async function writeRatings(
  content: string,
  malls: DemoMall[],
  disclosures: Disclosure[],
  seed: number,
): Promise<void> {
  const folder = join(content, 'ratings');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const rubric = standard.parse(parse(await readFile('content/standards/quality-malls.yml', 'utf8')));
  const years = new Set(disclosures.map(({ period }) => Number(period.slice(0, 4)) + 1));
  for (const year of [...years].filter((year) => year <= Number(LAST.slice(0, 4)))) {
    const ratings = inventRatings(year, { malls, disclosures, standard: rubric, random: random(seed + year) });
    await writeFile(join(folder, `${year}.json`), `${JSON.stringify(ratings, null, 2)}\n`);
  }
}

async function writeDirectory(content: string, malls: DemoMall[], seed: number): Promise<void> {
  const folder = join(content, 'directory');
  await mkdir(folder, { recursive: true });
  const files = (await readdir(join(content, 'areas'))).filter((file) => file.endsWith('.yml')).sort();
  const areas = await Promise.all(
    files.map(async (file) => {
      const { name } = area.parse(parse(await readFile(join(content, 'areas', file), 'utf8')));
      return [file.replace('.yml', ''), name] as const;
    }),
  );
  const directory = inventDirectory(malls, new Map(areas), random(seed + 1));
  for (const [kind, entries] of Object.entries(directory)) {
    await writeFile(join(folder, `${kind}.yml`), stringify(entries, { ...YAML_STYLE, aliasDuplicateObjects: false }));
  }
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
