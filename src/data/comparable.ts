import { type Comparable, groupsOf, type Standing, standingsOf } from '../lib/comparable.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import type { Mall } from '../schema/mall.ts';
import { getLatest } from './disclosures.ts';
import { getLimits } from './half-years.ts';
import { getMalls } from './malls.ts';
import { once, onceEach } from './once.ts';

export interface ComparableMall extends Comparable {
  name: Mall['name'];
  area: string;
}

/** The groups of comparable malls of a half-year, by key and in its order. */
export const groupsIn = onceEach(async (disclosure: Disclosure): Promise<Map<string, ComparableMall[]>> => {
  const malls = await getMalls();
  const listed = disclosure.malls.flatMap(({ mall: id, ...counts }): ComparableMall[] => {
    const mall = malls.get(id);
    if (mall === undefined) return [];
    const { name, area, type, floorAreaM2 } = mall;
    return [{ id, name, area, type, floorAreaM2, counts }];
  });
  const groups = groupsOf(listed, await getLimits(disclosure));
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
});

/** The groups of the newest half-year. */
export const getGroups = once(async () => groupsIn(await getLatest()));

/** Every mall of a half-year among the others of its group, by its id. */
export const getStandings = onceEach(async (disclosure: Disclosure): Promise<ReadonlyMap<string, Standing>> => {
  const malls = [...(await groupsIn(disclosure)).values()].flat();
  return standingsOf(malls, await getLimits(disclosure));
});
