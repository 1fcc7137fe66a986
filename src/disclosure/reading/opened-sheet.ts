import { HEADER_WITHIN, type Header, locateHeader, plainName, spread, WIDEST } from './header.ts';
import { type FilledCells, MOST_COLUMNS, sheetRows, wholeRow } from './sheet-rows.ts';
import type { TableRow } from './table.ts';
import type { Sheet, Workbook } from './workbook.ts';
import type { Parts } from './zip.ts';

/** Columns that the mapping names, and the line of the header where it says that. */
export interface Wanted {
  columns: readonly string[];
  header: number | undefined;
}

/** A sheet that has been read as far as its header. */
export interface OpenedSheet {
  sheet: Sheet;
  header: Header | undefined;
  /** Row in which the header ends. */
  headerEnd: number;
  /** Whether it has a table: three columns and two rows or more. */
  isTable: boolean;
  /** Formulas seen so far. */
  formulas: { stored: number; withoutValue: number };
  /** All its rows, from the first. */
  rows: AsyncGenerator<TableRow[]>;
  close: () => Promise<unknown>;
}

/** Reads a sheet as far as its header, and hands on what it has read with the rest. */
export async function openSheet(
  file: string,
  parts: Parts,
  book: Workbook,
  sheet: Sheet,
  wanted: Wanted,
): Promise<OpenedSheet> {
  const formulas = { stored: 0, withoutValue: 0 };
  const batches = sheetRows(file, parts, book, sheet, (isStored) => {
    if (isStored) formulas.stored += 1;
    else formulas.withoutValue += 1;
  });
  const [begun, start]: [FilledCells[], FilledCells[]] = [[], []];
  let seen = 0;
  while (start.length < HEADER_WITHIN && seen < HEADER_WITHIN * WIDEST) {
    const { value, done } = await batches.next();
    if (done === true) break;
    for (const row of value) {
      begun.push(row);
      seen += row.columns.length;
      if (filled(row) > 0 && start.length < HEADER_WITHIN) start.push(row);
    }
  }
  const header = headerIn(start, wanted);
  const first = start.findIndex(({ line }) => line === header?.line);
  return {
    sheet,
    header,
    headerEnd: start[first + (header?.rows ?? 1) - 1]?.line ?? 0,
    isTable: start.filter((row) => filled(row) >= 3).length >= 2,
    formulas,
    rows: rows(),
    close: () => batches.return(undefined),
  };

  async function* rows(): AsyncGenerator<TableRow[]> {
    const width = header?.names.length ?? MOST_COLUMNS;
    const mapped = new Set(wanted.columns.map((name) => header?.names.indexOf(plainName(name)) ?? -1));
    const whole = (batch: FilledCells[]) =>
      (formulas.withoutValue === 0 || mapped.size === 0
        ? batch
        : batch.filter((row) => !isFilledDown(row, mapped))
      ).map((row) => wholeRow(row, width));
    try {
      yield whole(begun);
      for (let next = await batches.next(); next.done !== true; next = await batches.next()) yield whole(next.value);
    } finally {
      await batches.return(undefined);
    }
  }
}

function headerIn(start: readonly FilledCells[], { columns, header: line }: Wanted): Header | undefined {
  const used = [...new Set(start.flatMap((row) => row.columns))].sort((a, b) => a - b);
  if (used.length > WIDEST) return undefined;
  const places = new Map(used.map((column, at) => [column, at]));
  const rows = start.map((row) =>
    wholeRow({ ...row, columns: row.columns.map((column) => places.get(column) ?? 0) }, used.length),
  );
  const header = locateHeader(rows, columns, line);
  return header && spread(header, used);
}

/** Whether a row is empty but for formulas without value in columns that are not mapped, filled down beyond the table. */
function isFilledDown({ columns, texts }: FilledCells, mapped: ReadonlySet<number>): boolean {
  return texts.every((text) => text.startsWith('=')) && !columns.some((column) => mapped.has(column));
}

function filled({ texts }: FilledCells): number {
  return texts.filter((text) => text.trim() !== '').length;
}
