import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { type Info, parse } from 'csv-parse';
import type { Mapping } from '../schema/mapping.ts';
import { Stop } from './stop.ts';

export interface CsvRow {
  cells: string[];
  /** Line of the file where the row begins. */
  line: number;
}

export interface CsvFile {
  rows: AsyncGenerator<CsvRow>;
  /** SHA-256 of the bytes, once all rows are read. */
  sha256: () => string;
}

/** Reads a CSV file as a stream. Bytes that are not text and broken quotes end it with a `Stop`. */
export function readCsv(file: string, { delimiter, encoding }: Pick<Mapping, 'delimiter' | 'encoding'>): CsvFile {
  const hash = createHash('sha256');
  let digest: string | undefined;
  return {
    rows: rows(),
    sha256: () => {
      digest ??= hash.digest('hex');
      return digest;
    },
  };

  async function* rows(): AsyncGenerator<CsvRow> {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const notText = () =>
      new Stop(`${file} is not text in ${encoding}: set encoding in the mapping, or save the file as "CSV UTF-8".`);
    const decode = new Transform({
      decodeStrings: false,
      encoding: 'utf8',
      transform(chunk: Buffer, _, done) {
        hash.update(chunk);
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
    });
    const input = createReadStream(file, { highWaterMark: 1 << 14 });
    const pass = (error: Error) => void parser.destroy(error);
    input.on('error', pass).pipe(decode).on('error', pass).pipe(parser);
    let line = 1;
    try {
      for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
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
}

/** Cells as a line of CSV that is safe to open in a spreadsheet, which would run a cell that begins like a formula. */
export function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

const LONGEST_ROW = 1_000_000;
