import { open } from 'node:fs/promises';
import { Stop } from '../stop.ts';
import { BrokenQuote, cutRows } from './cut.ts';
import { findDelimiter } from './delimiter.ts';
import { findEncoding } from './encoding.ts';
import { CutOff, textPieces } from './pieces.ts';
import type { Delimiter, Encoding, How, Table, TableRow } from './table.ts';

/** Opens delimited text, in the encoding and with the delimiter given or else found. */
export async function openCsv(file: string, how: How): Promise<Table> {
  const { encoding, isSure } = how.encoding ? { encoding: how.encoding, isSure: true } : await findEncoding(file);
  const start = await firstText(file, encoding);
  if (isBinary(start)) throw new Stop(`${file} is neither text nor a workbook: export it again, as .xlsx or CSV.`);
  const delimiter = how.delimiter ?? findDelimiter(start);
  return {
    found: { kind: 'csv', encoding, isSure, delimiter },
    rows: rowsOf(file, encoding, delimiter),
    serials: undefined,
  };
}

/** The first whole lines of a file as text. */
async function firstText(file: string, encoding: Encoding): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0);
    const text = new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead));
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    return bytesRead < SAMPLE || end < 0 ? text : text.slice(0, end + 1);
  } finally {
    await handle.close();
  }
}

/** Whether a start is thick with signs that no text has; a stray one is no reason to refuse a file. */
function isBinary(start: string): boolean {
  let controls = 0;
  for (let at = 0; at < start.length; at += 1) {
    const code = start.charCodeAt(at);
    if (code < 0x20 && code > 0 && !(code >= 0x09 && code <= 0x0d)) controls += 1;
  }
  return controls > 8 && controls * 50 > start.length;
}

/** Rows in batches. Bytes that are not text and quotes that run over rows end it with a `Stop`. */
async function* rowsOf(file: string, encoding: Encoding, delimiter: Delimiter): AsyncGenerator<TableRow[]> {
  let place = { line: 1, width: 0 };
  let rest = '';
  let enough = 0;
  const take = (isEnd: boolean): TableRow[] => {
    const isStart = place.line === 1;
    const cut = cutRows(rest, delimiter, place, isEnd);
    if (isEnd && cut.opened !== undefined) throw brokenQuote(file, `it opens in line ${cut.opened}`);
    if (cut.rows.length === 0 && rest.length > LONGEST_ROW) throw tooLong(file, cut.place.line, cut.opened);
    const wide = cut.rows.find(({ cells }) => cells.length > MOST_CELLS);
    if (wide !== undefined) {
      throw new Stop(
        `${file} has more than ${MOST_CELLS} cells in line ${wide.line}: correct delimiter in the mapping, or leave columns out.`,
      );
    }
    rest = rest.slice(cut.used);
    // A row longer than a piece is looked at again only when there is twice as much of it.
    enough = cut.rows.length === 0 ? rest.length * 2 : 0;
    place = cut.place;
    return isStart && isHint(cut.rows[0]) ? cut.rows.slice(1) : cut.rows;
  };
  try {
    for await (const piece of textPieces(file, encoding)) {
      // Zeros are left where a file was not written to its end; no table means anything by them.
      rest += piece.includes('\0') ? piece.replaceAll('\0', '') : piece;
      if (rest.length < enough) continue;
      const rows = take(false);
      if (rows.length > 0) yield rows;
    }
    if (rest.endsWith(END_OF_FILE)) rest = rest.slice(0, -1);
    if (rest !== '') yield take(true);
  } catch (error) {
    if (error instanceof BrokenQuote) {
      throw brokenQuote(file, `it opens in line ${error.opened} and runs on into line ${error.closed}`);
    }
    if (!(error instanceof TypeError)) throw error;
    throw new Stop(
      error instanceof CutOff
        ? `${file} is not text in ${encoding}: it is cut off within its last character. Export or copy it again.`
        : `${file} is not text in ${encoding}: correct encoding in the mapping, or save the file as "CSV UTF-8".`,
    );
  }
}

/** A line by which spreadsheets are told the delimiter. */
function isHint(row: TableRow | undefined): boolean {
  return row !== undefined && /^sep=.?$/.test(row.cells.join(''));
}

function brokenQuote(file: string, where: string): Stop {
  return new Stop(
    `${file} cannot be read as CSV: a quote is not closed: ${where}. Close it there; a quote that belongs to the text is written twice, in a cell in quotes.`,
  );
}

function tooLong(file: string, line: number, opened: number | undefined): Stop {
  const what = `the row of line ${line} is longer than a million characters`;
  return opened === undefined
    ? new Stop(`${file} cannot be read as CSV: ${what}.`)
    : brokenQuote(file, `it opens in line ${opened}, and ${what}`);
}

/** Cells as a line of CSV that is safe to open in a spreadsheet, which would run a cell that begins like a formula. */
export function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

const LONGEST_ROW = 1_000_000;
/** As many as a spreadsheet has. */
const MOST_CELLS = 16_384;
const SAMPLE = 1 << 16;
/** Ctrl-Z, with which old systems end a text. */
const END_OF_FILE = '\u001a';
