import { getCollection } from 'astro:content';
import type { Area } from '../schema/area.ts';
import type { Mall } from '../schema/mall.ts';
import { once } from './once.ts';

export type MallEntry = Mall & { id: string };

/** Every mall by id, in the order of ids. */
export const getMalls = once(async (): Promise<Map<string, MallEntry>> => {
  const malls = (await getCollection('malls')).map(({ id, data }) => ({ id, ...data }));
  return new Map(malls.sort((a, b) => (a.id < b.id ? -1 : 1)).map((mall) => [mall.id, mall]));
});

/** Every sub-district and town by id, in the order of ids. */
export const getAreas = once(async (): Promise<Map<string, Area>> => {
  const areas = (await getCollection('areas')).map(({ id, data }): [string, Area] => [id, data]);
  return new Map(areas.sort(([a], [b]) => (a < b ? -1 : 1)));
});

export async function getMall(id: string): Promise<MallEntry> {
  return (await getMalls()).get(id) ?? missing(`No mall "${id}" in content/malls.`);
}

export async function getArea(id: string): Promise<Area> {
  return (await getAreas()).get(id) ?? missing(`No area "${id}" in content/areas.`);
}

function missing(message: string): never {
  throw new Error(message);
}
