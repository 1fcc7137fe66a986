import type { Ranges } from '../lib/comparable.ts';
import type { Locale } from '../schema/basics.ts';
import { formatNumber, formatPercent } from './formats.ts';

/** Writes a value and its interval in one language. */
export type WriteRange = (range: { value: string; low: string; high: string }) => string;

/** The two compared figures as "3.0 (2.2–4.1)" and "60 % (47–72 %)"; null where they are not shown. */
export function tellRanges(locale: Locale, { perArea, solved }: Ranges, write: WriteRange) {
  const decimal = (value: number) => formatNumber(locale, value, 1);
  const percent = (value: number) => formatPercent(locale, value);
  return {
    perArea:
      perArea === null
        ? null
        : write({ value: decimal(perArea.rate), low: decimal(perArea.low), high: decimal(perArea.high) }),
    solved:
      solved === null
        ? null
        : write({
            value: percent(solved.share),
            low: formatNumber(locale, solved.low * 100),
            high: percent(solved.high),
          }),
  };
}
