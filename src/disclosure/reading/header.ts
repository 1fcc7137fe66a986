import type { TableRow } from './table.ts';

export interface Header {
  /** Name of each column, "" where it has none; empty columns at the end are left out. */
  names: string[];
  /** Line of its first row. */
  line: number;
  /** How many rows it takes: 2 where the names of groups stand above those of columns. */
  rows: 1 | 2;
}

/** The rows with any cell from the start of a table: enough of them to find the header, if there are. */
export async function firstRows(batches: AsyncGenerator<TableRow[]>): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  while (rows.length < HEADER_WITHIN) {
    const { value, done } = await batches.next();
    if (done === true) break;
    rows.push(...value.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')));
  }
  return rows;
}

/**
 * Finds the header among the first rows of a table. With columns to look for it is the first row that has all of them,
 * alone or together with the row below it; without, the first row of at least three different words that is about as
 * wide as the table and has no figures. Undefined where there is none.
 */
export function findHeader(start: readonly TableRow[], wanted: readonly string[] = []): Header | undefined {
  const rows = start.slice(0, HEADER_WITHIN);
  const wide = Math.max(0, ...rows.map(({ cells }) => filled(cells)));
  for (const [position, row] of rows.entries()) {
    const one: Header = { names: trimmed(row.cells), line: row.line, rows: 1 };
    const two = joined(row, rows[position + 1]);
    if (wanted.length > 0) {
      if (hasAll(one.names, wanted)) return one;
      if (two !== undefined && hasAll(two.names, wanted)) return two;
    } else if (two !== undefined && looksLikeGroups(row, rows[position + 1]) && looksLikeHeader(two.names, wide)) {
      return two;
    } else if (looksLikeHeader(one.names, wide)) return one;
  }
  return undefined;
}

/** The row that has the most of the columns looked for, to say what is missing; the first one of several. */
export function nearestHeader(rows: readonly TableRow[], wanted: readonly string[]): Header | undefined {
  let best: { header: Header; found: number } | undefined;
  for (const { cells, line } of rows.slice(0, HEADER_WITHIN)) {
    const names = trimmed(cells);
    const found = wanted.filter((name) => names.includes(name)).length;
    if (best === undefined || found > best.found) best = { header: { names, line, rows: 1 }, found };
  }
  return best?.header;
}

/** "Complaint" over "date" and "result" → "Complaint / date", "Complaint / result"; a name without one above stays. */
function joined(upper: TableRow, lower: TableRow | undefined): Header | undefined {
  if (lower === undefined) return undefined;
  const [above, below] = [trimmed(upper.cells), trimmed(lower.cells)];
  let group = '';
  const names = Array.from({ length: Math.max(above.length, below.length) }, (_, column) => {
    const [top = '', bottom = ''] = [above[column], below[column]];
    if (top !== '') group = top;
    if (bottom === '') return top;
    return group === '' ? bottom : `${group} / ${bottom}`;
  });
  return { names, line: upper.line, rows: 2 };
}

/** A group's name stands once over several columns, so that the row below has names where this one has gaps. */
function looksLikeGroups(upper: TableRow, lower: TableRow | undefined): boolean {
  if (lower === undefined || lower.cells.some((cell) => isFigure(cell.trim()))) return false;
  const gaps = lower.cells.filter((cell, column) => cell.trim() !== '' && (upper.cells[column] ?? '').trim() === '');
  return gaps.length > 0 && filled(upper.cells) >= 2 && lower.cells.every((cell) => cell.trim().length <= 40);
}

function looksLikeHeader(names: readonly string[], wide: number): boolean {
  const words = names.filter((name) => name !== '');
  const isDifferent = new Set(words).size === words.length;
  return words.length >= Math.max(3, wide * 0.6) && isDifferent && !words.some(isFigure);
}

function isFigure(text: string): boolean {
  return /^[\d\s.,:/年月日-]+$/.test(text) && text !== '';
}

function hasAll(names: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((name) => names.includes(name));
}

function trimmed(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  while (names.at(-1) === '') names.pop();
  return names;
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** The header stands among the first rows that are not empty. */
const HEADER_WITHIN = 60;
