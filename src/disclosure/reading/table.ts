import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Mapping } from '../../schema/mapping.ts';
import { Stop } from '../stop.ts';
import { openCsv } from './csv.ts';
import { openXlsx } from './xlsx.ts';

export interface TableRow {
  cells: string[];
  /** Line of a text file, or row of a sheet, where it begins. */
  line: number;
}

/** What was found out about a file, to be shown to the officer. */
export type Found =
  | { kind: 'csv'; encoding: Encoding; delimiter: Delimiter }
  | { kind: 'xlsx'; sheet: string; sheets: string[]; hidden: string[]; formulas: number };
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

export type How = Pick<Mapping, 'format' | 'encoding' | 'delimiter' | 'sheet'>;

/** Opens a CSV, TSV or XLSX file; what `how` leaves open is found in the file. Throws `Stop` where it is neither. */
export async function openTable(file: string, how: How): Promise<Table> {
  const start = await firstBytes(file);
  const kind = kindOf(start);
  if (kind === 'empty') throw new Stop(`${file} is empty: it has no header line.`);
  if (kind === 'xls') {
    throw new Stop(`${file} is a workbook of the old kind (.xls), or has a password: save it as .xlsx without one.`);
  }
  if (how.format !== undefined && how.format !== kind) {
    throw new Stop(
      `${file} is ${kind === 'xlsx' ? 'an XLSX workbook' : 'text'}: the mapping says format: ${how.format}.`,
    );
  }
  return kind === 'xlsx' ? openXlsx(file, how) : openCsv(file, how);
}

/** SHA-256 of a file, read as a stream. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function kindOf(start: Buffer): 'csv' | 'xlsx' | 'xls' | 'empty' {
  if (start.length === 0) return 'empty';
  const signature = start.toString('hex');
  if (signature.startsWith('504b0304') || signature.startsWith('504b0506')) return 'xlsx';
  return signature === 'd0cf11e0a1b11ae1' ? 'xls' : 'csv';
}
