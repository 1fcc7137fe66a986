import type { Against, Ranges } from '../lib/comparable.ts';
import type { AreaRate } from '../lib/indicators.ts';
import type { Locale } from '../schema/basics.ts';
import { formatNumber, formatPercent } from './formats.ts';
import { figure, putInto, type Told } from './told.ts';

/** How a language writes a value with its interval, and an interval alone: "{value} ({low}–{high})", "{low}–{high}". */
export interface RangeTemplates {
  range: string;
  between: string;
}

/** Complaints per 10,000 m² as "3.0 (2.2–4.1)"; null where they are not shown. */
export function tellRate(locale: Locale, rate: AreaRate | null, { range }: RangeTemplates): Told | null {
  if (rate === null) return null;
  const decimal = (value: number) => formatNumber(locale, value, 1);
  return putInto(range, {
    value: figure(decimal(rate.rate), 'per_10000_m2'),
    low: figure(decimal(rate.low), 'per_10000_m2_low'),
    high: figure(decimal(rate.high), 'per_10000_m2_high'),
  });
}

/** The share solved as "60% (47%–72%)"; null where it is not shown. */
export function tellSolved(locale: Locale, solved: Ranges['solved'], { range }: RangeTemplates): Told | null {
  if (solved === null) return null;
  return putInto(range, {
    value: figure(formatPercent(locale, solved.share), 'solved_share'),
    low: figure(formatPercent(locale, solved.low), 'solved_share_low'),
    high: figure(formatPercent(locale, solved.high), 'solved_share_high'),
  });
}

/** Where the others of the group lie, by the columns named `<prefix>_low` and `<prefix>_high`; null where nothing tells. */
export function tellBetween(
  range: Against['range'],
  write: (value: number) => string,
  prefix: string,
  { between }: RangeTemplates,
): Told | null {
  if (range === null) return null;
  return putInto(between, {
    low: figure(write(range.low), `${prefix}_low`),
    high: figure(write(range.high), `${prefix}_high`),
  });
}
