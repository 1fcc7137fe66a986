import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Period, periodDays, periodsBetween } from '../lib/periods.ts';
import { period as periodSchema } from '../schema/basics.ts';
import { type Disclosure, disclosure } from '../schema/disclosure.ts';
import { Stop } from './stop.ts';
import type { Tallies } from './tallies.ts';
import type { Tally } from './tally.ts';

/** What stops a release before anything is written. */

/** Stops at a period that is none, or that is not over on the day of publication. */
export function checkPeriod(period: string, publishedOn: string): void {
  if (!periodSchema.safeParse(period).success) {
    throw new Stop(`"${period}" is not a half-year: write for example 2026-h1.`);
  }
  const { last } = periodDays(period);
  if (publishedOn <= last) throw new Stop(`${period} ends on ${last}: it cannot be published on ${publishedOn}.`);
}

/** The half-years that a content folder publishes, oldest first. */
export async function readPublished(content: string): Promise<Disclosure[]> {
  const folder = join(content, 'disclosures');
  if (!existsSync(folder)) return [];
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const path = join(folder, file);
      const result = disclosure.safeParse(JSON.parse(await readFile(path, 'utf8')));
      if (!result.success) throw new Stop(`${path} is no half-year of ours: run npm run check:content and mend it.`);
      return result.data;
    }),
  );
}

/** Pages say whether figures are invented: a site that has both could not say it truly. */
export function refuseToMix(
  content: string,
  published: readonly Disclosure[],
  kind: Disclosure['origin']['kind'],
): void {
  const other = published.find(({ origin }) => origin.kind !== kind);
  if (other === undefined) return;
  const [has, comes] = kind === 'invented' ? ['real', 'invented'] : ['invented', 'real'];
  throw new Stop(
    `${join(content, 'disclosures', `${other.period}.json`)} holds ${has} figures, these are ${comes}: publish into another folder.`,
  );
}

/** Stops where a half-year would be missing between the published ones and those asked for. */
export function refuseGap(published: readonly string[], asked: readonly string[]): void {
  const there = new Set([...published, ...asked]);
  const [first = '', ...rest] = [...there].sort();
  const missing = periodsBetween(first, rest.at(-1) ?? first).filter((each) => !there.has(each));
  if (missing.length === 0) return;
  throw new Stop(
    `${missing.join(' and ')} would be missing between the half-years published: a trend with a silent hole would mislead. Compute them too.`,
  );
}

/** What is said where the sources hold no complaint older than the first day of the half-years asked for. */
export function nothingBeforeText(day: string): string {
  return `No complaint received before ${day} is in these sources, so closures of older ones would be missing. Export at least one half-year more.`;
}

/** Stops where closures of older complaints would be missing: an export chosen by day of receipt lacks them. */
export function refuseMissingOlder(nothingBefore: string | undefined): void {
  if (nothingBefore === undefined) return;
  throw new Stop(`${nothingBeforeText(nothingBefore)} If there are none, add --nothing-older.`);
}

/**
 * Published half-years that were not asked for, though these sources hold complaints that they do not count, or closures
 * of which nobody can tell whether they count them; each as a message. Counts that are lower here say nothing: the
 * sources need not hold all of such a half-year.
 */
