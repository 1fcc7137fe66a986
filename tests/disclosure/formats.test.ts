import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importRecords } from '../../src/disclosure/import.ts';
import { findDelimiter } from '../../src/disclosure/reading/delimiter.ts';
import { COLUMNS, csv, importRows, mappingOfColumns, type Row, recordsIn, rejectsIn, row, scratch } from './scratch.ts';
import { type MadeBook, type MadeCell, workbook, zip } from './workbooks.ts';

const LINES = [
  row({ Case: 'A-1', Mall: '梧桐里' }),
  row({ Case: 'A-2', Refund: '1234.5' }),
  row({ Case: 'A-3', Refund: '' }),
];
const SUM = 1247;

const withLine = (text: string, sign: string) => text.replaceAll('","', `"${sign}"`);
const spanish = csv(
  LINES.map((each) => ({ ...each, Mall: 'Plane Tree Lane', Goods: 'alimentación', Problem: 'más precio' })),
);
const latin = { ...mappingOfColumns() };
latin.fields = {
  ...latin.fields,
  object: { column: 'Goods', values: { alimentación: 'food' } as never },
  problem: { column: 'Problem', values: { 'más precio': 'price' } as never },
};

test.each<[string, string | Buffer, object]>([
  ['UTF-8 with commas', csv(LINES), { encoding: 'utf-8', delimiter: ',' }],
  ['UTF-8 with a mark and semicolons', `\ufeff${withLine(csv(LINES), ';')}`, { encoding: 'utf-8', delimiter: ';' }],
  ['tabs', withLine(csv(LINES), '\t').replaceAll('"', ''), { delimiter: '\t' }],
  ['bars', withLine(csv(LINES), '|'), { delimiter: '|' }],
  ['"sep=;" before the header', `sep=;\r\n${withLine(csv(LINES), ';')}`, { delimiter: ';' }],
  ['UTF-16 little-endian', Buffer.from(`\ufeff${csv(LINES)}`, 'utf16le'), { encoding: 'utf-16le' }],
  ['UTF-16 without a mark', Buffer.from(csv(LINES), 'utf16le'), { encoding: 'utf-16le' }],
  ['UTF-16 big-endian', Buffer.from(`\ufeff${csv(LINES)}`, 'utf16le').swap16(), { encoding: 'utf-16be' }],
  ['old Macintosh line ends', csv(LINES).replaceAll('\n', '\r'), { delimiter: ',' }],
  ['Windows line ends', csv(LINES).replaceAll('\n', '\r\n'), { delimiter: ',' }],
  [
    'a title, an empty line and empty columns',
    `Complaints of 2025\n\n${csv(LINES).replaceAll('\n', `${','.repeat(900)}\n`)}${'\n'.repeat(3000)}`,
    { headerLine: 3 },
  ],
])('%s', async (_, file, found) => {
  const { report, records } = await importRows(file);
  expect(report.found).toMatchObject(found);
  expect(report).toMatchObject({ read: 3, kept: 3, rejected: 0 });
  expect(records.reduce((sum, { refund }) => sum + refund, 0)).toBe(SUM);
});

test('Windows-1252 is told from GB18030, and a damaged UTF-8 is not taken for it', async () => {
  const { report } = await importRows(Buffer.from(spanish, 'latin1'), latin);
  expect(report).toMatchObject({ kept: 3, found: { encoding: 'windows-1252' } });
  const damaged = Buffer.concat([Buffer.from(csv(LINES)), Buffer.from([0xff])]);
  await expect(importRows(damaged)).rejects.toThrow('is not text in utf-8');
});

test('cents after a comma are read where the mapping says so, and doubted where it does not', async () => {
  const rows = ['1.234,50', '12,50', '1234.5', '1.234'].map((Refund) => row({ Refund }));
  const { records } = await importRows(rows, { ...mappingOfColumns(), decimal: ',' });
  expect(records.map(({ refund }) => refund)).toEqual([1234.5, 12.5, 1234.5, 1234]);
  const { report } = await importRows(rows);
  expect(report.rejected).toBe(3);
});

test('several forms of days can stand in one column, but not two that contradict', async () => {
  const rows = [
    row({ Received: '2025/3/3' }),
    row({ Received: '2025年3月3日' }),
    row({ Received: '2025-03-03 08:00' }),
  ];
  const { records } = await importRows(rows, { ...mappingOfColumns(), dates: ['YYYY/MM/DD', 'YYYY年MM月DD日'] });
  expect(records.map(({ received }) => received)).toEqual(Array(3).fill('2025-03-03'));
  const both = { ...mappingOfColumns(), dates: ['MM/DD/YYYY', 'DD/MM/YYYY'] };
  await expect(importRows(rows, both)).rejects.toThrow('would be two days');
});

