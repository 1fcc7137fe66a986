import { Stop } from '../stop.ts';
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
    for (const row of value) if (hasAny(row)) rows.push(row);
  }
  return rows;
}

/** Whether a row has any cell that is not blank. */
export function hasAny({ cells }: TableRow): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

/**
 * Finds the header by a line, where one is told, or else by columns to look for. Where no row has them all it is the
 * one that comes nearest, so that what is missing can be named.
 */
export function locateHeader(
  start: readonly TableRow[],
  wanted: readonly string[],
  line: number | undefined,
): Header | undefined {
  const searched = line === undefined ? start : start.filter((row) => row.line >= line).slice(0, 2);
  return findHeader(searched, wanted) ?? (wanted.length > 0 ? nearestHeader(searched, wanted) : undefined);
}

/** The columns looked for that a header lacks. */
export function missingIn(header: Header | undefined, wanted: readonly string[]): string[] {
  return wanted.filter((name) => !header?.names.includes(plainName(name)));
}

/**
 * Finds the header among the first rows of a table. With columns to look for it is the first row that has all of them,
 * alone or together with the row below it; without, the first row of at least three different words that is about as
 * wide as the table and has no figures. Undefined where there is none.
 */
export function findHeader(start: readonly TableRow[], wanted: readonly string[] = []): Header | undefined {
  const { rows, columns } = compact(start.slice(0, HEADER_WITHIN));
  if (wanted.length === 0 && columns.length > WIDEST) {
    throw new Stop(`The table has ${columns.length} columns: leave those that matter, at most ${WIDEST}.`);
  }
  const wide = Math.max(0, ...rows.map(({ cells }) => filled(cells)));
  for (const [position, row] of rows.entries()) {
    const one: Header = { names: trimmed(row.cells), line: row.line, rows: 1 };
    const two = joined(row, rows[position + 1]);
    if (wanted.length > 0) {
      if (missingIn(one, wanted).length === 0) return spread(one, columns);
      if (missingIn(two, wanted).length === 0 && two !== undefined) return spread(two, columns);
    } else if (two !== undefined && looksLikeGroups(row, rows[position + 1], two) && looksLikeHeader(two.names, wide)) {
      return spread(two, columns);
    } else if (looksLikeHeader(one.names, wide)) return spread(one, columns);
  }
  return undefined;
}

/** The row that has the most of the columns looked for, to say what is missing; the first one of several. */
export function nearestHeader(start: readonly TableRow[], wanted: readonly string[]): Header | undefined {
  const { rows, columns } = compact(start.slice(0, HEADER_WITHIN));
  let best: { header: Header; found: number } | undefined;
  for (const { cells, line } of rows) {
    const header: Header = { names: trimmed(cells), line, rows: 1 };
    const found = wanted.length - missingIn(header, wanted).length;
    if (best === undefined || found > best.found) best = { header, found };
  }
  return best && spread(best.header, columns);
}

/** Rows without the columns that are empty in all of them, and the numbers of those that are left. */
function compact(rows: readonly TableRow[]): { rows: TableRow[]; columns: number[] } {
  const used = new Set<number>();
  for (const { cells } of rows) {
    for (let column = 0; column < cells.length; column += 1) if (cells[column] !== '') used.add(column);
  }
  const columns = [...used].sort((a, b) => a - b);
  return {
    rows: rows.map(({ cells, line }) => ({ cells: columns.map((column) => cells[column] ?? ''), line })),
    columns,
  };
}

/** Puts the names back where their columns stand in the table. */
export function spread(header: Header, columns: readonly number[]): Header {
  const names = Array<string>((columns[header.names.length - 1] ?? -1) + 1).fill('');
  header.names.forEach((name, at) => {
    names[columns[at] ?? 0] = name;
  });
  return { ...header, names };
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

/**
 * A group's name stands once over several columns, so that the row below has names where this one has gaps. A row
 * that can do without is no group's: then what stands above is a title, or who made the table and when.
 */
function looksLikeGroups(upper: TableRow, lower: TableRow | undefined, both: Header): boolean {
  if (lower === undefined || lower.cells.some((cell) => isFigure(cell.trim()))) return false;
  const at = (row: TableRow, column: number) => (row.cells[column] ?? '').trim();
  const hasGaps = lower.cells.some((_, column) => at(lower, column) !== '' && at(upper, column) === '');
  const isCompleted = upper.cells.some((_, column) => at(upper, column) !== '' && at(lower, column) === '');
  const isToldApart = repeated(trimmed(lower.cells)) > repeated(both.names);
  return (
    hasGaps &&
    (isCompleted || isToldApart) &&
    filled(upper.cells) >= 2 &&
    !upper.cells.some((cell) => /[:：]/.test(cell)) &&
    lower.cells.every((cell) => cell.trim().length <= 40)
  );
}

function looksLikeHeader(names: readonly string[], wide: number): boolean {
  const words = names.filter((name) => name !== '');
  return words.length - repeated(words) >= Math.max(3, wide * 0.6) && !words.some(isFigure);
}

/** How many names have stood there before. */
function repeated(names: readonly string[]): number {
  const words = names.filter((name) => name !== '');
  return words.length - new Set(words).size;
}

/** Digits with what stands between them in numbers, days and times; a sign that stands for none. */
function isFigure(text: string): boolean {
  return /^[\d\s.,:/年月日-]+$/.test(text) && !/^[年月日]*$/.test(text);
}

function trimmed(cells: readonly string[]): string[] {
  const names = cells.map(plainName);
  while (names.at(-1) === '') names.pop();
  return names;
}

/** A column's name is the same however its words are spaced and broken over lines. */
export function plainName(name: string): string {
  return name.slice(0, LONGEST_NAME).replace(/\s+/g, ' ').trim();
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** Columns of a table that is still looked through for a header. */
export const WIDEST = 1000;
/** A longer cell is no name. */
const LONGEST_NAME = 500;
/** The header stands among the first rows that are not empty. */
export const HEADER_WITHIN = 60;
