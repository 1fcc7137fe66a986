import { countRatio } from './intervals.ts';
import { type Period, samePeriodLastYear } from './periods.ts';

/** How a half-year compares with the same half of the year before, since complaints have seasons. */
export type Comparison =
  | { kind: 'none' | 'break' }
  | { kind: 'same' | 'fromNone'; period: Period; before: number; difference: number }
  | { kind: 'more' | 'fewer'; period: Period; before: number; difference: number; isChance: boolean };

/**
 * Compares complaints received. `isChance` tells that chance alone may explain the difference: the 90 % interval of the
 * ratio of the two counts holds 1. `history` is newest first and `index` the half-year asked about.
 */
export function compareWithLastYear(
  history: { period: Period; received: number | null; isBreak: boolean }[],
  index: number,
): Comparison {
  const now = history[index];
  const earlier = history.findIndex(({ period }) => now !== undefined && period === samePeriodLastYear(now.period));
  const then = history[earlier];
  if (now?.received == null || then?.received == null) return { kind: 'none' };
  if (history.slice(index, earlier).some(({ isBreak }) => isBreak)) return { kind: 'break' };
  const { received } = now;
  const { period, received: before } = then;
  const difference = Math.abs(received - before);
  if (received === before) return { kind: 'same', period, before, difference };
  if (before === 0) return { kind: 'fromNone', period, before, difference };
  return {
    kind: received > before ? 'more' : 'fewer',
    period,
    before,
    difference,
    isChance: mayBeChance(received, before),
  };
}

function mayBeChance(one: number, other: number): boolean {
  const ratio = countRatio(one, other);
  return ratio === null || (ratio.low <= 1 && ratio.high >= 1);
}
