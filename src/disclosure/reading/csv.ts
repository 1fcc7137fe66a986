import { open } from 'node:fs/promises';
import { CsvError, type Info, parse } from 'csv-parse/sync';
import { Stop } from '../stop.ts';
import { findDelimiter } from './delimiter.ts';
import { findEncoding } from './encoding.ts';
import { textPieces } from './pieces.ts';
import type { Delimiter, Encoding, How, Table, TableRow } from './table.ts';

/** Opens delimited text, in the encoding and with the delimiter given or else found. */
export async function openCsv(file: string, how: How): Promise<Table> {
  const encoding = how.encoding ?? (await findEncoding(file));
  const delimiter = how.delimiter ?? findDelimiter(await firstText(file, encoding));
  return { found: { kind: 'csv', encoding, delimiter }, rows: rowsOf(file, encoding, delimiter), serials: undefined };
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

/** Rows in batches. Bytes that are not text and broken quotes end it with a `Stop`. */
async function* rowsOf(file: string, encoding: Encoding, delimiter: Delimiter): AsyncGenerator<TableRow[]> {
  let line = 1;
  let rest = '';
  const take = (whole: string): TableRow[] => {
    const batch = rowsIn(file, whole, delimiter, line);
    const isHint = line === 1 && /^sep=.?$/.test(batch.rows[0]?.cells.join('') ?? '');
    line = batch.nextLine;
    return isHint ? batch.rows.slice(1) : batch.rows;
  };
  try {
    for await (const piece of textPieces(file, encoding)) {
      rest += piece;
      const end = endOfWholeRows(rest);
      // A quote that is never closed would take the rest of the file for one cell.
      if (end === 0 && rest.length > LONGEST_ROW) throw notCsv(file, 'is longer than a million characters', line);
      if (end === 0) continue;
      yield take(rest.slice(0, end));
      rest = rest.slice(end);
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Stop(
      `${file} is not text in ${encoding}: correct encoding in the mapping, or save the file as "CSV UTF-8".`,
    );
  }
  if (rest !== '') yield take(rest);
}

/** Where the last whole row of a text ends that may break off anywhere; 0 where it has none. */
function endOfWholeRows(text: string): number {
  const [hasFeed, hasReturn] = [text.includes('\n'), text.includes('\r')];
  let end = 0;
  let isQuoted = false;
  for (let at = 0; at <= text.length; isQuoted = !isQuoted) {
    const quote = text.indexOf('"', at);
    const until = quote < 0 ? text.length : quote;
    if (!isQuoted && until > at) {
      // A "\r" at the very end may be half of a "\r\n".
      const lineFeed = hasFeed ? text.lastIndexOf('\n', until - 1) : -1;
      const carriage = hasReturn ? text.lastIndexOf('\r', Math.min(until - 1, text.length - 2)) : -1;
      const last = Math.max(lineFeed, carriage);
      if (last >= at) end = last + 1;
    }
    if (quote < 0) break;
    at = quote + 1;
  }
  return end;
}

/** The rows of a text of whole rows. Quotes are the library's business; without any, a line is cut at each delimiter. */
function rowsIn(file: string, text: string, delimiter: Delimiter, line: number) {
  if (!text.includes('"')) {
    const lines = text.split(text.includes('\r') ? /\r\n|\n|\r/ : '\n');
    if (lines.at(-1) === '') lines.pop();
    const rows = lines.map((each, at): TableRow => ({ cells: each.split(delimiter), line: line + at }));
    return { rows, nextLine: line + lines.length };
  }
  try {
    let nextLine = line;
    const rows = (parse(text, { ...CSV, delimiter }) as unknown as { record: string[]; info: Info }[]).map(
      ({ record, info }): TableRow => {
        const row = { cells: record, line: nextLine };
        nextLine = line + info.lines;
        return row;
      },
    );
    return { rows, nextLine };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines = 1 } = error as CsvError & { lines?: number };
    throw notCsv(file, 'has one', line + lines - 1);
  }
}

const notCsv = (file: string, what: string, line: number) =>
  new Stop(`${file} cannot be read as CSV: a quote is not closed, or stands inside a cell: line ${line} ${what}.`);

/** Cells as a line of CSV that is safe to open in a spreadsheet, which would run a cell that begins like a formula. */
export function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

const LONGEST_ROW = 1_000_000;
const SAMPLE = 1 << 16;
const CSV = {
  info: true,
  relax_column_count: true,
  record_delimiter: ['\r\n', '\n', '\r'],
};
