import { expect, test } from 'vitest';
import { readAmount } from '../../src/disclosure/amounts.ts';
import { importRows, mappingOfColumns, row } from './scratch.ts';

test.each([
  ['￥1,280.00', 1280],
  ['¥ 50', 50],
  ['500元', 500],
  ['1280.5 元', 1280.5],
  ['$100.00', 100],
  ['US$ 1,000', 1000],
  ['HK$20', 20],
  ['CNY 30', 30],
  ['30rmb', 30],
  ['人民币500元', 500],
  ['１，２８０．５０', 1280.5],
  ['￥５００', 500],
  ['12.5', 12.5],
  ['', 0],
])('%s is an amount', (text, amount) => {
  expect(readAmount(text, '.')).toBe(amount);
});

test.each([
  ['100,00 €', 100],
  ['€ 1.234,50', 1234.5],
  ['1 234,50 EUR', 1234.5],
])('%s is an amount where cents follow a comma', (text, amount) => {
  expect(readAmount(text, ',')).toBe(amount);
});

test.each([
  '-50',
  '¥-50',
  '－５０',
  '(50)',
  '¥',
  '元',
  '约500元',
  '1.2万元',
  '50美元',
  '10²',
  '100,00 €',
  '1,23',
  '$1 $2',
])('%s is no amount', (text) => {
  expect(readAmount(text, '.')).toBeUndefined();
});

test('a complaint whose refund carries a sign of currency is kept', async () => {
  const rows = ['￥1,280.00', '500元', '-5元'].map((Refund) => row({ Refund }));
  const { records, rejects } = await importRows(rows, mappingOfColumns());
  expect(records.map(({ refund }) => refund)).toEqual([1280, 500]);
  expect(rejects).toMatchObject([{ reason: 'bad-amount', value: "'-5元" }]);
});

test('a sign of another currency is no amount of this one', () => {
  expect(readAmount('$50', '.', 'CNY')).toBeUndefined();
  expect(readAmount('¥50', '.', 'CNY')).toBe(50);
  expect(readAmount('$50', '.', 'USD')).toBe(50);
});
