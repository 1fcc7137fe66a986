import { countRatio } from './intervals.ts';
import { type Period, samePeriodLastYear } from './periods.ts';
import { logRatio, type Point, spreadBetween } from './spread.ts';

/** How a half-year compares with the same half of the year before, since complaints have seasons. */
export type Comparison =
  /** No figures then; counted by another method; open for a part of one of the two only. */
  | { kind: 'none' | 'break' | 'partial' }
  /** Fewer than FEWEST_COUNTED in both together: nothing can be told. */
  | { kind: 'few'; period: Period; before: number }
  | Change;

export interface Change {
  kind: 'more' | 'fewer' | 'same';
  period: Period;
  before: number;
  /** How many times as many, with its 95 % interval, to hundredths; no ratio and no upper end where there were none. */
  ratio: number | null;
  low: number;
  high: number | null;
  /** The interval holds 1: chance alone can explain the difference. */
  isChance: boolean;
}

/** Fewest complaints of two half-years together that are told as more or fewer. */
export const FEWEST_COUNTED = 10;

/** One half-year of a mall, or of all malls together. */
export interface Counted {
  period: Period;
  received: number | null;
  /** The counting method differs from the half-year before. */
  isBreak: boolean;
  /** The mall opened or closed down within it. */
  isPartial?: boolean;
}

/** How many times as much as by counting chance alone two counts scatter. */
export type Scatter = (now: number, before: number) => number;

/** Compares complaints received. `history` is newest first and `index` the half-year asked about. */
export function compareWithLastYear(history: readonly Counted[], index: number, scatter: Scatter): Comparison {
  const now = history[index];
  const earlier = history.findIndex(({ period }) => now !== undefined && period === samePeriodLastYear(now.period));
  const then = history[earlier];
  if (now?.received == null || then?.received == null) return { kind: 'none' };
  if (history.slice(index, earlier).some(({ isBreak }) => isBreak)) return { kind: 'break' };
  if (now.isPartial === true || then.isPartial === true) return { kind: 'partial' };
  const { received } = now;
  const { period, received: before } = then;
  if (received + before < FEWEST_COUNTED) return { kind: 'few', period, before };
  const range = countRatio(received, before, scatter(received, before));
  const [low, high] = [hundredths(range?.low ?? 0), hundredths(range?.high ?? Number.POSITIVE_INFINITY)];
  return {
    kind: received === before ? 'same' : received > before ? 'more' : 'fewer',
    period,
    before,
    ratio: before === 0 ? null : hundredths(received / before),
    low,
    high: Number.isFinite(high) ? high : null,
    // By the rounded ends, so that whoever reads them finds the same.
    isChance: low <= 1 && high >= 1,
  };
}

/**
 * The usual ups and downs: variance of the logarithm of how many times as many a mall has as a year before, beyond
 * counting chance and beyond what all malls have in common. From the pairs of every year given, each a set.
 */
export function yearlySpread(years: readonly (readonly Pair[])[]): number {
  return spreadBetween(...years.map((pairs) => pairs.map(({ now, before }): Point => logRatio(now, before))));
}

/** A mall in a half-year and in the same half of the year before. */
export interface Pair {
  now: number;
  before: number;
}

/** Scatter of one mall, whose level goes up and down by that spread. */
export function scatterOfMall(spread: number): Scatter {
  return (now, before) => 1 + spread * information(now, before);
}

/** Scatter of the sum of many malls: their own ups and downs cancel for the most part. */
export function scatterOfSum(spread: number, pairs: readonly Pair[]): Scatter {
  const informations = pairs.map(({ now, before }) => information(now, before));
  const sum = informations.reduce((total, one) => total + one, 0);
  const squares = informations.reduce((total, one) => total + one ** 2, 0);
  return () => (sum === 0 ? 1 : 1 + (spread * squares) / sum);
}

/** What two counts tell of the logarithm of their ratio: 1 ÷ (1/now + 1/before). */
function information(now: number, before: number): number {
  return now + before === 0 ? 0 : (now * before) / (now + before);
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
