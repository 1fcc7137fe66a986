import { LONGEST_CELL, lacksValue, type StoredCell, textOf } from './cell-text.ts';
import type { TableRow } from './table.ts';
import type { Sheet, Workbook } from './workbook.ts';
import { brokenWorkbook, readXml } from './xml.ts';
import type { Parts } from './zip.ts';

/** A row as the file has it: the cells with a text, by column. Those in between may be thousands. */
export interface FilledCells {
  columns: number[];
  texts: string[];
  line: number;
}

/** Rows of a sheet that have any text, in batches. Tells each formula, and whether its value is stored with it. */
export async function* sheetRows(
  file: string,
  parts: Parts,
  book: Workbook,
  { part }: Sheet,
  onFormula: (isStored: boolean) => void,
): AsyncGenerator<FilledCells[]> {
  const refuse = (why: string) => brokenWorkbook(file, part, why);
  let ready: FilledCells[] = [];
  let row: FilledCells = { columns: [], texts: [], line: 0 };
  let cell: StoredCell = { type: '', style: 0, value: undefined, formula: undefined };
  let [rows, column, isInOrder] = [0, -1, true];
  let [takes, isPhonetic]: ['value' | 'formula' | undefined, boolean] = [undefined, false];

  const put = (text: string): void => {
    if (column <= (row.columns.at(-1) ?? -1)) isInOrder = false;
    row.columns.push(column);
    row.texts.push(text);
  };
  const endRow = (): void => {
    if (!isInOrder) row = inOrder(row, refuse);
    if (row.columns.length > 0) ready.push(row);
  };
  const pieces = readXml(file, part, await parts.open(part), {
    open(name, attributes) {
      takes = undefined;
      if (name === 'row') {
        rows += 1;
        if (rows > MOST_ROWS) throw refuse('it has more rows than a sheet can');
        const told = Number(attributes.r);
        const isNext = Number.isInteger(told) && told > row.line && told <= MOST_ROWS;
        row = { columns: [], texts: [], line: isNext ? told : row.line + 1 };
        [column, isInOrder] = [-1, true];
      } else if (name === 'c') {
        column = attributes.r ? columnOf(attributes.r) : column + 1;
        if (column < 0 || column >= MOST_COLUMNS) throw refuse('a cell stands in no column');
        cell = { type: attributes.t ?? '', style: Number(attributes.s ?? 0), value: undefined, formula: undefined };
      } else if (name === 'rPh') isPhonetic = true;
      else if (name === 'f') {
        cell.formula = '';
        takes = 'formula';
      } else if ((name === 'v' || name === 't') && !isPhonetic) {
        cell.value ??= '';
        takes = 'value';
      }
    },
    text(piece) {
      if (takes === undefined) return;
      const text = (cell[takes] ?? '') + piece;
      if (text.length > LONGEST_CELL) throw refuse(`a text in row ${row.line} is longer than a cell can be`);
      cell[takes] = text;
    },
    close(name) {
      takes = undefined;
      if (name === 'rPh') isPhonetic = false;
      else if (name === 'row') endRow();
      else if (name === 'c') {
        if (cell.formula !== undefined) onFormula(!lacksValue(cell, book));
        const text = textOf(cell, book, refuse);
        if (text !== '') put(text);
      }
    },
  });
  for await (const _ of pieces) {
    if (ready.length > 0) yield ready;
    ready = [];
  }
}

/** A row whose cells the file has in another order. */
function inOrder({ columns, texts, line }: FilledCells, refuse: (why: string) => Error): FilledCells {
  const order = columns.map((column, at) => ({ column, text: texts[at] ?? '' })).sort((a, b) => a.column - b.column);
  if (new Set(columns).size < columns.length) throw refuse(`row ${line} has two cells in one column`);
  return { columns: order.map(({ column }) => column), texts: order.map(({ text }) => text), line };
}

/**
 * A row as wide as it is filled, with an empty text for each cell that the file leaves out. What stands beyond the table
 * is put right beside it: enough to show that the row is wider, without filling it up to the end of the sheet.
 */
export function wholeRow({ columns, texts, line }: FilledCells, width: number): TableRow {
  const last = columns.at(-1) ?? -1;
  if (last === columns.length - 1 && last < width) return { cells: texts, line };
  const cells = Array<string>(Math.min(last, width) + 1).fill('');
  columns.forEach((column, at) => {
    cells[Math.min(column, width)] = texts[at] ?? '';
  });
  return { cells, line };
}

/** "BC12" → 54; -1 where it is no such name. */
function columnOf(reference: string): number {
  let [column, at] = [0, 0];
  for (; at < 3; at += 1) {
    // Without the bit by which small letters differ from capitals.
    const letter = (reference.charCodeAt(at) & ~0x20) - 64;
    if (!(letter >= 1 && letter <= 26)) break;
    column = column * 26 + letter;
  }
  const digit = reference.charCodeAt(at) - 48;
  return at > 0 && digit >= 0 && digit <= 9 ? column - 1 : -1;
}

export const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;