test('a header over two rows is joined, group before column', async () => {
  const upper = ['Case', 'Mall', 'Days', '', '', 'End', '', '', 'What', '', '', ''];
  const lower = [
    '',
    '',
    'received',
    'decision',
    'decided',
    'closed',
    'result',
    'rating',
    'goods',
    'problem',
    'refund',
    'case',
  ];
  const mapping = mappingOfColumns();
  const named = (name: string) =>
    `${['received', 'decision', 'decided'].includes(name) ? 'Days' : ['closed', 'result', 'rating'].includes(name) ? 'End' : 'What'} / ${name}`;
  const fields = Object.fromEntries(
    Object.entries(mapping.fields).map(([key, field], index) => [
      key,
      index < 2 ? field : { ...field, column: named(lower[index] ?? '') },
    ]),
  );
  const body = LINES.map((each) => COLUMNS.map((name) => each[name]).join(',')).join('\n');
  const { report } = await importRows(`${upper}\n${lower}\n${body}\n`, { ...mapping, fields });
  expect(report).toMatchObject({ read: 3, kept: 3, found: { headerLine: 1 } });
});

const cellsOf = (each: Row): MadeCell[] => COLUMNS.map((name) => each[name]);
const DAY = 45719; // 2025-03-03 in the system of 1900

function book(changes: Partial<MadeBook> = {}, rows: MadeCell[][] = LINES.map(cellsOf)): Buffer {
  return workbook({ sheets: [{ name: 'Complaints', rows: [[...COLUMNS], ...rows] }], ...changes });
}

function withDay(cell: MadeCell): MadeCell[] {
  return cellsOf(row()).map((old, column) => (COLUMNS[column] === 'Received' ? cell : old));
}

test.each([
  ['texts in a shared list', book()],
  ['texts in the cells', book({ isShared: false })],
])('a workbook with %s', async (_, file) => {
  const { report, records } = await importRows(file);
  expect(report).toMatchObject({ read: 3, kept: 3, found: { kind: 'xlsx', sheet: 'Complaints', headerLine: 1 } });
  expect(records.reduce((sum, { refund }) => sum + refund, 0)).toBe(SUM);
  expect(records.map(({ line }) => line)).toEqual([2, 3, 4]);
});

test.each<[string, MadeCell, Partial<MadeBook>]>([
  ['a serial number shown as a day', { serial: DAY }, {}],
  ['a serial number of 1904', { serial: DAY - 1462 }, { date1904: true }],
  ['a serial number without a format', DAY, {}],
  ['a text among serial numbers', '2025-03-03', {}],
])('a day in a workbook: %s', async (_, cell, changes) => {
  const { records } = await importRows(book(changes, [withDay(cell)]));
  expect(records).toMatchObject([{ received: '2025-03-03' }]);
});

test('titles, empty columns, hidden and other sheets are stepped over; the mapping can name another', async () => {
  const wide = (cells: MadeCell[]) => [...Array<MadeCell>(3000).fill(null), ...cells];
  const table = [
    ['Complaints of the district'],
    [],
    wide([...COLUMNS]),
    ...Array<MadeCell[]>(2000).fill([null]),
    ...LINES.map((each) => wide(cellsOf(each))),
  ];
  const sheets = [
    { name: 'Notes', rows: [['read me']] },
    { name: 'Old', rows: [[...COLUMNS], cellsOf(row()), cellsOf(row())], state: 'hidden' as const },
    { name: 'New', rows: table },
  ];
  const { report } = await importRows(workbook({ sheets }));
  expect(report).toMatchObject({
    kept: 3,
    found: { sheet: 'New', sheets: ['Notes', 'Old', 'New'], hidden: ['Old'], headerLine: 3 },
  });
  const old = await importRows(workbook({ sheets }), { ...mappingOfColumns(), sheet: 'Old' });
  expect(old.report.kept).toBe(2);
  await expect(importRows(workbook({ sheets }), { ...mappingOfColumns(), sheet: 'No' })).rejects.toThrow(
    'Its sheets are: "Notes", "Old" (hidden), "New"',
  );
});

test('a formula is never computed: its stored value counts and the report says so', async () => {
  const formula = { xml: '<c r="@"><f>[1]Sheet1!A1*HYPERLINK("http://x")</f><v>45719</v></c>' };
  const { report, records, out } = await importRows(book({}, [withDay(formula), cellsOf(row())]));
  expect(records[0]).toMatchObject({ received: '2025-03-03' });
  expect(report.found).toMatchObject({ formulas: 1 });
  expect(readFileSync(join(out, 'report.txt'), 'utf8')).toContain('1 formulas, read as their last stored value');
});

test('a formula without a stored value is rejected with its text, and hurts nobody in a column that is not mapped', async () => {
  const formula = { xml: '<c r="@"><f>C3+3</f><v></v></c>' };
  const { report, records, rejects } = await importRows(
    workbook({
      sheets: [
        {
          name: 'a',
          rows: [
            [...COLUMNS, 'Days'],
            [...cellsOf(row({ Case: 'A-1' })), formula],
            [...withDay(formula), formula],
          ],
        },
      ],
    }),
  );
  expect(records.map(({ id }) => id)).toEqual(['A-1']);
  expect(rejects).toMatchObject([{ line: '3', column: 'Received', value: "'=C3+3", reason: 'bad-date' }]);
  expect(report.found).toMatchObject({ formulas: 0, formulasWithoutValue: 3 });
});

