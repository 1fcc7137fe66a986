import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Info, parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { random } from '../../scripts/demo/random.ts';
import { openCsv } from '../../src/disclosure/reading/csv.ts';
import type { TableRow } from '../../src/disclosure/reading/table.ts';

async function rowsOf(text: string): Promise<TableRow[]> {
  const file = join(mkdtempSync(join(tmpdir(), 'fangxin-csv-')), 'export.csv');
  writeFileSync(file, text);
  const { rows } = await openCsv(file, { encoding: 'utf-8', delimiter: ',' });
  const all: TableRow[] = [];
  for await (const batch of rows) all.push(...batch);
  return all;
}

/** The same rows from the library alone, in one piece. */
function expected(text: string): TableRow[] {
  let line = 1;
  const options = { info: true, relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] };
  return (parse(text, options) as unknown as { record: string[]; info: Info }[]).map(({ record, info }) => {
    const row = { cells: record, line };
    line = info.lines + 1;
    return row;
  });
}

// Rows of uneven length, so that the pieces in which a file is read break off at every kind of place.
test.each([
  ['\n', 1],
  ['\r\n', 2],
  ['\r', 3],
])('a large file with quotes here and there, lines ending in %j', async (end, seed) => {
  const { next } = random(seed);
  const cell = () => {
    const kind = next();
    if (kind < 0.01) return `"he said ""no"", ${'x'.repeat(Math.floor(next() * 300))}${end}and left"`;
    if (kind < 0.02) return '"商场，\n二楼"';
    return kind < 0.1 ? '' : `商场 ${'词'.repeat(Math.floor(next() * 30))}`;
  };
  const row = (at: number) => (at % 97 === 0 ? '' : `${at},${cell()},${cell()},${cell()}`);
  const text = Array.from({ length: 6000 }, (_, at) => row(at)).join(end);
  const rows = await rowsOf(text);
  expect(rows.length).toBeGreaterThan(5000);
  expect(rows).toEqual(expected(text));
});

test('a file without a last line end, of one line, or of line ends only', async () => {
  expect(await rowsOf('a,b')).toEqual([{ cells: ['a', 'b'], line: 1 }]);
  expect(await rowsOf('a,b\n1,2')).toHaveLength(2);
  expect((await rowsOf('\n\n')).map(({ line }) => line)).toEqual([1, 2]);
});

test('a quote inside a cell far into a file is refused with its line', async () => {
  const text = `${'1,2,3\n'.repeat(40_000)}4,5"6,7\n${'8,9,"10"\n'.repeat(10)}`;
  await expect(rowsOf(text)).rejects.toThrow(/a quote is not closed, or stands inside a cell: line 40001/);
});