export function neighbourFaults(
  published: readonly Disclosure[],
  asked: readonly Period[],
  tallies: ReadonlyMap<Period, Tallies>,
): string[] {
  const there = new Set(published.map(({ period }) => period));
  return published
    .filter(({ period }) => !asked.includes(period))
    .flatMap((before) => {
      const here = tallies.get(before.period);
      if (here === undefined) return [];
      const { period, totals } = before;
      const known = new Map(before.malls.map((counts) => [counts.mall, counts]));
      const more = [
        ...excess('all malls', totals, here.totals),
        ...[...here.malls.keys()]
          .sort()
          .flatMap((mall) => excess(mall, known.get(mall), here.malls.get(mall) ?? here.totals)),
      ];
      if (more.length > 0) {
        return [
          [
            `These sources hold complaints that the published ${period} does not count:`,
            ...shortened(more),
            `Ask for ${period} too, with --revise REASON.yml.`,
          ].join('\n'),
        ];
      }
      // A half-year before it comes out only now: what of it was decided or closed later may be new to this one.
      const isOlderNew = asked.some((each) => each < period && !there.has(each));
      const { received, accepted, notAccepted, referred, closed } = here.totals;
      const decided = accepted + notAccepted + referred;
      if (!isOlderNew || decided + closed === 0 || received >= totals.received) return [];
      return [
        `Of these complaints ${decided} were decided and ${closed} closed in ${period}, which is published: whether it counts them cannot be told from these sources. Name the records of ${period} too, with --records.`,
      ];
    });
}

/** A published half-year whose figures are others now. */
export interface Changed {
  period: Period;
  before: Disclosure;
  now: Disclosure;
  /** Each as a sentence. */
  changes: string[];
}

/** Figures of a half-year that differ between two computations, each as a sentence; none where they agree. */
export function changesBetween(before: Disclosure, now: Disclosure): string[] {
  const changes = changesOf('all malls', before.totals, now.totals);
  const [old, fresh] = [before, now].map(({ malls }) => new Map(malls.map((counts) => [counts.mall, counts])));
  for (const mall of [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])].sort()) {
    const [was, is] = [old?.get(mall), fresh?.get(mall)];
    if (was === undefined || is === undefined) changes.push(`${mall}: ${was === undefined ? 'is new' : 'is gone'}`);
    else changes.push(...changesOf(mall, was, is));
  }
  for (const name of ['methodVersion', 'currency'] as const) {
    if (before[name] !== now[name]) changes.push(`${name}: ${before[name]} → ${now[name]}`);
  }
  return changes;
}

/** Stops where a half-year that is already published would change in silence. */
export function refuseChangedHistory(changed: readonly Changed[]): void {
  const [first] = changed;
  if (first === undefined) return;
  throw new Stop(
    [
      `${first.period} is published with other figures:`,
      ...shortened(first.changes),
      'If the new ones are right, say why in a file and add --revise REASON.yml: the old ones are kept and the change goes into the public log.',
    ].join('\n'),
  );
}

/** The first lines of a list, and how many more there are. */
function shortened(lines: readonly string[]): string[] {
  const more = lines.length > 10 ? [`  … and ${lines.length - 10} more`] : [];
  return [...lines.slice(0, 10).map((each) => `  ${each}`), ...more];
}

/** Each complaint stands in these by its own day, so more of them here are complaints that were not counted. */
const EVENTS = ['received', 'accepted', 'notAccepted', 'referred', 'closed'] as const;

function excess(
  name: string,
  before: Pick<Tally, (typeof EVENTS)[number]> | undefined,
  here: Pick<Tally, (typeof EVENTS)[number]>,
): string[] {
  return EVENTS.filter((event) => here[event] > (before?.[event] ?? 0)).map(
    (event) => `${name}, ${event}: ${before?.[event] ?? 0} published, ${here[event]} here`,
  );
}

function changesOf(name: string, before: object, now: object): string[] {
  const [old, fresh] = [flat(before), flat(now)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((key) => (old.get(key) ?? 0) !== (fresh.get(key) ?? 0))
    .map((key) => `${name}, ${key}: ${old.get(key) ?? 0} → ${fresh.get(key) ?? 0}`);
}

/** Figures by name, those of a breakdown as "byProblem.price"; null counts as such. */
function flat(counts: object, above = ''): Map<string, unknown> {
  const figures = new Map<string, unknown>();
  for (const [key, value] of Object.entries(counts)) {
    if (typeof value === 'object' && value !== null) {
      for (const [inner, figure] of flat(value, `${above}${key}.`)) figures.set(inner, figure);
    } else if (key !== 'mall') figures.set(`${above}${key}`, value);
  }
  return figures;
}
