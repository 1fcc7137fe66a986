import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importRecords } from '../../src/disclosure/import.ts';
import { csv, importRows, mappingOfColumns, recordsIn, rejectsIn, row, type Scratch } from './scratch.ts';

/** Imports the rejects.csv of an import into another folder, after some words of it were replaced. */
async function feedBack(first: Scratch, mend: (text: string) => string = (text) => text, mappingFile?: string) {
  const file = join(first.folder, 'mended.csv');
  writeFileSync(file, mend(readFileSync(join(first.out, 'rejects.csv'), 'utf8')));
  const paths = { ...first, file, out: join(first.folder, 'mended'), mappingFile: mappingFile ?? first.mappingFile };
  const report = await importRecords(paths);
  return { ...paths, report, records: recordsIn(paths.out), rejects: rejectsIn(paths.out) };
}

const TWICE = [
  row({ Case: 'X-1' }),
  row({ Case: 'X-1' }),
  row({ Case: 'X-1', Mall: 'Quiet Corner' }),
  row({ Case: 'X-1', Refund: '99' }),
];

test('rows whose first row is in another folder are rejected again, with the same reason', async () => {
  const { records, rejects, report } = await feedBack(await importRows(TWICE));
  expect(records).toEqual([]);
  expect(rejects.map(({ reason, value }) => [reason, value])).toEqual([
    ['duplicate', 'X-1'],
    ['second-firm', 'X-1'],
    ['contradicts', 'X-1'],
  ]);
  expect(rejects[0]?.['repair']).toContain('empty its cell "reason"');
  expect(report.fedBack).toEqual({ rows: 3, unchanged: 3, unchangedKept: 0 });
});

test('such a row is read anew once its reason is emptied', async () => {
  const { records } = await feedBack(await importRows(TWICE), (text) =>
    text.replace(/^4,Case,X-1,second-firm,(.*),X-1,Quiet/m, '4,Case,X-1,,$1,X-2,Quiet'),
  );
  expect(records).toMatchObject([{ id: 'X-2', mall: 'quiet-corner' }]);
});

test('a row of too few cells, whose cells may stand in wrong columns, is rejected again', async () => {
  const first = await importRows(csv([row(), row({ Case: 'short', ToCase: '' })]).replace(/,""\n$/, '\n'));
  expect(first.rejects).toMatchObject([{ reason: 'cells', Case: 'short' }]);
  const mended = (text: string) => text.replace(/,$/m, ',n');
  expect((await feedBack(first, mended)).report).toMatchObject({ kept: 0, reasons: { cells: { rows: 1 } } });
  const emptied = (text: string) => mended(text).replace(',cells,', ',,');
  expect((await feedBack(first, emptied)).records).toMatchObject([{ id: 'short' }]);
});

test('the report says how many rows are unchanged, and how many of them are kept for another reason', async () => {
  const first = await importRows([
    row(),
    row({ Goods: 'bread' }),
    row({ Goods: 'tea' }),
    row({ Closed: 'soon' }),
    row({ Closed: 'later' }),
  ]);
  const mapping = join(first.folder, 'wider.yml');
  writeFileSync(mapping, readFileSync(first.mappingFile, 'utf8').replace('food: food', 'food: food\n      tea: food'));
  const { out, report } = await feedBack(first, (text) => text.replaceAll(/soon(?=,agreed)/g, '2025-03-20'), mapping);
  expect(report).toMatchObject({ kept: 2, rejected: 2, fedBack: { rows: 4, unchanged: 3, unchangedKept: 1 } });
  expect(readFileSync(join(out, 'report.txt'), 'utf8')).toContain(
    'Fed back       4 rows of a rejects.csv, 3 of them unchanged in the cell they were rejected for: 2 rejected again, 1 kept',
  );
});

test('an export is not taken for a rejects.csv since it has a column of that name', async () => {
  const mapping = mappingOfColumns();
  mapping.fields.problem = { column: 'reason', values: { duplicate: 'quality' } } as never;
  const { report } = await importRows(csv([row({ Problem: 'duplicate' })]).replace('"Problem"', '"reason"'), mapping);
  expect(report).toMatchObject({ kept: 1, fedBack: null });
});

test('a row with several faults stands on one line, and is one complaint once it is mended', async () => {
  const first = await importRows([row({ Case: 'Y-1', Goods: 'bread', Problem: 'rude', Refund: 'much' })]);
  expect(first.rejects.map(({ column, value }) => [column, value])).toEqual([
    ['Goods', 'bread'],
    ['Problem', 'rude'],
    ['Refund', 'much'],
  ]);
  const { records, report } = await feedBack(first, (text) => text.replace(/bread,rude,much/, 'food,price,5'));
  expect(records).toMatchObject([{ id: 'Y-1', object: 'food', problem: 'price', refund: 5 }]);
  expect([report.read, report.rejected]).toEqual([1, 0]);
});

test('rejects are read as they are written, however the mapping says the export is stored', async () => {
  const mapping = { ...mappingOfColumns(), format: 'csv', encoding: 'gb18030', delimiter: ';', header: 2 };
  const lines = csv([row({ Goods: 'bread' })]).replaceAll('","', '";"');
  const first = await importRows(`Complaints;of;May\n${lines}`, mapping);
  expect(first.rejects).toMatchObject([{ column: 'Goods', value: 'bread' }]);
  expect(readFileSync(join(first.out, 'rejects.csv'), 'utf8').startsWith('\uFEFFline,column,')).toBe(true);
  const { records } = await feedBack(first, (text) => text.replace(',bread,quality', ',food,quality'));
  expect(records).toMatchObject([{ object: 'food' }]);
});
