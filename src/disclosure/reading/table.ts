import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Mapping } from '../../schema/mapping.ts';
import { Stop } from '../stop.ts';
import { openCsv } from './csv.ts';
import { kindOf } from './kind.ts';
import { bytePieces } from './pieces.ts';
import { openXlsx } from './xlsx.ts';

export interface TableRow {
  cells: string[];
  /** Line of a text file, or row of a sheet, where it begins. */
  line: number;
}

/** What was found out about a file, to be shown to the officer. */
export type Found =
  | {
      kind: 'csv';
      encoding: Encoding;
      /** Whether the encoding was told, or no other makes sense of the file. */
      isSure: boolean;
      delimiter: Delimiter;
    }
  | {
      kind: 'xlsx';
      /** The sheet that is read; of several the names, parted by commas. */
      sheet: string;
      sheets: string[];
      hidden: string[];
      /** Visible sheets that are not read. */
      skipped: string[];
      /** Formulas whose stored value was read. */
      formulas: number;
      /** Formulas without one: they stand in their cells as they are. */
      formulasWithoutValue: number;
    };
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';
export type Delimiter = ',' | ';' | '\t' | '|';

/** A table that can be read once, in batches of rows. */
export interface Table {
  found: Found;
  rows: AsyncGenerator<TableRow[]>;
  /** First day of the serial numbers that a spreadsheet keeps days as; text files have none of their own. */
  serials: Serials | undefined;
}
export type Serials = 1900 | 1904;

export type How = Pick<Mapping, 'format' | 'encoding' | 'delimiter' | 'sheet' | 'header'>;

/**
 * Opens a CSV, TSV or XLSX file; what `how` leaves open is found in the file, the sheet by the columns that the mapping
 * names. Throws `Stop` where it is no table.
 */
export async function openTable(file: string, how: How, columns: readonly string[] = []): Promise<Table> {
  const kind = kindOf(file, await firstBytes(file));
  if (how.format !== undefined && how.format !== kind) {
    throw new Stop(
      `${file} is ${kind === 'xlsx' ? 'an XLSX workbook' : 'text'}: the mapping says format: ${how.format}.`,
    );
  }
  return kind === 'xlsx' ? openXlsx(file, how, columns) : openCsv(file, how);
}

/** SHA-256 of a file, read piece by piece. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of bytePieces(file)) hash.update(piece);
  return hash.digest('hex');
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
