import type { Group, Ranges } from '../lib/comparable.ts';
import type { Locale } from '../schema/basics.ts';
import { formatNumber } from './formats.ts';
import { tellRanges } from './ranges.ts';
import { label, translator } from './strings.ts';

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

/** The two compared figures with their intervals; a dash where they are not shown. */
export function writeRanges(locale: Locale, ranges: Ranges): { perArea: string; solved: string } {
  const t = translator(locale, 'compare');
  const { perArea, solved } = tellRanges(locale, ranges, (range) => t('range', range));
  return { perArea: perArea ?? '–', solved: solved ?? '–' };
}
