import { isWithheld, type PublishedCell } from '../lib/small-numbers.ts';
import type { Locale } from '../schema/basics.ts';
import { formatNumber } from './formats.ts';
import { translator } from './strings.ts';

/** A count of a cross table as a page writes it: the figure, "<3", or the word for one that is withheld. */
export function formatCell(locale: Locale, cell: PublishedCell): string {
  if (isWithheld(cell)) return translator(locale, 'malls')('cell.withheld');
  return cell.value === null ? cell.text : formatNumber(locale, cell.value);
}
