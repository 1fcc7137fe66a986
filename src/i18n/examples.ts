import type { Example, ExampleValue } from '../lib/example-values.ts';
import type { ExampleId } from '../lib/examples.ts';
import type { Locale } from '../schema/basics.ts';
import { formatCell } from './cells.ts';
import { formatDay, formatNumber, formatPercent, formatPeriod } from './formats.ts';
import { translator } from './strings.ts';

/** A worked example in one language: every number of the sentence comes from the example. */
export function tellExample(locale: Locale, id: ExampleId, example: Example): string {
  const values = Object.entries(example).map(([name, value]) => [name, written(locale, value)]);
  return translator(locale, 'pages')(`example.${id}.worked`, Object.fromEntries(values));
}

function written(locale: Locale, shown: ExampleValue): string {
  const t = translator(locale, 'pages');
  switch (shown.kind) {
    case 'number':
      return formatNumber(locale, shown.value, shown.digits);
    case 'list':
      return shown.values.map((value) => formatNumber(locale, value, shown.digits)).join(shown.between);
    case 'share':
      return shown.value === null ? t('example.noShare') : formatPercent(locale, shown.value, 1);
    case 'day':
      return formatDay(locale, shown.value);
    case 'period':
      return formatPeriod(locale, shown.value);
    case 'onTime':
      return t(shown.value ? 'example.onTime' : 'example.late');
    case 'chance':
      return t(shown.value ? 'example.chance' : 'example.real');
    case 'verdict':
      return t(`example.${shown.value}`);
    case 'cell':
      return formatCell(locale, shown.value);
  }
}
