import { type Comparable, groupOf, groupsOf, type Standing } from '../lib/comparable.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import type { Mall } from '../schema/mall.ts';
import { getLatest } from './disclosures.ts';
import { getLimits } from './half-years.ts';
import { getMalls } from './malls.ts';
import { once } from './once.ts';

export interface ComparableMall extends Comparable {
  name: Mall['name'];
}

/** The groups of comparable malls of a half-year, by key and in its order. */
export async function groupsIn(disclosure: Disclosure): Promise<Map<string, ComparableMall[]>> {
  const malls = await getMalls();
  const listed = disclosure.malls.flatMap(({ mall: id, ...counts }): ComparableMall[] => {
    const mall = malls.get(id);
    return mall === undefined ? [] : [{ id, name: mall.name, type: mall.type, floorAreaM2: mall.floorAreaM2, counts }];
  });
  const groups = groupsOf(listed, await getLimits(disclosure));
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The groups of the newest half-year. */
export const getGroups = once(async () => groupsIn(await getLatest()));

/** The group of a mall and the other malls in it; undefined where it has no figures in the newest half-year. */
export async function getGroupOf(id: string): Promise<Standing | undefined> {
  const limits = await getLimits(await getLatest());
  for (const [key, malls] of await getGroups()) {
    const mall = malls.find((each) => each.id === id);
    if (mall !== undefined) {
      return { key, group: groupOf(mall, limits), mall, others: malls.filter((each) => each.id !== id), limits };
    }
  }
  return undefined;
}
