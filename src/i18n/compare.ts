import type { Compared, Group, Range, Ranges } from '../lib/comparable.ts';
import type { Locale } from '../schema/basics.ts';
import { formatNumber, formatPercent } from './formats.ts';
import { type RangeTemplates, tellBetween, tellRate, tellSolved } from './ranges.ts';
import { label, strings, translator } from './strings.ts';
import type { Told } from './told.ts';

/** Name of a group, as in "shopping centre, 10,000 to 50,000 m²". */
export function groupName(locale: Locale, { type, size }: Group, classes: readonly number[]): string {
  const t = translator(locale, 'compare');
  const square = (value: number | undefined) => formatNumber(locale, value ?? 0);
  const [from, to] = [square(classes[(size ?? 0) - 1]), square(classes[size ?? 0])];
  const words =
    size === null
      ? t('size.unknown')
      : size === 0
        ? t('size.0', { to })
        : size === classes.length
          ? t('size.last', { from })
          : t('size.middle', { from, to });
  return t('group', { type: label(locale, 'venue', type), size: words });
}

/** How the language writes intervals. */
export function rangeTemplates(locale: Locale): RangeTemplates {
  const { range, between } = strings(locale, 'compare');
  return { range, between };
}

const DASH: Told = [{ text: '–' }];

/** The two compared figures with their intervals; a dash where they are not shown. */
export function tellRanges(locale: Locale, ranges: Ranges): Record<Compared, Told> {
  const templates = rangeTemplates(locale);
  return {
    perArea: tellRate(locale, ranges.perArea, templates) ?? DASH,
    solved: tellSolved(locale, ranges.solved, templates) ?? DASH,
  };
}

/** Columns of the published tables that hold the range of the others, and that of the levels in a group. */
const PREFIXES = {
  others: { perArea: 'others_per_10000_m2', solved: 'others_solved_share' },
  levels: { perArea: 'levels_per_10000_m2', solved: 'levels_solved_share' },
} as const;

/** The range of the others of a group, or of the levels in it; a dash where too few tell. */
export function tellGroupRange(
  locale: Locale,
  of: keyof typeof PREFIXES,
  compared: Compared,
  range: Range | null,
): Told {
  const write = (value: number) =>
    compared === 'perArea' ? formatNumber(locale, value, 1) : formatPercent(locale, value);
  return tellBetween(range, write, PREFIXES[of][compared], rangeTemplates(locale)) ?? DASH;
}
