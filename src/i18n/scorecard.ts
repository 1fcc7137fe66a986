import type { Score } from '../lib/scorecard.ts';
import type { Locale } from '../schema/basics.ts';
import { formatNumber, formatPercent } from './formats.ts';
import { pluralForm } from './plural.ts';
import { translator } from './strings.ts';

/** The figure of a measure as pages show it, and the column of the published table in which it stands. */
export function shownScore(locale: Locale, score: Score): { text: string; column?: 'share' | 'amount' } {
  const { measure, share, amount } = score;
  if (amount !== null) {
    const digits = measure === 'median-days' && !Number.isInteger(amount) ? 1 : 0;
    return { text: formatNumber(locale, measure === 'refund' ? Math.round(amount) : amount, digits), column: 'amount' };
  }
  return share === null ? { text: '–' } : { text: percentOf(locale, score, share), column: 'share' };
}

/** Whether the target is met, in a sentence that names the cases that fell short. */
export function tellTarget(locale: Locale, { whole, missed, isMet, target }: Score): string {
  const t = translator(locale, 'scorecard');
  if (target === null) return t('target.none');
  if (isMet === null || whole === null || missed === null) return t('target.few');
  if (target < 1) return t(isMet ? 'target.reached' : 'target.below');
  if (isMet) return t('target.met');
  const counts = { missed: formatNumber(locale, missed), whole: formatNumber(locale, whole) };
  return missed === 0 ? t('target.below') : t(`missed.${pluralForm(locale, missed)}`, counts);
}

/** What still waited on the last day though its time had run out, in a sentence; undefined where nothing did. */
export function tellWaiting(locale: Locale, { waiting, target }: Score): string | undefined {
  if (!waiting || target === null) return undefined;
  const n = formatNumber(locale, waiting);
  return translator(locale, 'scorecard')(`waiting.${pluralForm(locale, waiting)}`, { n });
}

// A missed target must not read 100 %: the second decimal shows what the first would round away.
function percentOf(locale: Locale, { isMet }: Score, share: number): string {
  return formatPercent(locale, share, isMet === false && share >= 0.9995 ? 2 : 1);
}
