import type { Counts } from '../schema/disclosure.ts';
import type { Thresholds } from '../schema/rules.ts';
import type { VenueType } from '../schema/taxonomy.ts';
import { type AreaRate, areaRate, type Limits, rounded } from './indicators.ts';
import { wilson } from './intervals.ts';
import { share } from './rates.ts';
import { logit, logRate, type Point, rangeOfAnother, shareOf } from './spread.ts';

/** A mall with what is compared of it in one half-year. */
export interface Comparable {
  id: string;
  type: VenueType;
  floorAreaM2?: number | undefined;
  counts: Pick<Counts, 'received' | 'closed' | 'solved'>;
}

/** The limits of showing, and where classes of size begin. */
export type GroupLimits = Pick<Limits, 'rateFloor'> & Pick<Thresholds['versions'][number], 'sizeClassesM2'>;

/** Malls that compare: of one venue type and one class of size. `size` is its number, null where the area is unknown. */
export interface Group {
  type: VenueType;
  size: number | null;
}

export interface Range {
  low: number;
  high: number;
}

/** A share with its 90 % interval. */
export interface ShareRange extends Range {
  share: number;
}

/** The figures by which malls are compared. */
export const COMPARED = ['perArea', 'solved'] as const;
export type Compared = (typeof COMPARED)[number];

/** The two figures of a mall; null where they are not to be shown. */
export interface Ranges {
  perArea: AreaRate | null;
  solved: ShareRange | null;
}

/**
 * Where a figure lies against the range of the other malls of the group. `unclear`: within it, so these counts cannot
 * tell them apart, which does not make them equal. `few`: the figure is not shown; `lone`: too few others tell a range.
 */
export type Verdict = 'above' | 'unclear' | 'below' | 'few' | 'lone';

/** A mall against the others of its group, in one figure. */
export interface Against {
  /** 95 % range in which a mall of this size would fall if it were one of the others; null where nothing is compared. */
  range: Range | null;
  verdict: Verdict;
}

/** A mall among the others of its group. */
export interface Standing {
  key: string;
  group: Group;
  others: number;
  own: Ranges;
  against: Record<Compared, Against>;
}

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
export function rangesOf(malls: readonly Comparable[], limits: Pick<Limits, 'rateFloor'>): Ranges {
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

/** Every mall of a half-year among the others of its group, by its id. */
export function standingsOf(malls: readonly Comparable[], limits: GroupLimits): Map<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const [key, group] of groupsOf(malls, limits)) {
    const points = { perArea: group.map(pointOfRate), solved: group.map((mall) => pointOfSolved(mall, limits)) };
    group.forEach((mall, at) => {
      const own = rangesOf([mall], limits);
      const standing = { key, group: groupOf(mall, limits), others: group.length - 1, own };
      const { closed } = mall.counts;
      const area = (mall.floorAreaM2 ?? 0) / UNIT_M2;
      const against = {
        perArea: againstOthers(points.perArea, at, own.perArea?.rate ?? null, (value) =>
          hundredths(Math.max(0, Math.exp(value) - HALF / area)),
        ),
        solved: againstOthers(points.solved, at, own.solved?.share ?? null, (value) =>
          tenThousandths((shareOf(value) * (closed + 2 * HALF) - HALF) / closed),
        ),
      };
      standings.set(mall.id, { ...standing, against });
    });
  }
  return standings;
}

/** 95 % range in which the level of another mall of the group would lie; null where too few tell. */
export function levelsIn(group: readonly Comparable[], limits: GroupLimits): Record<Compared, Range | null> {
  const rates = rangeOfAnother(known(group.map(pointOfRate)), 0);
  const shares = rangeOfAnother(known(group.map((mall) => pointOfSolved(mall, limits))), 0);
  const back = (range: Range | null, write: (value: number) => number) =>
    range && { low: write(range.low), high: write(range.high) };
  return {
    perArea: back(rates, (value) => hundredths(Math.exp(value))),
    solved: back(shares, (value) => tenThousandths(shareOf(value))),
  };
}

/** The half complaint that keeps logarithms finite is taken off again where a range is shown beside real counts. */
const HALF = 0.5;
const UNIT_M2 = 10_000;

function againstOthers(
  points: readonly (Point | null)[],
  at: number,
  figure: number | null,
  write: (value: number) => number,
): Against {
  const own = points[at];
  if (figure === null || own == null) return { range: null, verdict: 'few' };
  const found = rangeOfAnother(known(points.toSpliced(at, 1)), own.variance);
  if (found === null) return { range: null, verdict: 'lone' };
  // Told from the rounded numbers, so that whoever reads them finds the same.
  const range = { low: write(found.low), high: write(found.high) };
  return { range, verdict: figure > range.high ? 'above' : figure < range.low ? 'below' : 'unclear' };
}

/** Malls with few complaints are among the others too: without them the group would seem worse than it is. */
function pointOfRate({ floorAreaM2, counts }: Comparable): Point | null {
  return floorAreaM2 === undefined || floorAreaM2 <= 0 ? null : logRate(counts.received, floorAreaM2 / UNIT_M2);
}

function pointOfSolved({ counts: { solved, closed } }: Comparable, { rateFloor }: GroupLimits): Point | null {
  return closed < rateFloor ? null : logit(solved, closed);
}

const known = (points: readonly (Point | null)[]) => points.filter((point) => point !== null);
const hundredths = (value: number) => Math.round(value * 100) / 100;
const tenThousandths = (value: number) => Math.min(1, Math.max(0, rounded(value) ?? 0));
