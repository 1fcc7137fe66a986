import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { count, localized } from '../schema/basics.ts';
import { type ComplaintRecord, record } from '../schema/record.ts';
import { Stop } from './stop.ts';

export const SOURCE_FILE = 'source.json';
export const RECORDS_FILE = 'records.jsonl';

/** source.json of a records folder: what the records are and where they come from. */
const source = z.strictObject({
  origin: z.strictObject({ kind: z.enum(['invented', 'export']), name: localized }),
  currency: z.string(),
  methodVersion: z.string(),
  sha256: z.string().describe('SHA-256 of the file as read'),
  read: count.describe('Rows, without header and blank lines'),
  kept: count,
  rejected: count,
});
export type Source = z.infer<typeof source>;

/** Reads source.json. Throws `Stop` where the folder holds no records. */
export async function readSource(folder: string): Promise<Source> {
  try {
    return source.parse(JSON.parse(await readFile(join(folder, SOURCE_FILE), 'utf8')));
  } catch {
    throw new Stop(`${folder} is not a records folder: make one with npm run import.`);
  }
}

/** The records one by one. Throws `Stop` with the line of one that cannot be read, or where some are missing. */
export async function* readRecords(folder: string, { kept }: Pick<Source, 'kept'>): AsyncGenerator<ComplaintRecord> {
  let number = 0;
  for await (const line of linesOf(join(folder, RECORDS_FILE))) {
    number += 1;
    yield readRecord(line, number);
  }
  if (number !== kept) {
    throw new Stop(`${RECORDS_FILE} has ${number} records, ${SOURCE_FILE} says ${kept}: import the file again.`);
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(file, { highWaterMark: 1 << 14 }), crlfDelay: Infinity });
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
    throw new Stop(`There is no ${file}: import the file again.`);
  }
}

function readRecord(line: string, number: number): ComplaintRecord {
  try {
    return record.parse(JSON.parse(line));
  } catch {
    throw new Stop(`Line ${number} of ${RECORDS_FILE} is not a record: import the file again.`);
  }
}
