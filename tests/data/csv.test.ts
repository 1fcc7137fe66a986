import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { toCsv } from '../../src/data/csv.ts';

test('a table starts with a byte order mark and ends each line with CR LF', () => {
  expect(toCsv([{ mall: 'a', received: 3 }])).toBe('\uFEFFmall,received\r\na,3\r\n');
});

test('what is unknown is an empty cell, and zero is zero', () => {
  expect(toCsv([{ share: null, received: 0 }])).toBe('\uFEFFshare,received\r\n,0\r\n');
});

test('commas, quotes and line breaks come back as they were written', () => {
  const rows = [{ name: 'A, "B"\nC', note: 'plain' }];
  expect(parse(toCsv(rows), { bom: true, columns: true })).toEqual(rows);
});

test.each(['=1+1', '+86 21', '-5', '@cmd', '\tx', '\rx'])('the text %j cannot run as a formula', (text) => {
  const [row] = parse(toCsv([{ name: text }]), { bom: true, columns: true }) as { name: string }[];
  expect(row?.name).toBe(`'${text}`);
});

test('a number is never taken for a formula', () => {
  expect(toCsv([{ change: -5 }])).toBe('\uFEFFchange\r\n-5\r\n');
});
