import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Info, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { random } from '../../scripts/demo/random.ts';
import { openCsv } from '../../src/disclosure/reading/csv.ts';
import { BrokenQuote, cutRows } from '../../src/disclosure/reading/cut.ts';
import type { Delimiter, TableRow } from '../../src/disclosure/reading/table.ts';
import { scratchFolder } from './scratch.ts';

async function rowsOf(text: string): Promise<TableRow[]> {
  const file = join(scratchFolder(), 'export.csv');
  writeFileSync(file, text);
  const { rows } = await openCsv(file, { encoding: 'utf-8', delimiter: ',' });
  const all: TableRow[] = [];
  for await (const batch of rows) all.push(...batch);
  return all;
}

/** The same rows from the library alone, in one piece. Its own count of lines takes a quoted "\r\n" for two. */
function expected(text: string, delimiter: Delimiter = ','): TableRow[] {
  const options = {
    info: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    ltrim: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  };
  const bytes = Buffer.from(text);
  let [start, line] = [0, 1];
  return (parse(text, options) as unknown as { record: string[]; info: Info }[]).map(({ record, info }) => {
    const row = { cells: record.map(asRead), line };
    line += bytes.toString('utf8', start, info.bytes).split(/\r\n|\n|\r/).length - 1;
    start = info.bytes;
    return row;
  });
}

/** A cell without the sign that keeps zeros. */
function asRead(cell: string): string {
  return cell.replace(/^="(.*)"\s*$/s, '$1').trimStart();
}

/** Our rows, from pieces of those lengths. Blanks at the start of a cell are left to whoever reads it. */
function inPieces(text: string, delimiter: Delimiter, lengths: readonly number[]): TableRow[] {
  let [rest, from, place]: [string, number, { line: number; width: number }] = ['', 0, { line: 1, width: 0 }];
  const rows: TableRow[] = [];
  for (let at = 0; from < text.length; at += 1) {
    const length = lengths[at % lengths.length] ?? 1;
    rest += text.slice(from, from + length);
    from += length;
    const cut = cutRows(rest, delimiter, place, false);
    rows.push(...cut.rows);
    [rest, place] = [rest.slice(cut.used), cut.place];
  }
  const cut = cutRows(rest, delimiter, place, true);
  if (cut.opened !== undefined) throw new BrokenQuote(cut.opened, cut.opened);
  return [...rows, ...cut.rows].map(({ cells, line }) => ({ cells: cells.map((cell) => cell.trimStart()), line }));
}

const lengths = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
const delimiter = fc.constantFrom<Delimiter>(',', ';', '\t', '|');

test('whatever the text and its pieces, rows are those of the library, or refused where a quote runs over lines', () => {
  const text = fc.array(fc.constantFrom('"', '"', 'D', 'D', '\n', '\r', '\r\n', 'a', '商', ' ', '="', 'x'), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(text, delimiter, lengths, (signs, between, pieces) => {
      const given = signs.join('').replaceAll('D', between);
      let ours: TableRow[] | undefined;
      try {
        ours = inPieces(given, between, pieces);
      } catch (error) {
        if (!(error instanceof BrokenQuote)) throw error;
      }
      let theirs: TableRow[] | undefined;
      try {
        theirs = expected(given, between);
      } catch {}
      if (ours === undefined) {
        const overLines = (cells: string[]) => cells.some((cell) => /"[\s\S]*[\r\n][\s\S]*"/.test(cell));
        expect(theirs === undefined || theirs.some(({ cells }) => overLines(cells))).toBe(true);
        return;
      }
      // The library leaves out a last line of blanks alone.
      if (/(^|[\r\n])[ \t]+$/.test(given) && ours.at(-1)?.cells.join('|') === '') ours.pop();
      expect(ours).toEqual(theirs);
    }),
    { numRuns: 20_000 },
  );
});

test('whatever the cells, what is written in quotes is read back, in any pieces', () => {
  const cell = fc.array(fc.constantFrom('"', '\n', '\r\n', '\r', ',', ';', 'a', '商', '5" ', '="1"'), { maxLength: 6 });
  const row = fc.array(
    cell.map((signs) => signs.join('')),
    { minLength: 1, maxLength: 2 },
  );
  const end = fc.constantFrom('\n', '\r\n', '\r');
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), delimiter, end, lengths, (rows, between, newline, pieces) => {
      const quoted = rows.map(
        (cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(between) + newline,
      );
      const read = inPieces(quoted.join(''), between, pieces).map(({ cells }) => cells);
      expect(read).toEqual(rows.map((cells) => cells.map(asRead)));
    }),
    { numRuns: 3000 },
  );
});

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
    if (kind < 0.03) return '5" 管';
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
  expect(await rowsOf('a,b\n\0\0\u001a')).toEqual([{ cells: ['a', 'b'], line: 1 }]);
});

test.each([
  ['5" pipe', '5" pipe'],
  ['say "hi" now', 'say "hi" now'],
  ['"quoted" then text', '"quoted" then text'],
  ['="T001"', 'T001'],
  ['"=""T001"""', 'T001'],
  [' "a, b"', 'a, b'],
])('a cell %s is read as %s', async (cell, value) => {
  const rows = await rowsOf(`x,${cell},y\n1,2,3\n`);
  expect(rows).toEqual([
    { cells: ['x', value, 'y'], line: 1 },
    { cells: ['1', '2', '3'], line: 2 },
  ]);
});

test('lines are counted as an editor shows them, also within quotes', async () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const rows = await rowsOf(`a,"b${end}c${end}d"${end}e,f${end}${end}"g",h`);
    expect(rows.map(({ line }) => line)).toEqual([1, 4, 5, 6]);
  }
});

test('a quote that opens and does not close is refused with the line where it opens, far into a file', async () => {
  const many = '1,2,3\n'.repeat(40_000);
  const broken = 'a quote is not closed: it opens in line 40001';
  await expect(rowsOf(`${many}4,"5,6\n7,8,9\n`)).rejects.toThrow(`${broken}.`);
  await expect(rowsOf(`${many}4,5,"open\n7,8,9\n4,5,"another\n7,8,9\n`)).rejects.toThrow(
    `${broken} and runs on into line 40003`,
  );
});

test('a stray quote never swallows rows that another one closes', async () => {
  const rows = (width: number, count: number) => `${Array(width).fill('x').join(',')}\n`.repeat(count);
  const swallowing = (width: number, count: number) =>
    rowsOf(`${rows(width, 3)}${'x,'.repeat(width - 1)}"open\n${rows(width, count)}${'x,'.repeat(width - 1)}5"\n`);
  await expect(swallowing(3, 2)).rejects.toThrow('it opens in line 4 and runs on into line 7');
  await expect(swallowing(12, 1)).rejects.toThrow('it opens in line 4 and runs on into line 6');
  // A letter quoted in a cell, with commas in its lines.
  expect(await rowsOf('a,b,c\nx,y,"Dear all,\none, two\nthree, four, five\nyours"\n')).toHaveLength(2);
});
