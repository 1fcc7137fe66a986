import { expect, test } from 'vitest';
import { tableOf } from './hostile-table.ts';
import { COLUMNS, importRows, mappingOfColumns, row } from './scratch.ts';
import { type MadeCell, type MadeSheet, workbook } from './workbooks.ts';

const WANTED = ['Case', 'Mall', 'Closed', 'Result'];
const january = sheet('1月', [WANTED, ['A-1', 'x', '2025-01-03', 'paid'], ['A-2', 'x', '2025-01-04', 'paid']]);
const february = sheet('2月', [
  ['February 2025', '', 'made by: x'],
  ['Case', 'Note', 'Closed', 'Mall', 'Result'],
  ['B-1', 'n', '2025-02-03', 'y', 'none'],
]);
const summary = sheet('汇总', [
  ['Mall', 'January', 'February'],
  ['x', 2, 0],
  ['y', 0, 1],
]);

function sheet(name: string, rows: MadeCell[][], state?: 'hidden'): MadeSheet {
  return { name, rows, ...(state && { state }) };
}

const read = (sheets: MadeSheet[], name?: string) =>
  tableOf(workbook({ sheets }), name === undefined ? {} : { sheet: name }, WANTED);

test('the sheet with the mapped columns is read, wherever it stands', async () => {
  const { found, rows } = await read([summary, january]);
  expect(found).toMatchObject({ sheet: '1月', skipped: ['汇总'], sheets: ['汇总', '1月'] });
  expect(rows).toHaveLength(3);
});

test('without a mapping it is the widest table', async () => {
  const { found } = await tableOf(workbook({ sheets: [summary, january] }));
  expect(found).toMatchObject({ sheet: '1月' });
});

test('of several sheets with those columns, or most of them, none is taken in silence', async () => {
  await expect(read([january, summary, february])).rejects.toThrow(
    'has 2 visible sheets with the columns of the mapping, or most of them: "1月", "2月". Say in the mapping which one to read: sheet: 1月, or sheet: all',
  );
  const slip = sheet('3月', [['Case', 'Mall', 'Closed on', 'Result']]);
  await expect(read([january, slip])).rejects.toThrow('has 2 visible sheets');
  expect((await read([january, february], '2月')).rows).toHaveLength(3);
  expect((await read([january, sheet('old', february.rows, 'hidden')])).rows).toHaveLength(3);
});

test('all of them are read as one table, each cell under its own column, each row with a line of its own', async () => {
  const { found, rows, lines } = await read([summary, january, february], 'all');
  expect(found).toMatchObject({ sheet: '1月, 2月', skipped: ['汇总'] });
  expect(rows).toEqual([
    WANTED,
    ['A-1', 'x', '2025-01-03', 'paid'],
    ['A-2', 'x', '2025-01-04', 'paid'],
    ['B-1', 'y', '2025-02-03', 'none'],
  ]);
  expect(lines).toEqual([20000001, 20000002, 20000003, 30000003]);
});

test('a month whose header has a slip stops the reading of all; so does a column that stands there twice', async () => {
  const slip = sheet('3月', [['Case', 'Mall', 'Closed on', 'Result']]);
  await expect(read([january, slip], 'all')).rejects.toThrow('has no column "Closed" in its sheet "3月"');
  const twice = sheet('3月', [[...WANTED, 'Mall']]);
  await expect(read([january, twice], 'all')).rejects.toThrow('has the column "Mall" twice in its sheet "3月"');
  await expect(read([summary], 'all')).rejects.toThrow('has no column "Case", "Closed", "Result" in its sheet "汇总"');
});

test('a row that is too wide stays so when its cells are moved', async () => {
  const wide = sheet('3月', [
    ['Mall', 'Case', 'Closed', 'Result'],
    ['x', 'C-1', '2025-03-03', 'none', null, 'extra'],
  ]);
  const { rows } = await read([january, wide], 'all');
  expect(rows.at(-1)).toEqual(['C-1', 'x', '2025-03-03', 'none', 'extra']);
});

test('a sheet that is really called "all" is the one that is meant', async () => {
  const { found } = await read([january, sheet('all', february.rows)], 'all');
  expect(found).toMatchObject({ sheet: 'all' });
});

test('what is missing is said with the sheet and the others', async () => {
  const other = sheet('old', january.rows, 'hidden');
  await expect(read([summary, other])).rejects.toThrow(
    /has no column "Case", "Closed", "Result" in its sheet "汇总".\nThe columns there are: "Mall", "January", "February".\nThe other sheets are: "old" \(hidden\)/,
  );
});

test('the mapping may say the line of the header, and space the name of the sheet as it likes', async () => {
  const made = workbook({ sheets: [sheet(' Jan  2025', january.rows)] });
  expect((await tableOf(made, { sheet: 'Jan 2025', header: 1 }, WANTED)).rows).toHaveLength(3);
  await expect(tableOf(made, { sheet: 'Jan 2025', header: 2 }, WANTED)).rejects.toThrow(
    'The columns there are: "A-1", "x", "2025-01-03", "paid"',
  );
});

test('months on sheets of their own are imported together', async () => {
  const cells = (id: string) => COLUMNS.map((name) => row({ Case: id })[name]);
  const sheets = ['1月', '2月'].map((name) => sheet(name, [[...COLUMNS], cells(`${name}-1`), cells(`${name}-2`)]));
  const { records, report } = await importRows(workbook({ sheets }), { ...mappingOfColumns(), sheet: 'all' });
  expect(records.map(({ id }) => id)).toEqual(['1月-1', '1月-2', '2月-1', '2月-2']);
  expect(report.found).toMatchObject({ sheet: '1月, 2月' });
});
