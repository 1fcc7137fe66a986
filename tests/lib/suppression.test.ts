import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marksOf, SHOWN, SMALL, WITHHELD } from '../../src/lib/suppression.ts';

const LEAST_SHOWN = 3;

/** A table as it would be published: a count, or its bounds where it is hidden. */
type Published = { least: number; most: number }[][];

function publishedOf(rows: number[][]): { cells: Published; totals: Published[number] } {
  const marks = marksOf(rows, LEAST_SHOWN);
  const sums = (rows[0] ?? []).map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  const bounds = (counts: number[], marked: Uint8Array | undefined) =>
    counts.map((count, at) => {
      if (marked?.[at] === SMALL) return { least: 1, most: LEAST_SHOWN - 1 };
      return marked?.[at] === WITHHELD ? { least: 0, most: 99 } : { least: count, most: count };
    });
  return { cells: rows.map((row, at) => bounds(row, marks.rows[at])), totals: bounds(sums, marks.totals) };
}

/** Every table that the published one could be: by trying all, with the sums of rows and of everything known. */
function tablesLike(rows: number[][]): number[][][] {
  const { cells, totals } = publishedOf(rows);
  const width = totals.length;
  const found: number[][][] = [];
  const isPossible = (sums: number[]) => sums.every((sum, at) => sum <= (totals[at]?.most ?? 0));
  const fill = (row: number, done: number[][], sums: number[]): void => {
    if (row === rows.length) {
      if (sums.every((sum, at) => sum >= (totals[at]?.least ?? 0))) found.push(done);
      return;
    }
    const sum = (rows[row] ?? []).reduce((total, count) => total + count, 0);
    const extend = (at: number, left: number, now: number[]): void => {
      if (at === width) {
        const next = sums.map((total, column) => total + (now[column] ?? 0));
        if (left === 0 && isPossible(next)) fill(row + 1, [...done, now], next);
        return;
      }
      const { least = 0, most = 0 } = cells[row]?.[at] ?? {};
      for (let count = least; count <= Math.min(most, left); count += 1) extend(at + 1, left - count, [...now, count]);
    };
    extend(0, sum, []);
  };
  fill(
    0,
    [],
    totals.map(() => 0),
  );
  return found;
}

function isHiddenEverywhere(rows: number[][]): boolean {
  const possible = tablesLike(rows);
  return rows.every((row, at) =>
    row.every((count, column) => {
      if (count === 0 || count >= LEAST_SHOWN) return true;
      return new Set(possible.map((table) => table[at]?.[column])).size > 1;
    }),
  );
}

describe('cells that are hidden', () => {
  test('a table without small counts is shown whole', () => {
    const marks = marksOf(
      [
        [5, 0, 9],
        [3, 4, 0],
      ],
      LEAST_SHOWN,
    );
    expect([...marks.rows, marks.totals].every((row) => row.every((mark) => mark === SHOWN))).toBe(true);
  });

  test('a small count takes others with it, for its row and its column would give it away', () => {
    const marks = marksOf(
      [
        [4, 2, 10],
        [20, 20, 10],
        [7, 5, 10],
      ],
      LEAST_SHOWN,
    );
    expect(marks.rows.map((row) => [...row])).toEqual([
      [WITHHELD, SMALL, SHOWN],
      [SHOWN, SHOWN, SHOWN],
      [WITHHELD, WITHHELD, SHOWN],
    ]);
    expect([...marks.totals]).toEqual([SHOWN, SHOWN, SHOWN]);
  });

  test('small counts that hide one another need no more', () => {
    const rows = [
      [1, 2, 9],
      [2, 1, 9],
    ];
    const marks = marksOf(rows, LEAST_SHOWN);
    expect(marks.rows.map((row) => [...row])).toEqual([
      [SMALL, SMALL, SHOWN],
      [SMALL, SMALL, SHOWN],
    ]);
  });

  test('the only complaint of a mall can be worked out from no figure', () => {
    expect(
      isHiddenEverywhere([
        [1, 0, 0],
        [0, 4, 3],
        [5, 0, 4],
      ]),
    ).toBe(true);
  });

  test('a total that is small itself is hidden too', () => {
    expect(marksOf([[1, 8, 5]], LEAST_SHOWN).totals[0]).not.toBe(SHOWN);
    expect(isHiddenEverywhere([[1, 8, 5]])).toBe(true);
  });

  test('no small count of any table can be worked out', () => {
    const table = fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(fc.property(table, isHiddenEverywhere), { numRuns: 300 });
  });

  test('nor where most cells are empty', () => {
    const count = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 5 }));
    const table = fc.array(fc.array(count, { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 4 });
    fc.assert(fc.property(table, isHiddenEverywhere), { numRuns: 200 });
  });
});