test.each<[string, () => Buffer, string]>([
  ['a part that bursts', () => zip({ 'xl/workbook.xml': Buffer.alloc(64 * 2 ** 20) }), 'would unpack to'],
  ['parts that say they are huge', () => zip({ a: 'a' }, { a: 2 ** 31 }), 'would unpack to'],
  ['thousands of parts', () => zip(Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`p${n}`, '']))), 'parts'],
  ['a zip cut off', () => book().subarray(0, 900), 'broken workbook'],
  ['a zip that is no workbook', () => zip({ 'a.txt': 'a' }), 'is a zip without a workbook'],
  ['a workbook without its list of parts', () => zip({ 'xl/workbook.xml': 'a' }), 'is missing'],
  ['a part longer than it says', () => lie(book()), 'broken workbook'],
  [
    'a document type with entities',
    () => book({ parts: { 'xl/sharedStrings.xml': '<!DOCTYPE a [<!ENTITY b "bbb">]><sst><si><t>&b;</t></si></sst>' } }),
    'document type',
  ],
  [
    'a text that does not end',
    () => book({ parts: { 'xl/sharedStrings.xml': `<sst><si><t>${'ab€'.repeat(2 ** 20)}` } }),
    'does not end',
  ],
  [
    'XML that is none',
    () => book({ parts: { 'xl/worksheets/sheet1.xml': '<worksheet><row></worksheet>' } }),
    'broken workbook',
  ],
  ['an old workbook', () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'save it as .xlsx'],
])('%s is refused, and nothing is left', async (_, make, says) => {
  const paths = scratch(make());
  const before = process.memoryUsage().rss;
  await expect(importRecords(paths)).rejects.toThrow(says);
  expect(existsSync(paths.out)).toBe(false);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
});

/** Makes the directory say that the sheet is one byte shorter than it is. */
function lie(real: Buffer): Buffer {
  const bytes = Buffer.from(real);
  const at = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46 + 24;
  bytes.writeUInt32LE(bytes.readUInt32LE(at) - 1, at);
  return bytes;
}

test('names that an officer has decided on are taken, and the question is asked once', async () => {
  const rows = [row({ Mall: 'Plane Tree Lane Ltd.' }), row({ Mall: '梧桐裡' }), row({ Mall: 'Quiet Corner (North)' })];
  const first = await importRows(rows);
  expect(first.records.map(({ mall }) => mall)).toEqual(['plane-tree-lane']);
  const file = join(first.content, 'mappings', 'names.yml');
  const asked = readFileSync(file, 'utf8');
  expect(asked).toContain("Plane Tree Lane Ltd.: '?' # plane-tree-lane (Plane Tree Lane, 1.00)");
  writeFileSync(
    file,
    asked.replace("Lane Ltd.: '?'", 'Lane Ltd.: plane-tree-lane').replace("(North): '?'", '(North): new'),
  );
  const again = await importRecords(first);
  expect(again).toMatchObject({ kept: 2, unknownMalls: [{ name: 'Quiet Corner (North)' }], undecidedMalls: [] });
  writeFileSync(file, 'Plane Tree Lane Ltd.: nowhere\n');
  await expect(importRecords(first)).rejects.toThrow('which is no mall');
});

test('a complaint that names two businesses in one cell is one complaint, of the first', async () => {
  const mapping = mappingOfColumns();
  mapping.fields.mall = { ...mapping.fields.mall, separator: ';' } as never;
  const { records, report } = await importRows([row({ Mall: 'Quiet Corner; Plane Tree Lane' })], mapping);
  expect(records).toMatchObject([{ mall: 'quiet-corner' }]);
  expect(report.severalFirms).toBe(1);
});

test('rejects that were mended can be fed back', async () => {
  const first = await importRows([row({ Case: 'B-1' }), row({ Case: 'B-2', Received: '-1' })]);
  const mended = readFileSync(join(first.out, 'rejects.csv'), 'utf8').replace(/'-1(?=,yes)/, '2025-03-04');
  const back = scratch(mended);
  expect(await importRecords(back)).toMatchObject({ kept: 1, rejected: 0 });
  expect(recordsIn(back.out)).toMatchObject([{ id: 'B-2', received: '2025-03-04' }]);
  expect(rejectsIn(back.out)).toEqual([]);
});

test('an unknown code is counted', async () => {
  const { report } = await importRows([row({ Goods: 'tea' }), row({ Goods: 'tea' }), row()]);
  expect(report.unknownCodes).toEqual([{ field: 'object', column: 'Goods', text: 'tea', rows: 2, suggestion: null }]);
});

test('the delimiter is the one that gives even rows', () => {
  expect(findDelimiter('a;b;c\n1,5;2,5;3\n')).toBe(';');
  expect(findDelimiter('a\tb\n"x, y, z"\tc\n')).toBe('\t');
  expect(findDelimiter('"a;b",c\n"d;e",f\n')).toBe(',');
});
