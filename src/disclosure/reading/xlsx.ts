import { dayOfSerial } from '../dates.ts';
import { Stop } from '../stop.ts';
import type { How, Table, TableRow } from './table.ts';
import { readWorkbook, type Sheet, type Workbook } from './workbook.ts';
import { readXml } from './xml.ts';
import { openParts, type Parts } from './zip.ts';

/**
 * Opens a sheet of an XLSX workbook: the one that the mapping names, else the first visible one with a table. Cells
 * come as text: days as YYYY-MM-DD, numbers with a point. A formula is never computed: its last stored value counts.
 */
export async function openXlsx(file: string, how: How): Promise<Table> {
  const parts = await openParts(file);
  try {
    const book = await readWorkbook(file, parts);
    const sheet = await chooseSheet(file, parts, book, how.sheet);
    const found = {
      kind: 'xlsx' as const,
      sheet: sheet.name,
      sheets: book.sheets.map(({ name }) => name),
      hidden: book.sheets.filter(({ isHidden }) => isHidden).map(({ name }) => name),
      formulas: 0,
    };
    return { found, serials: book.serials, rows: rowsAndClose() };

    async function* rowsAndClose() {
      try {
        yield* rowsOf(file, parts, book, sheet, () => {
          found.formulas += 1;
        });
      } finally {
        parts.close();
      }
    }
  } catch (error) {
    parts.close();
    throw error;
  }
}

async function chooseSheet(file: string, parts: Parts, book: Workbook, name: string | undefined): Promise<Sheet> {
  if (name !== undefined) {
    const named = book.sheets.find((sheet) => sheet.name.trim() === name);
    if (named !== undefined) return named;
    const names = book.sheets.map((sheet) => `"${sheet.name}"`).join(', ');
    throw new Stop(`${file} has no sheet "${name}". Its sheets are: ${names}.`);
  }
  const visible = book.sheets.filter(({ isHidden }) => !isHidden);
  for (const sheet of visible) if (await hasTable(file, parts, book, sheet)) return sheet;
  throw new Stop(`${file} has no visible sheet with a table of three columns and two rows or more.`);
}

async function hasTable(file: string, parts: Parts, book: Workbook, sheet: Sheet): Promise<boolean> {
  let wide = 0;
  let seen = 0;
  for await (const rows of rowsOf(file, parts, book, sheet, () => {})) {
    wide += rows.filter(({ cells }) => cells.filter((cell) => cell.trim() !== '').length >= 3).length;
    seen += rows.length;
    if (wide >= 2 || seen > 200) break;
  }
  return wide >= 2;
}

/** Rows of a sheet in batches: those that have any cell with a value. A cell that the file leaves out is an empty text. */
async function* rowsOf(
  file: string,
  parts: Parts,
  { strings, isDay, serials }: Workbook,
  { part }: Sheet,
  onFormula: () => void,
): AsyncGenerator<TableRow[]> {
  let ready: TableRow[] = [];
  let cells: string[] = [];
  let [line, column, type, style, text] = [0, 0, '', 0, ''];
  let [takesText, isPhonetic, hasFormula] = [false, false, false];

  const cellText = (): string => {
    if (type === 's') return strings[Number(text)] ?? '';
    if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
    if (type !== '' && type !== 'n') return type === 'd' ? text.slice(0, 10) : text;
    if (text === '' || Number.isNaN(Number(text))) return text;
    return (isDay[style] === true ? dayOfSerial(Number(text), serials) : undefined) ?? plainNumber(text);
  };
  const stream = await parts.open(part);
  const pieces = readXml(file, part, stream, {
    open(name, attributes) {
      if (name === 'row') {
        const told = Number(attributes.r);
        line = Number.isInteger(told) && told > line && told <= MOST_ROWS ? told : line + 1;
        [cells, column] = [[], -1];
      } else if (name === 'c') {
        const told = columnOf(attributes.r ?? '');
        column = told > column && told < MOST_COLUMNS ? told : column + 1;
        [type, style, text, hasFormula] = [attributes.t ?? '', Number(attributes.s ?? 0), '', false];
      } else if (name === 'rPh') isPhonetic = true;
      else if (name === 'f') hasFormula = true;
      takesText = (name === 'v' || name === 't') && !isPhonetic;
    },
    text(piece) {
      if (takesText) text += piece;
    },
    close(name) {
      takesText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name === 'c' && column < MOST_COLUMNS) {
        if (hasFormula) onFormula();
        const value = cellText();
        if (value === '') return;
        while (cells.length < column) cells.push('');
        cells[column] = value;
      }
      if (name === 'row' && cells.length > 0) ready.push({ cells, line });
    },
  });
  for await (const _ of pieces) {
    if (ready.length > 0) yield ready;
    ready = [];
  }
}

/** "BC12" → 54; -1 where it is no such name. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '';
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** A stored number without the noise of binary fractions: 0.30000000000000004 → 0.3. */
function plainNumber(text: string): string {
  const number = Number(Number(text).toPrecision(15));
  return Number.isInteger(number) && Math.abs(number) < 1e21 ? BigInt(number).toString() : String(number);
}

const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;
