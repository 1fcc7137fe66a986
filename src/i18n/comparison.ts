import type { Comparison } from '../lib/compare.ts';
import type { Locale } from '../schema/basics.ts';
import { formatNumber, formatPeriod } from './formats.ts';
import { translator } from './strings.ts';

/** A comparison as part of a sentence: "16 fewer than the 112 of the first half of 2025, within what chance brings". */
export function describeComparison(locale: Locale, comparison: Comparison): string {
  const t = translator(locale, 'malls');
  if (!('period' in comparison)) return t(`change.${comparison.kind}`);
  const certainty = 'isChance' in comparison ? t(comparison.isChance ? 'change.chance' : 'change.real') : '';
  return t(`change.${comparison.kind}`, {
    period: formatPeriod(locale, comparison.period),
    n: formatNumber(locale, comparison.before),
    d: formatNumber(locale, comparison.difference),
    certainty,
  });
}
