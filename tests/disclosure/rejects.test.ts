import { expect, test } from 'vitest';
import { REASONS, type Reason } from '../../src/disclosure/read-row.ts';
import { csv, importRows, mappingOfColumns, pendingRow, type Row, row } from './scratch.ts';

interface Case {
  reason: Reason;
  title: string;
  cells: Partial<Row>;
  column: string;
  value: string;
  repair: RegExp;
}

const CASES: Case[] = [
  { reason: 'no-id', title: 'no case number', cells: { Case: ' ' }, column: 'Case', value: '', repair: /Fill in/ },
  { reason: 'no-mall', title: 'no business', cells: { Mall: '' }, column: 'Mall', value: '', repair: /Fill in/ },
  {
    reason: 'unknown-mall',
    title: 'a business that is not in the register',
    cells: { Mall: 'Harbour Arcade' },
    column: 'Mall',
    value: 'Harbour Arcade',
    repair: /otherNames/,
  },
  {
    reason: 'undecided-mall',
    title: 'a registered name with a legal suffix, which is hinted at and not taken',
    cells: { Mall: 'Plane Tree Lane Ltd.' },
    column: 'Mall',
    value: 'Plane Tree Lane Ltd.',
    repair: /Near: Plane Tree Lane \(1\.00\)/,
  },
  {
    reason: 'undecided-mall',
    title: 'a registered name with one letter missing, which is hinted at and not taken',
    cells: { Mall: 'Plane Tre Lane' },
    column: 'Mall',
    value: 'Plane Tre Lane',
    repair: /Near: Plane Tree Lane \(0\.\d\d\)/,
  },
  {
    reason: 'unknown-mall',
    title: 'a name without a letter',
    cells: { Mall: '???' },
    column: 'Mall',
    value: '???',
    repair: /no name/,
  },
  {
    reason: 'no-date',
    title: 'no day of receipt',
    cells: { Received: '' },
    column: 'Received',
    value: '',
    repair: /YYYY-MM-DD/,
  },
  {
    reason: 'bad-date',
    title: 'a day that no calendar has',
    cells: { Received: '2025-02-30' },
    column: 'Received',
    value: '2025-02-30',
    repair: /YYYY-MM-DD/,
  },
  {
    reason: 'bad-date',
    title: 'a day in another form',
    cells: { Closed: '20/03/2025' },
    column: 'Closed',
    value: '20/03/2025',
    repair: /YYYY-MM-DD/,
  },
  {
    reason: 'end-before-start',
    title: 'an end before the receipt',
    cells: { Closed: '2025-03-01' },
    column: 'Closed',
    value: '2025-03-01',
    repair: /receipt on 2025-03-03/,
  },
  {
    reason: 'decision-before-start',
    title: 'a decision before the receipt',
    cells: { Decided: '2025-03-02' },
    column: 'Decided',
    value: '2025-03-02',
    repair: /receipt on 2025-03-03/,
  },
  {
    reason: 'end-before-decision',
    title: 'an end before the decision',
    cells: { Closed: '2025-03-05' },
    column: 'Closed',
    value: '2025-03-05',
    repair: /decision on 2025-03-06/,
  },
  {
    reason: 'unknown-code',
    title: 'a text that the mapping does not know',
    cells: { Goods: 'bread' },
    column: 'Goods',
    value: 'bread',
    repair: /Add "bread" to values/,
  },
  {
    reason: 'unknown-code',
    title: 'an empty cell that the mapping does not know',
    cells: { Problem: '' },
    column: 'Problem',
    value: '',
    repair: /Fill the cell/,
  },
  {
    reason: 'unknown-code',
    title: 'a text that is a name of every object',
    cells: { Goods: 'constructor' },
    column: 'Goods',
    value: 'constructor',
    repair: /values/,
  },
  {
    reason: 'bad-amount',
    title: 'a negative refund',
    cells: { Refund: '-5' },
    column: 'Refund',
    // As a spreadsheet may open it without running it.
    value: "'-5",
    repair: /not below zero/,
  },
  {
    reason: 'bad-amount',
    title: 'a refund that may be twelve or twelve thousand',
    cells: { Refund: '12.000,00' },
    column: 'Refund',
    value: '12.000,00',
    repair: /1234\.50/,
  },
  {
    reason: 'decision-without-day',
    title: 'a decision without its day',
    cells: { Decided: '' },
    column: 'Decided',
    value: '',
    repair: /Fill in the day/,
  },
  {
    reason: 'end-without-acceptance',
    title: 'a closure of a complaint that was not accepted',
    cells: { Decision: 'no' },
    column: 'Closed',
    value: '2025-03-20',
    repair: /Only an accepted/,
  },
  {
    reason: 'unknown-code',
    title: 'a closure that does not say how it ended',
    cells: { Result: '' },
    column: 'Result',
    value: '',
    repair: /Fill the cell/,
  },
  {
    reason: 'outcome-without-end',
    title: 'an outcome without the day of closure',
    cells: { Closed: '', Rating: '' },
    column: 'Closed',
    value: '',
    repair: /clear how it ended/,
  },
  {
    reason: 'rating-without-end',
    title: 'a rating of a complaint that is not closed',
    cells: { Closed: '', Result: '' },
    column: 'Closed',
    value: '',
    repair: /clear the rating/,
  },
];

