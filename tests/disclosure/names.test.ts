import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseNumbers } from '../../src/disclosure/case-numbers.ts';
import { dayReader } from '../../src/disclosure/dates.ts';
import { foldName, idFromName, isOneEditApart, wordsOf } from '../../src/disclosure/names.ts';
import { id } from '../../src/schema/basics.ts';

test.each([
  ['ＡＢＣ  Stores, L.P.', 'abc stores lp'],
  ['A-1 Motors', 'A1 MOTORS'],
  ['星河（徐汇）店', '星河(徐汇) 店'],
])('%s and %s fold to the same', (one, other) => {
  expect(foldName(one)).toBe(foldName(other));
});

test('accents and digits are kept apart', () => {
  expect(foldName('Café')).not.toBe(foldName('Cafe'));
  expect(foldName('Store 12')).not.toBe(foldName('Store 13'));
});

test.each([
  ['Acme Co., Ltd.', 'acme'],
  ['ACME (L.L.C.)', 'acme'],
  ['Muebles Luna, S. L.', 'muebles luna'],
  ['星河（上海）商業管理有限公司', '星 河 上 海 商 业 管 理'],
  ['Pacifico', 'pacifico'],
  ['TX淮海', 'tx 淮 海'],
  ['???', ''],
])('the words of %s without its legal suffix are %s', (name, words) => {
  expect(wordsOf(name).join(' ')).toBe(words);
});

test('an id made of any name is a good id, or there is none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
      const made = idFromName(name);
      return made === undefined || id.safeParse(made).success;
    }),
  );
});

test.each([
  ['midtown', 'midtwn', true],
  ['midtown', 'midtowne', true],
  ['midtown', 'midtawn', true],
  ['midtown', 'midtwon', true],
  ['midtown', 'midtown', false],
  ['midtown', 'mdtwn', false],
  ['midtown', 'nwotdim', false],
])('whether %s and %s are one edit apart: %s', (one, other, expected) => {
  expect(isOneEditApart(one, other)).toBe(expected);
});

test('every case number is remembered with its line, however many there are', () => {
  const numbers = caseNumbers();
  for (let line = 1; line <= 50_000; line += 1) {
    expect(numbers.seen(`2025-${line}`)).toBeUndefined();
    numbers.remember(`2025-${line}`, { line, firm: -line, rest: 7 });
  }
  for (let line = 1; line <= 50_000; line += 1) {
    expect(numbers.seen(`2025-${line}`)).toEqual({ line, firm: -line, rest: 7 });
  }
});

test.each([
  ['MM/DD/YYYY', '3/4/2025', '2025-03-04'],
  ['DD/MM/YYYY', '3/4/2025', '2025-04-03'],
  ['YYYY/MM/DD', '2025/3/4', '2025-03-04'],
  ['YYYY-MM-DD', '2024-02-29', '2024-02-29'],
  ['YYYY-MM-DD', '2025-02-29', undefined],
  ['MM/DD/YYYY', '13/01/2025', undefined],
  ['YYYY-MM-DD', '2025-03-04 10:00', '2025-03-04'],
  ['MM/DD/YYYY', '3/4/2025 2:05 PM', '2025-03-04'],
  ['YYYY-MM-DD', '2025-03-04T10:00:00Z', undefined],
  ['YYYY年MM月DD日', '２０２５年3月4日', '2025-03-04'],
  ['YYYYMMDD', '20250304', '2025-03-04'],
  ['DD.MM.YYYY', '4.3.2025', '2025-03-04'],
  ['excel-1900', '45720', '2025-03-04'],
  ['excel-1900', '45720.75', '2025-03-04'],
  ['excel-1904', '44258', '2025-03-04'],
  ['excel-1900', '12', undefined],
  ['DD/MM/YYYY', '2025-03-04', '2025-03-04'],
] as const)('as %s, "%s" is %s', (shape, text, expected) => {
  const read = dayReader(shape);
  expect([read(text), read(text)]).toEqual([expected, expected]);
});
