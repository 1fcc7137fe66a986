/** How a cell of a table is published: with its count, as too small a count, or not at all. */
export const [SHOWN, SMALL, WITHHELD] = [0, 1, 2] as const;
export type Mark = typeof SHOWN | typeof SMALL | typeof WITHHELD;

/** Marks of a table: one list per row, and one for the totals of the columns. */
export interface Marks {
  rows: Uint8Array[];
  totals: Uint8Array;
}

/**
 * Finds which cells of a table to hide, so that no count from 1 to below `smallCell` can be worked out from the sums
 * around it. The sums of rows are published, those of columns too unless they are small themselves.
 *
 * Counts that are too small are marked SMALL, rows that sum to less than `leastRow` are withheld whole. A hidden count is safe if it could be another one and all published
 * figures the same: adding one to it, taking one from its neighbour and so on round a ring of hidden cells. Where there
 * is no such ring, the cheapest one is closed by withholding cells on it. Gusfield, SIAM J. Comput. 17 (1988) 552;
 * Kelly, Golden and Assad, Networks 22 (1992) 397.
 */
export function marksOf(rows: readonly (readonly number[])[], smallCell: number, leastRow = 1): Marks {
  const columns = rows[0]?.length ?? 0;
  const totals = Array.from({ length: columns }, (_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  const table = [...rows, totals];
  const marks = table.map((row, at) => {
    const sum = row.reduce((total, count) => total + count, 0);
    if (at < rows.length && sum > 0 && sum < leastRow) return new Uint8Array(columns).fill(WITHHELD);
    return Uint8Array.from(row, (count) => (count > 0 && count < smallCell ? SMALL : SHOWN));
  });
  const steps = stepsBetween(table, marks, smallCell);

  for (const [at, row] of table.entries()) {
    for (const [column, count] of row.entries()) {
      if (count === 0 || count >= smallCell) continue;
      for (const { row: on, column: of, by } of steps.cheapestRing(at, column)) steps.hide(on, of, by);
    }
  }
  return { rows: marks.slice(0, -1), totals: marks.at(-1) ?? new Uint8Array() };
}

/** A cell of a ring, and whether one is added to it or taken from it. */
interface Change {
  row: number;
  column: number;
  by: 1 | -1;
}

/** The cheapest way from one column to another over a single row, and over another row where that one is not to be used. */
interface Step {
  cost: number;
  row: number;
  otherCost: number;
  otherRow: number;
}

// What is lost: a zero that is withheld looks like a complaint, a small count that is withheld says less than "<3",
// a total that is withheld is missed by everyone.
const [ZERO, WIDEN, MOST, TOTAL] = [8, 4, 40, 200];

/** The table as ways between columns: taking one in a column and adding one in another of the same row costs what has to be hidden for it. */
function stepsBetween(table: readonly (readonly number[])[], marks: readonly Uint8Array[], smallCell: number) {
  const columns = table[0]?.length ?? 0;
  const last = table.length - 1;
  const steps = Array.from(
    { length: columns * columns },
    (): Step => ({ cost: Infinity, row: -1, otherCost: Infinity, otherRow: -1 }),
  );
  // A total goes the other way: it grows with its column.
  const direction = (row: number): 1 | -1 => (row === last ? -1 : 1);
  const take = (row: number, column: number) => costOf(row, column, direction(row) === 1 ? -1 : 1);
  const add = (row: number, column: number) => costOf(row, column, direction(row));
  for (let row = 0; row <= last; row += 1) {
    for (let from = 0; from < columns; from += 1) relax(row, from);
  }

  /** What has to be given up for a cell to be able to hold one more or one less. */
  function costOf(row: number, column: number, by: 1 | -1): number {
    const count = table[row]?.[column] ?? 0;
    if (count + by < 0) return Infinity;
    const mark = marks[row]?.[column];
    if (mark === WITHHELD) return 0;
    if (mark === SMALL) return count + by > 0 && count + by < smallCell ? 0 : WIDEN;
    if (row === last) return TOTAL;
    return count === 0 ? ZERO : Math.min(count, MOST);
  }

  /** Takes the ways from a column over a row into account. */
  function relax(row: number, from: number): void {
    const cost = take(row, from);
    if (cost === Infinity) return;
    for (let to = 0; to < columns; to += 1) {
      if (to !== from) offer(steps[from * columns + to] as Step, row, cost + add(row, to));
    }
  }

  return {
    /** The cells of the cheapest ring through a cell; only hidden ones where it is safe already. */
    cheapestRing(row: number, column: number): Change[] {
      const [more, less] = [ringFrom(row, column, 1), ringFrom(row, column, -1)];
      return more.cost <= less.cost ? more.ring : less.ring;
    },

    /** Hides a cell as far as a change by one needs it. */
    hide(row: number, column: number, by: 1 | -1): void {
      if (costOf(row, column, by) === 0) return;
      (marks[row] as Uint8Array)[column] = WITHHELD;
      relax(row, column);
      for (let from = 0; from < columns; from += 1) {
        if (from !== column) offer(steps[from * columns + column] as Step, row, take(row, from) + add(row, column));
      }
    },
  };

  /** Ways over columns by Dijkstra, never over the row itself: a ring passes it once. */
  function ringFrom(row: number, start: number, by: 1 | -1): { cost: number; ring: Change[] } {
    const first = costOf(row, start, by);
    const takesFirst = by !== direction(row);
    const costs = new Float64Array(columns).fill(Infinity);
    const cameFrom = new Int32Array(columns).fill(-1);
    const over = new Int32Array(columns).fill(-1);
    const isDone = new Uint8Array(columns);
    costs[start] = 0;
    let [best, end] = [Infinity, -1];
    for (;;) {
      let here = -1;
      for (let at = 0; at < columns; at += 1) {
        if (isDone[at] === 0 && (costs[at] ?? 0) < (here < 0 ? best : (costs[here] ?? 0))) here = at;
      }
      if (here < 0) break;
      isDone[here] = 1;
      const closing = (costs[here] ?? 0) + (takesFirst ? add(row, here) : take(row, here));
      if (here !== start && closing < best) [best, end] = [closing, here];
      for (let there = 0; there < columns; there += 1) {
        // A ring that begins by taking is walked against its direction.
        const step = steps[takesFirst ? there * columns + here : here * columns + there] as Step;
        const isOwn = step.row === row;
        const cost = (costs[here] ?? 0) + (isOwn ? step.otherCost : step.cost);
        if (cost >= (costs[there] ?? 0)) continue;
        costs[there] = cost;
        cameFrom[there] = here;
        over[there] = isOwn ? step.otherRow : step.row;
      }
    }
    if (first + best === Infinity) return { cost: Infinity, ring: [] };
    const ring: Change[] = [
      { row, column: start, by },
      { row, column: end, by: by === 1 ? -1 : 1 },
    ];
    for (let at = end; at !== start; at = cameFrom[at] as number) {
      const [on, before] = [over[at] as number, cameFrom[at] as number];
      const grows = direction(on);
      const shrinks = grows === 1 ? -1 : 1;
      ring.push({ row: on, column: at, by: takesFirst ? shrinks : grows });
      ring.push({ row: on, column: before, by: takesFirst ? grows : shrinks });
    }
    return { cost: first + best, ring };
  }
}

function offer(step: Step, row: number, cost: number): void {
  if (row === step.row) {
    if (cost < step.cost) step.cost = cost;
  } else if (cost < step.cost) {
    [step.otherCost, step.otherRow] = [step.cost, step.row];
    [step.cost, step.row] = [cost, row];
  } else if (cost < step.otherCost) {
    [step.otherCost, step.otherRow] = [cost, row];
  }
}
