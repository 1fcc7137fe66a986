import { expect, test } from 'vitest';
import { halfYearRows, mallRows, totalRows } from '../../src/data/rows.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { strings } from '../../src/i18n/strings.ts';
import { countsWith, disclosureWith } from './counts.ts';

const limits = { rateFloor: 10, smallCell: 3 };
const disclosure = disclosureWith([{ mall: 'a', ...countsWith() }]);
const mall = {
  id: 'a',
  name: { zh: '甲', en: 'A', es: 'A' },
  otherNames: [],
  type: 'complex' as const,
  area: 'b',
  tenants: [],
};
const published = new Set(
  [
    ...halfYearRows(disclosure, new Map(), limits),
    ...totalRows([disclosure], () => limits),
    ...mallRows([mall], new Map()),
  ]
    .flatMap((row) => Object.keys(row))
    .map((column) => column.replace(/^(problem|object)_.*/, '$1_…')),
);

test.each(LOCALES)('the dictionary in %s explains every published column and no other', (locale) => {
  const explained = Object.keys(strings(locale, 'malls'))
    .filter((key) => key.startsWith('field.'))
    .flatMap((key) => key.replace('field.', '').split(', '));
  expect(new Set(explained)).toEqual(published);
});