test.each(CASES)('a row with $title is rejected as $reason', async ({ reason, cells, column, value, repair }) => {
  const { report, rejects, records } = await importRows([row(), row(cells), row()]);
  expect(rejects).toHaveLength(1);
  expect(rejects[0]).toMatchObject({ line: '3', column, value, reason, repair: expect.stringMatching(repair) });
  expect(report).toMatchObject({ read: 3, kept: 2, rejected: 1, reasons: { [reason]: { rows: 1, alone: 1 } } });
  expect(records).toHaveLength(2);
});

test('a day of decision without a decision is rejected', async () => {
  const { rejects } = await importRows([pendingRow({ Decided: '2025-03-06' })]);
  expect(rejects).toMatchObject([{ column: 'Decided', reason: 'day-without-decision' }]);
});

test('one case over two rows counts once, and the second row says how it differs', async () => {
  const { rejects, records } = await importRows([
    row({ Case: 'X-1' }),
    row({ Case: 'X-1' }),
    row({ Case: 'X-1', Mall: 'Quiet Corner' }),
    row({ Case: 'X-1', Refund: '99' }),
  ]);
  expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
    ['3', 'duplicate'],
    ['4', 'second-firm'],
    ['5', 'contradicts'],
  ]);
  expect(records).toMatchObject([{ id: 'X-1', mall: 'plane-tree-lane', refund: 12.5 }]);
});

test('a case number that an earlier row has is rejected with the line of that row', async () => {
  const { rejects, records } = await importRows([
    row(),
    row({ Case: 'X-1' }),
    row(),
    row({ Case: 'X-1', Refund: '99' }),
  ]);
  expect(rejects).toMatchObject([{ line: '5', column: 'Case', value: 'X-1', reason: 'contradicts' }]);
  expect(rejects[0]?.['repair']).toContain('Line 3 has the same case number');
  expect(records.find(({ id }) => id === 'X-1')?.refund).toBe(12.5);
});

test('a row that was rejected does not take its case number away from a good one', async () => {
  const { records } = await importRows([row({ Case: 'X-1', Received: '' }), row({ Case: 'X-1' })]);
  expect(records).toMatchObject([{ id: 'X-1', line: 3 }]);
});

test('a row with too few or too many cells is rejected', async () => {
  const { rejects, report } = await importRows(`${csv([row()])}a,b\n${'x,'.repeat(30)}\n`);
  expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
    ['3', 'cells'],
    ['4', 'cells'],
  ]);
  expect(report.halfYears).toEqual({
    '2025-h1': { kept: 1, rejected: 0, again: 0 },
    unknown: { kept: 0, rejected: 2, again: 0 },
  });
});

test('a constant outcome leaves a closed complaint closed and an open one open', async () => {
  const mapping = mappingOfColumns();
  const { records } = await importRows([row(), row({ Closed: '', Result: '', Rating: '' })], {
    ...mapping,
    fields: { ...mapping.fields, outcome: { value: 'withdrawn' } },
  });
  expect(records.map(({ outcome }) => outcome)).toEqual(['withdrawn', null]);
});

test('every fault of a row is named, and the report tells rows with one reason from rows with several', async () => {
  const { report, rejects } = await importRows([
    row({ Received: '', Goods: 'bread', Problem: 'noise' }),
    row({ Goods: 'bread' }),
    row({ Closed: '2025-03-01' }),
  ]);
  expect(rejects.map(({ line, column }) => `${line} ${column}`)).toEqual([
    '2 Received',
    '2 Goods',
    '2 Problem',
    '3 Goods',
    '4 Closed',
  ]);
  expect(report.reasons).toEqual({
    'no-date': { rows: 1, alone: 0 },
    'unknown-code': { rows: 2, alone: 1 },
    'end-before-start': { rows: 1, alone: 1 },
  });
  expect(report.withSeveralReasons).toBe(1);
});

test('the report says which half-year a rejected row is missing from', async () => {
  const { report } = await importRows([
    row(),
    row({ Closed: '2025-03-01' }),
    row({ Received: '2025-08-01', Decided: '2025-08-02', Closed: 'soon' }),
    row({ Received: 'soon' }),
    row({ Case: 'A-9' }),
    row({ Case: 'A-9' }),
    row({ Case: 'A-9', Mall: 'Quiet Corner' }),
    row({ Case: 'A-9', Problem: 'price' }),
    row({ Case: 'A-9', Problem: 'noise' }),
  ]);
  // The same once more, and of a second firm: the complaint counts. Contradicting rows and broken ones may be others.
  expect(report.halfYears).toEqual({
    '2025-h1': { kept: 2, rejected: 5, again: 2 },
    '2025-h2': { kept: 0, rejected: 1, again: 0 },
    unknown: { kept: 0, rejected: 1, again: 0 },
  });
});

test('a rejected row is repeated by its mapped cells alone, since others may say who complained', async () => {
  const text = csv([row({ Goods: 'bread', Mall: 'Quiet Corner' })])
    .replace('"ToCase"\n', '"ToCase","Name"\n')
    .replace('"n"\n', '"n","Zhang San"\n');
  const { rejects } = await importRows(text);
  expect(rejects).toMatchObject([{ reason: 'unknown-code', Mall: 'Quiet Corner', Received: '2025-03-03' }]);
  expect(JSON.stringify(rejects)).not.toContain('Zhang');
});

test('every reason is shown by a test', () => {
  const shown: Reason[] = ['cells', 'duplicate', 'second-firm', 'contradicts', 'day-without-decision'];
  // In notices.test.ts.
  shown.push('notice-before-decision');
  expect(new Set([...CASES.map(({ reason }) => reason), ...shown])).toEqual(new Set(REASONS));
});
