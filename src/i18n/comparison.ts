import { type Change, type Comparison, FEWEST_COUNTED } from '../lib/compare.ts';
import type { Locale } from '../schema/basics.ts';
import { formatNumber, formatPeriod } from './formats.ts';
import { strings, translator } from './strings.ts';
import { tell } from './tell.ts';
import { figure, putInto, type Told } from './told.ts';

/** A comparison as part of a sentence: "fewer than the 112 of the first half of 2025, 0.86 times as many (…)". */
export function describeComparison(locale: Locale, comparison: Comparison): Told {
  if (!('before' in comparison)) return tell(locale, 'malls', `change.${comparison.kind}`);
  const { kind, before } = comparison;
  const period = formatPeriod(locale, comparison.period);
  const n = figure(formatNumber(locale, before), 'received_year_ago');
  if (kind === 'few') return tell(locale, 'malls', 'change.few', { period, n, few: FEWEST_COUNTED });
  const t = translator(locale, 'malls');
  const certainty = t(comparison.isChance ? 'change.chance' : 'change.real');
  const { ratio, low, high } = figuresOf(locale, comparison);
  if (ratio === undefined || high === undefined) {
    return tell(locale, 'malls', 'change.fromNone', { period, certainty });
  }
  return tell(locale, 'malls', `change.${kind}`, { period, n, ratio, low, high, certainty });
}

/** A comparison as a cell of a table: "0.86 (0.70–1.06)", and a word where chance alone hardly explains it. */
export function tellChange(locale: Locale, comparison: Comparison): Told {
  if (!('before' in comparison) || comparison.kind === 'few') {
    return tell(locale, 'compare', `change.${comparison.kind}`);
  }
  const { ratio, low, high } = figuresOf(locale, comparison);
  const word = comparison.isChance ? [] : tell(locale, 'compare', `change.${comparison.kind}`);
  if (ratio === undefined || high === undefined) return word.length === 0 ? [{ text: '–' }] : word;
  const told = putInto(strings(locale, 'compare').range, { value: ratio, low, high });
  return word.length === 0 ? told : [...told, { text: ' ' }, ...word];
}

/** The ratio and its interval; none where there was nothing before. */
function figuresOf(locale: Locale, { ratio, low, high }: Change) {
  const write = (value: number) => formatNumber(locale, value, 2);
  return {
    ratio: ratio === null ? undefined : figure(write(ratio), 'year_ratio'),
    low: figure(write(low), 'year_ratio_low'),
    high: high === null ? undefined : figure(write(high), 'year_ratio_high'),
  };
}
