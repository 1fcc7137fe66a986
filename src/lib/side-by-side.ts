import { normalQuantile } from './beta.ts';
import type { Compared, Ranges } from './comparable.ts';
import { scatterOfMall } from './compare.ts';
import type { Indicators } from './indicators.ts';
import { countRatio, shareDifference } from './intervals.ts';

/** One mall of the newest half-year, as the page that sets some side by side needs it. */
export interface ComparedMall
  extends Pick<
    Indicators,
    'received' | 'accepted' | 'closed' | 'solved' | 'onTimeShare' | 'unsolvedShare' | 'unratedShare'
  > {
  id: string;
  name: string;
  /** Malls with one group compare. */
  group: string;
  groupName: string;
  areaName: string;
  floorAreaM2: number | null;
  ranges: Ranges;
}

/** A pair of malls that a figure tells apart. */
export interface Apart {
  more: ComparedMall;
  fewer: ComparedMall;
}

/**
 * The pairs among some malls of one group that a figure tells apart by more than chance, out of how many pairs that
 * have it. The 5 % of false alarms is shared among the pairs. Rates are compared by the ratio of the counts, which
 * scatter by the usual ups and downs; shares by their difference.
 */
export function apartBy(
  compared: Compared,
  malls: readonly ComparedMall[],
  spread: number,
): { apart: Apart[]; pairs: number } {
  const shown = malls.filter(({ ranges }) => ranges[compared] !== null);
  const pairs = shown.flatMap((one, at) =>
    shown.slice(at + 1).map((other): [ComparedMall, ComparedMall] => [one, other]),
  );
  const apart = pairs.flatMap(([one, other]): Apart[] => {
    const side =
      compared === 'perArea' ? sideOfRates(one, other, spread, pairs.length) : sideOfShares(one, other, pairs.length);
    return side === 0 ? [] : [side > 0 ? { more: one, fewer: other } : { more: other, fewer: one }];
  });
  return { apart, pairs: pairs.length };
}

/** Above 0 where the first has more, below 0 where the second has, 0 where chance alone can explain the difference. */
function sideOfRates(one: ComparedMall, other: ComparedMall, spread: number, pairs: number): number {
  const factor = scatterOfMall(spread)(one.received, other.received);
  const ratio = countRatio(one.received, other.received, factor, 1 - 0.05 / pairs);
  const equal = (one.floorAreaM2 ?? 0) / (other.floorAreaM2 ?? 1);
  return ratio === null ? 0 : ratio.low > equal ? 1 : ratio.high < equal ? -1 : 0;
}

function sideOfShares(one: ComparedMall, other: ComparedMall, pairs: number): number {
  const counted = ({ solved, closed }: ComparedMall) => ({ part: solved, whole: closed });
  const difference = shareDifference(counted(one), counted(other), normalQuantile(1 - 0.05 / pairs));
  return difference === null ? 0 : difference.low > 0 ? 1 : difference.high < 0 ? -1 : 0;
}
