import type { Locale } from '../schema/basics.ts';
import type { VenueType } from '../schema/taxonomy.ts';
import type { Presence } from './history.ts';

/** A mall as a list shows it in one language, with its figures of one half-year. */
export interface ListedMall {
  id: string;
  name: string;
  otherNames: string[];
  type: VenueType;
  area: string;
  presence: Presence;
  /** Null, like the two below, where the half-year has no figures for the mall. */
  received: number | null;
  closed: number | null;
  /** Null also where too few were closed. */
  solvedShare: number | null;
}

export const ORDERS = ['name', 'received', 'solved'] as const;
export type Order = (typeof ORDERS)[number];

/** Puts malls in order: most received or largest share first, those without the figure last, then by name. */
export function inOrder(order: Order, locale: Locale, malls: ListedMall[]): ListedMall[] {
  // "zh" collates by pinyin, as readers of Chinese look names up.
  const { compare } = new Intl.Collator(locale);
  const figure = (mall: ListedMall) => (order === 'name' ? 0 : order === 'received' ? mall.received : mall.solvedShare);
  return [...malls].sort((a, b) => (figure(b) ?? -1) - (figure(a) ?? -1) || compare(a.name, b.name));
}
