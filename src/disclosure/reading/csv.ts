import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { type Info, parse } from 'csv-parse';
import { Stop } from '../stop.ts';
import { findDelimiter } from './delimiter.ts';
import { findEncoding } from './encoding.ts';
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

/** Rows as a stream. Bytes that are not text and broken quotes end it with a `Stop`. */
async function* rowsOf(file: string, encoding: Encoding, delimiter: Delimiter): AsyncGenerator<TableRow> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const notText = () =>
    new Stop(`${file} is not text in ${encoding}: correct encoding in the mapping, or save the file as "CSV UTF-8".`);
  const decode = new Transform({
    decodeStrings: false,
    encoding: 'utf8',
    transform(chunk: Buffer, _, done) {
      try {
        done(null, decoder.decode(chunk, { stream: true }));
      } catch {
        done(notText());
      }
    },
    flush(done) {
      try {
        done(null, decoder.decode());
      } catch {
        done(notText());
      }
    },
  });
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    // A quote that is never closed would take the rest of the file for one cell.
    max_record_size: LONGEST_ROW,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  const input = createReadStream(file, { highWaterMark: 1 << 14 });
  const pass = (error: Error) => void parser.destroy(error);
  input.on('error', pass).pipe(decode).on('error', pass).pipe(parser);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      if (line === 1 && /^sep=.?$/.test(record.join(''))) {
        line = info.lines + 1;
        continue;
      }
      yield { cells: record, line };
      line = info.lines + 1;
    }
  } catch (error) {
    if (!(error as { code?: string }).code?.startsWith('CSV_')) throw error;
    const { message } = error as Error;
    throw new Stop(`${file} cannot be read as CSV: a quote is not closed, or stands inside a cell (${message}).`);
  } finally {
    input.destroy();
    parser.destroy();
  }
}
/** Cells as a line of CSV that is safe to open in a spreadsheet, which would run a cell that begins like a formula. */
export function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

const LONGEST_ROW = 1_000_000;
const SAMPLE = 1 << 16;
