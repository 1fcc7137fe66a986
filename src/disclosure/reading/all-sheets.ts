import { Stop } from '../stop.ts';
import { hasMost, lacksColumns, type Open, visibleSheets } from './choose-sheet.ts';
import { type Header, missingIn, plainName } from './header.ts';
import type { OpenedSheet } from './opened-sheet.ts';
import type { TableRow } from './table.ts';
import type { Workbook } from './workbook.ts';

/**
 * Rows of every visible sheet that has the columns of the mapping, in their order, as one table under the header of
 * the first: a cell is moved to where its column stands there. A sheet with most of the columns but not all is
 * refused, since a month left out would make figures that look right.
 */
export async function* rowsOfAll(
  file: string,
  book: Workbook,
  open: Open,
  columns: readonly string[],
  onRead: (opened: OpenedSheet) => void,
): AsyncGenerator<TableRow[]> {
  let first: Header | undefined;
  let nearest: OpenedSheet | undefined;
  for (const [position, sheet] of visibleSheets(book).entries()) {
    const opened = await open(sheet);
    const { header, headerEnd } = opened;
    const missing = missingIn(header, columns).length;
    if (missing > 0 || header === undefined) {
      await opened.close();
      if (header !== undefined && hasMost(columns.length - missing, columns))
        throw lacksColumns(file, book, opened, columns);
      nearest ??= opened;
      continue;
    }
    refuseTwice(file, opened, columns);
    onRead(opened);
    const isFirst = first === undefined;
    first ??= header;
    const moved = mover(first, header);
    const from = isFirst ? header.line : headerEnd + 1;
    for await (const batch of opened.rows) {
      yield batch
        .filter(({ line }) => line >= from)
        .map(({ cells, line }) => ({ cells: moved(cells), line: (position + 1) * LINES_OF_A_SHEET + line }));
    }
  }
  if (first === undefined) {
    throw nearest === undefined
      ? new Stop(`${file} has no visible sheet.`)
      : lacksColumns(file, book, nearest, columns);
  }
}

/** Puts the cells of a row where their columns stand under another header. */
function mover(to: Header, from: Header): (cells: string[]) => string[] {
  if (to.names.join('\n') === from.names.join('\n')) return (cells) => cells;
  const places = to.names.map((name) => from.names.indexOf(name));
  return (cells) => {
    const extra = cells.slice(from.names.length).filter((cell) => cell.trim() !== '');
    return [...places.map((place) => cells[place] ?? ''), ...extra];
  };
}

function refuseTwice(file: string, { sheet, header }: OpenedSheet, columns: readonly string[]): void {
  const names = header?.names ?? [];
  const twice = columns.map(plainName).find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice === undefined) return;
  throw new Stop(`${file} has the column "${twice}" twice in its sheet "${sheet.name}": rename one of them there.`);
}

/** The line of a row among all sheets: 20000057 is row 57 of the second visible one. */
export const LINES_OF_A_SHEET = 10_000_000;
