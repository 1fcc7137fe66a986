import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { periodDays, periodsBetween } from '../lib/periods.ts';
import { period as periodSchema } from '../schema/basics.ts';
import { type Disclosure, disclosure } from '../schema/disclosure.ts';
import { Stop } from './stop.ts';

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

/** Figures of a half-year that differ between two computations, each as a sentence; none where they agree. */
export function changesBetween(before: Disclosure, now: Disclosure): string[] {
  const changes = changesOf('all malls', before.totals, now.totals);
  const malls = new Set([...before.malls, ...now.malls].map(({ mall }) => mall));
  for (const mall of [...malls].sort()) {
    const [old, fresh] = [before, now].map(({ malls }) => malls.find((each) => each.mall === mall));
    if (old === undefined || fresh === undefined) changes.push(`${mall}: ${old === undefined ? 'is new' : 'is gone'}`);
    else changes.push(...changesOf(mall, old, fresh));
  }
  for (const name of ['methodVersion', 'currency'] as const) {
    if (before[name] !== now[name]) changes.push(`${name}: ${before[name]} → ${now[name]}`);
  }
  return changes;
}

/** Stops where a half-year that is already published would change in silence. */
export function refuseChangedHistory(changed: readonly { period: string; changes: string[] }[]): void {
  const [first] = changed;
  if (first === undefined) return;
  const shown = first.changes.slice(0, 10).map((each) => `  ${each}`);
  const more = first.changes.length > 10 ? [`  … and ${first.changes.length - 10} more`] : [];
  throw new Stop(
    [
      `${first.period} is published with other figures:`,
      ...shown,
      ...more,
      'If the new ones are right, say why in a file and add --revise REASON.yml: the old ones are kept and the change goes into the public log.',
    ].join('\n'),
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
