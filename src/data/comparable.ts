import { type Comparable, groupOf, groupsOf, type Standing } from '../lib/comparable.ts';
import type { Mall } from '../schema/mall.ts';
import { getLatest } from './disclosures.ts';
import { getLimits } from './half-years.ts';
import { getMalls } from './malls.ts';
import { once } from './once.ts';

export interface ComparableMall extends Comparable {
  name: Mall['name'];
}

/** The groups of comparable malls of the newest half-year, by key; the largest types first as in the register. */
export const getGroups = once(async (): Promise<Map<string, ComparableMall[]>> => {
  const [latest, malls] = [await getLatest(), await getMalls()];
  const listed = latest.malls.flatMap(({ mall: id, ...counts }): ComparableMall[] => {
    const mall = malls.get(id);
    return mall === undefined ? [] : [{ id, name: mall.name, type: mall.type, floorAreaM2: mall.floorAreaM2, counts }];
  });
  const groups = groupsOf(listed, await getLimits(latest));
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
});

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
