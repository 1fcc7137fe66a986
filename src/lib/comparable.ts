import type { Counts } from '../schema/disclosure.ts';
import type { Thresholds } from '../schema/rules.ts';
import type { VenueType } from '../schema/taxonomy.ts';
import { type AreaRate, areaRate, type Indicators, type Limits, rounded } from './indicators.ts';
import { wilson } from './intervals.ts';
import { share } from './rates.ts';

/** A mall with what is compared of it in one half-year. */
export interface Comparable {
  id: string;
  type: VenueType;
  floorAreaM2?: number | undefined;
  counts: Pick<Counts, 'received' | 'closed' | 'solved'>;
}

/** The limits of showing, and where classes of size begin. */
export type GroupLimits = Limits & Pick<Thresholds['versions'][number], 'sizeClassesM2'>;

/** Malls that compare: of one venue type and one class of size. `size` is its number, null where the area is unknown. */
export interface Group {
  type: VenueType;
  size: number | null;
}

/** A share with its 90 % interval. */
export interface ShareRange {
  share: number;
  low: number;
  high: number;
}

/** The two figures that are compared; null where they are not to be shown. */
export interface Ranges {
  perArea: AreaRate | null;
  solved: ShareRange | null;
}

/** What two ranges allow to say of the first: a difference is one only where they part. */
export type Verdict = 'more' | 'fewer' | 'same' | 'few';

export function groupOf({ type, floorAreaM2 }: Pick<Comparable, 'type' | 'floorAreaM2'>, limits: GroupLimits): Group {
  if (floorAreaM2 === undefined) return { type, size: null };
  return { type, size: limits.sizeClassesM2.filter((from) => floorAreaM2 >= from).length };
}

/** Key of a group, as in addresses: `shopping-centre-2`, `food-market-unknown`. */
export function groupKey({ type, size }: Group): string {
  return `${type}-${size ?? 'unknown'}`;
}

/** The malls of each group by its key, in the order given. */
export function groupsOf<M extends Comparable>(malls: readonly M[], limits: GroupLimits): Map<string, M[]> {
  return Map.groupBy(malls, (mall) => groupKey(groupOf(mall, limits)));
}

/** The figures of some malls taken together; the rate by size takes only those whose area is known. */
export function rangesOf(malls: readonly Comparable[], limits: Limits): Ranges {
  const sum = (list: readonly Comparable[], figure: (mall: Comparable) => number) =>
    list.reduce((total, mall) => total + figure(mall), 0);
  const measured = malls.filter(({ floorAreaM2 }) => floorAreaM2 !== undefined);
  const [closed, solved] = [sum(malls, ({ counts }) => counts.closed), sum(malls, ({ counts }) => counts.solved)];
  const exact = share(solved, closed, limits.rateFloor);
  const range = exact === null ? null : wilson(solved, closed);
  return {
    perArea: areaRate(
      {
        received: sum(measured, ({ counts }) => counts.received),
        closed: sum(measured, ({ counts }) => counts.closed),
      },
      sum(measured, ({ floorAreaM2 = 0 }) => floorAreaM2),
      limits,
    ),
    solved:
      exact === null || range === null
        ? null
        : { share: rounded(exact) ?? 0, low: rounded(range.low) ?? 0, high: rounded(range.high) ?? 0 },
  };
}

/** What can be said of one range against another; never a rank. */
export function verdictOn(
  one: { low: number; high: number } | null,
  other: { low: number; high: number } | null,
): Verdict {
  if (one === null || other === null) return 'few';
  if (one.low > other.high) return 'more';
  return one.high < other.low ? 'fewer' : 'same';
}

/** Whether any two of some ranges part; undefined where fewer than two are known. */
export function anyApart(ranges: readonly ({ low: number; high: number } | null)[]): boolean | undefined {
  const known = ranges.filter((range) => range !== null);
  if (known.length < 2) return undefined;
  return Math.max(...known.map(({ low }) => low)) > Math.min(...known.map(({ high }) => high));
}

/** A mall among the others of its group. */
export interface Standing {
  key: string;
  group: Group;
  mall: Comparable;
  others: Comparable[];
  limits: GroupLimits;
}

/** One mall of the newest half-year, as the page that sets some side by side needs it. */
export interface ComparedMall
  extends Pick<Indicators, 'received' | 'accepted' | 'closed' | 'onTimeShare' | 'unsolvedShare' | 'unratedShare'> {
  id: string;
  name: string;
  /** Malls with one group compare. */
  group: string;
  ranges: Ranges;
}
