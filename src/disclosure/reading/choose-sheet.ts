import { Stop } from '../stop.ts';
import { missingIn } from './header.ts';
import type { OpenedSheet } from './opened-sheet.ts';
import type { Sheet, Workbook } from './workbook.ts';

export type Open = (sheet: Sheet) => Promise<OpenedSheet>;

/** The sheet of that name. Throws `Stop` where there is none, or it lacks a column that the mapping names. */
export async function namedSheet(
  file: string,
  book: Workbook,
  name: string,
  open: Open,
  columns: readonly string[],
): Promise<OpenedSheet> {
  const sheet = sheetCalled(book, name);
  if (sheet === undefined) throw new Stop(`${file} has no sheet "${name}". Its sheets are: ${quoted(book.sheets)}.`);
  const opened = await open(sheet);
  if (missingIn(opened.header, columns).length === 0) return opened;
  await opened.close();
  throw lacksColumns(file, book, opened, columns);
}

export function sheetCalled({ sheets }: Workbook, name: string): Sheet | undefined {
  return sheets.find((sheet) => sheet.name === name.replace(/\s+/g, ' ').trim());
}

/**
 * The visible sheet that has all columns of the mapping. Where another has them too, or most of them, the officer is
 * asked: months on sheets of their own are no reason to take one of them for the year.
 */
export async function fittingSheet(
  file: string,
  book: Workbook,
  open: Open,
  columns: readonly string[],
): Promise<OpenedSheet> {
  let [best, most]: [OpenedSheet | undefined, number] = [undefined, -1];
  const alike: Sheet[] = [];
  for (const sheet of visibleSheets(book)) {
    const opened = await open(sheet);
    const found = columns.length - missingIn(opened.header, columns).length;
    if (hasMost(found, columns)) alike.push(sheet);
    if (found > most && opened.header !== undefined) {
      await best?.close();
      [best, most] = [opened, found];
    } else await opened.close();
  }
  if (best === undefined) throw noTable(file);
  if (most === columns.length && alike.length === 1) return best;
  await best.close();
  if (most < columns.length) throw lacksColumns(file, book, best, columns);
  throw new Stop(
    `${file} has ${alike.length} visible sheets with the columns of the mapping, or most of them: ${quoted(alike)}. Say in the mapping which one to read: sheet: ${best.sheet.name}, or sheet: all to read one after another.`,
  );
}

/** Without a mapping: the visible sheet whose table has the most columns, the first one of several. */
export async function widestSheet(file: string, book: Workbook, open: Open): Promise<OpenedSheet> {
  let [best, most]: [OpenedSheet | undefined, number] = [undefined, -1];
  for (const sheet of visibleSheets(book)) {
    const opened = await open(sheet);
    const columns = opened.header?.names.filter((name) => name !== '').length ?? 0;
    if (columns > most && opened.isTable) {
      await best?.close();
      [best, most] = [opened, columns];
    } else await opened.close();
  }
  if (best === undefined) throw noTable(file);
  return best;
}

export function visibleSheets({ sheets }: Workbook): Sheet[] {
  return sheets.filter(({ isHidden }) => !isHidden);
}

/** Whether a sheet with so many of the columns can be no other table: it may be a month whose header has a slip. */
export function hasMost(found: number, columns: readonly string[]): boolean {
  return found * 2 >= columns.length;
}

export function lacksColumns(file: string, book: Workbook, opened: OpenedSheet, columns: readonly string[]): Stop {
  const others = book.sheets.filter(({ name }) => name !== opened.sheet.name);
  const named = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');
  return new Stop(
    [
      `${file} has no column ${named(missingIn(opened.header, columns))} in its sheet "${opened.sheet.name}".`,
      opened.header === undefined
        ? 'It has no row that could be a header.'
        : `The columns there are: ${named(opened.header.names.filter((name) => name !== ''))}.`,
      ...(others.length > 0
        ? [`The other sheets are: ${quoted(others)}. To read one of them write sheet: and its name into the mapping.`]
        : []),
      'Otherwise correct the columns in the mapping.',
    ].join('\n'),
  );
}

function noTable(file: string): Stop {
  return new Stop(`${file} has no visible sheet with a table of three columns and two rows or more.`);
}

function quoted(sheets: readonly Sheet[]): string {
  return sheets.map(({ name, isHidden }) => `"${name}"${isHidden ? ' (hidden)' : ''}`).join(', ');
}
