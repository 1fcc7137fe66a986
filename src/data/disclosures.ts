import { getCollection } from 'astro:content';
import type { Counts, Disclosure } from '../schema/disclosure.ts';
import { once } from './once.ts';

/** Every published half-year, newest first. */
export const getDisclosures = once(
  async (): Promise<Disclosure[]> =>
    (await getCollection('disclosures')).map((entry) => entry.data).sort((a, b) => (a.period < b.period ? 1 : -1)),
);

/** Figures that stood before a revision, by the name under which they are kept, as 2026-h1-1; oldest first. */
export const getSuperseded = once(async (): Promise<Map<string, Disclosure>> => {
  const kept = (await getCollection('superseded')).map(({ id, data }): [string, Disclosure] => [id, data]);
  return new Map(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
});

/** The newest half-year. */
export async function getLatest(): Promise<Disclosure> {
  const [latest] = await getDisclosures();
  if (latest === undefined) {
    throw new Error('content/disclosures is empty: publish a half-year with `npm run disclose` or `npm run demo`.');
  }
  return latest;
}

/** The half-year of that name. */
export async function getDisclosure(period: string): Promise<Disclosure> {
  const disclosure = (await getDisclosures()).find((candidate) => candidate.period === period);
  if (disclosure === undefined) throw new Error(`No half-year "${period}" in content/disclosures.`);
  return disclosure;
}

/** Mall → half-year → counts. A half-year that lacks the mall is absent, which is not zero. */
export const getCountsByMall = once(async (): Promise<Map<string, Map<string, Counts>>> => {
  const byMall = new Map<string, Map<string, Counts>>();
  for (const { period, malls } of await getDisclosures()) {
    for (const counts of malls) {
      const byPeriod = byMall.get(counts.mall) ?? new Map<string, Counts>();
      byMall.set(counts.mall, byPeriod.set(period, counts));
    }
  }
  return byMall;
});
