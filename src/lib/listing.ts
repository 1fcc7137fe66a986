import type { Locale } from '../schema/basics.ts';
import type { VenueType } from '../schema/taxonomy.ts';
import type { ShareRange } from './comparable.ts';
import type { Presence } from './history.ts';
import type { AreaRate } from './indicators.ts';

/** A mall as a list shows it in one language, with its figures of one half-year. */
export interface ListedMall {
  id: string;
  name: string;
  otherNames: string[];
  type: VenueType;
  area: string;
  presence: Presence;
  /** Null, like all below, where the half-year has no figures for the mall. */
  received: number | null;
  closed: number | null;
  /** Null, with its interval and the rate by size, also where too few were closed. */
  solvedShare: number | null;
  solvedLow: number | null;
  solvedHigh: number | null;
  rate: AreaRate | null;
}

/** There is no order by share solved: it would rank malls whose counts cannot be told apart. */
export const ORDERS = ['name', 'received'] as const;
export type Order = (typeof ORDERS)[number];

/** Puts malls in order: most received first, those without the figure last, then by name. */
export function inOrder(order: Order, locale: Locale, malls: ListedMall[]): ListedMall[] {
  // "zh" collates by pinyin, as readers of Chinese look names up.
  const { compare } = new Intl.Collator(locale);
  const figure = (mall: ListedMall) => (order === 'name' ? 0 : mall.received);
  return [...malls].sort((a, b) => (figure(b) ?? -1) - (figure(a) ?? -1) || compare(a.name, b.name));
}

/** The share solved with its interval; null where it is not shown. */
export function solvedRange({ solvedShare: share, solvedLow: low, solvedHigh: high }: ListedMall): ShareRange | null {
  return share === null || low === null || high === null ? null : { share, low, high };
}
