import { inOrder, type ListedMall } from '../lib/listing.ts';
import { type Page, pagesOf } from '../lib/pages.ts';
import type { Locale } from '../schema/basics.ts';
import { VENUE_TYPES, type VenueType } from '../schema/taxonomy.ts';
import { groupsIn } from './comparable.ts';
import { getLatest } from './disclosures.ts';
import { getListing } from './half-years.ts';
import { getAreas, getMalls } from './malls.ts';

/** A way to list the malls that has its own address. */
export interface MallView {
  kind: 'name' | 'received' | 'solved' | 'area' | 'type';
  /** Sub-district or type; empty where the view shows all. */
  key: string;
  /** Address below /malls/, with a trailing slash unless empty. */
  path: string;
}

/** One page of a view. */
export interface MallViewPage extends Page<ListedMall> {
  view: MallView;
}

/** Sub-district id → name in one language, in the order of names. */
export async function getAreaNames(locale: Locale): Promise<Record<string, string>> {
  const { compare } = new Intl.Collator(locale);
  const names = [...(await getAreas())].map(([id, area]): [string, string] => [id, area.name[locale]]);
  return Object.fromEntries(names.sort(([, a], [, b]) => compare(a, b)));
}

/** The types that some mall of the register has, in the order of the taxonomy. */
export async function getTypes(): Promise<VenueType[]> {
  const present = new Set([...(await getMalls()).values()].map(({ type }) => type));
  return VENUE_TYPES.filter((type) => present.has(type));
}

/** Every page of every view in one language. */
export async function getMallViewPages(locale: Locale): Promise<MallViewPage[]> {
  const latest = await getLatest();
  const byName = await getListing(locale, latest);
  const groups = await groupsIn(latest);
  const groupOf = new Map([...groups].flatMap(([key, malls]) => malls.map(({ id }): [string, string] => [id, key])));
  const byGroup = Map.groupBy(byName, ({ id }) => groupOf.get(id));
  const types = await getTypes();
  const views: { view: MallView; malls: ListedMall[] }[] = [
    { view: { kind: 'name', key: '', path: '' }, malls: byName },
    { view: { kind: 'received', key: '', path: 'by-received/' }, malls: inOrder('received', locale, byName) },
    {
      view: { kind: 'solved', key: '', path: 'by-solved/' },
      malls: [...groups.keys()].flatMap((key) => byGroup.get(key) ?? []),
    },
    ...[...(await getAreas()).keys()].map((area) => ({
      view: { kind: 'area' as const, key: area, path: `in/${area}/` },
      malls: byName.filter((mall) => mall.area === area),
    })),
    ...types.map((type) => ({
      view: { kind: 'type' as const, key: type, path: `type/${type}/` },
      malls: byName.filter((mall) => mall.type === type),
    })),
  ];
  return views.flatMap(({ view, malls }) => pagesOf(malls).map((page) => ({ ...page, view })));
}
