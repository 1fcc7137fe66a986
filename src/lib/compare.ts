import { type Period, samePeriodLastYear } from './periods.ts';

/** How a half-year compares with the same half of the year before, since complaints have seasons. */
export type Comparison =
  | { kind: 'none' | 'break' }
  | { kind: 'more' | 'fewer' | 'same' | 'fromNone'; period: Period; before: number; difference: number };

/** Compares complaints received; `history` is newest first and `index` the half-year asked about. */
export function compareWithLastYear(
  history: { period: Period; received: number | null; isBreak: boolean }[],
  index: number,
): Comparison {
  const now = history[index];
  const before = history.findIndex(({ period }) => now !== undefined && period === samePeriodLastYear(now.period));
  const then = history[before];
  if (now?.received == null || then?.received == null) return { kind: 'none' };
  if (history.slice(index, before).some(({ isBreak }) => isBreak)) return { kind: 'break' };
  const difference = Math.abs(now.received - then.received);
  return { kind: kindOf(now.received, then.received), period: then.period, before: then.received, difference };
}

function kindOf(now: number, before: number) {
  if (now === before) return 'same';
  if (before === 0) return 'fromNone';
  return now > before ? 'more' : 'fewer';
}
