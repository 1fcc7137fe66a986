import { rowsOfAll } from './all-sheets.ts';
import { fittingSheet, namedSheet, type Open, sheetCalled, visibleSheets, widestSheet } from './choose-sheet.ts';
import { type OpenedSheet, openSheet } from './opened-sheet.ts';
import type { How, Table, TableRow } from './table.ts';
import { readWorkbook, type Workbook } from './workbook.ts';
import { openParts } from './zip.ts';

/**
 * Opens a sheet of an XLSX workbook: the one that the mapping names, or the visible one that has its columns, or all
 * of those; without a mapping the one with the widest table. Cells come as text.
 */
export async function openXlsx(file: string, how: How, columns: readonly string[]): Promise<Table> {
  const parts = await openParts(file);
  try {
    const book = await readWorkbook(file, parts);
    const open: Open = (sheet) => openSheet(file, parts, book, sheet, { columns, header: how.header });
    const read: OpenedSheet[] = [];
    const rows = await chosenRows(file, book, how.sheet, columns, open, read);
    return { found: foundIn(book, read), serials: book.serials, rows: rowsAndClose(rows, parts.close) };
  } catch (error) {
    parts.close();
    throw error;
  }
}

async function chosenRows(
  file: string,
  book: Workbook,
  name: string | undefined,
  columns: readonly string[],
  open: Open,
  read: OpenedSheet[],
): Promise<AsyncGenerator<TableRow[]>> {
  if (name === ALL && sheetCalled(book, ALL) === undefined) {
    return rowsOfAll(file, book, open, columns, (opened) => read.push(opened));
  }
  const opened =
    name !== undefined
      ? await namedSheet(file, book, name, open, columns)
      : columns.length > 0
        ? await fittingSheet(file, book, open, columns)
        : await widestSheet(file, book, open);
  read.push(opened);
  return opened.rows;
}

/** What was found, to be looked at when the rows have been read. */
function foundIn(book: Workbook, read: readonly OpenedSheet[]): Table['found'] {
  const sum = (kind: keyof OpenedSheet['formulas']) => read.reduce((whole, { formulas }) => whole + formulas[kind], 0);
  return {
    kind: 'xlsx',
    sheets: book.sheets.map(({ name }) => name),
    hidden: book.sheets.filter(({ isHidden }) => isHidden).map(({ name }) => name),
    get sheet() {
      return read.map(({ sheet }) => sheet.name).join(', ');
    },
    get skipped() {
      const names = new Set(read.map(({ sheet }) => sheet));
      return visibleSheets(book)
        .filter((sheet) => !names.has(sheet))
        .map(({ name }) => name);
    },
    get formulas() {
      return sum('stored');
    },
    get formulasWithoutValue() {
      return sum('withoutValue');
    },
  };
}

async function* rowsAndClose(rows: AsyncGenerator<TableRow[]>, close: () => void): AsyncGenerator<TableRow[]> {
  try {
    yield* rows;
  } finally {
    close();
  }
}

/** What the mapping writes for the sheet to have all of them read. */
const ALL = 'all';
