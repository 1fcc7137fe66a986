import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { count, localized } from '../schema/basics.ts';
import { type ComplaintRecord, record } from '../schema/record.ts';
import { Stop } from './stop.ts';

export const SOURCE_FILE = 'source.json';

/** source.json of a records folder: what was read, and what became of it. read = kept + rejected. */
const source = z.strictObject({
  origin: z.strictObject({ kind: z.enum(['invented', 'export']), name: localized }),
  currency: z.string(),
  methodVersion: z.string(),
  sha256: z.string().describe('SHA-256 of the file as read'),
  read: count.describe('Rows, without header and blank lines'),
  kept: count,
  rejected: count,
  reasons: z.record(z.string(), count).describe('Faults by reason; a row may have several'),
  receivedBy: z.record(z.string(), count).describe('Kept rows by the half-year of receipt'),
  registered: z.array(z.string()).describe('Ids of malls that the import opened'),
  spellings: z.array(z.array(z.string())).describe('Spellings taken for one mall, since they fold to the same'),
  possibleVariants: z.array(z.array(z.string())).describe('Names that may be one business; kept apart'),
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

/** The records one by one. Throws `Stop` with the line of a record that is not one. */
export async function* readRecords(folder: string): AsyncGenerator<ComplaintRecord> {
  const lines = createInterface({ input: createReadStream(join(folder, 'records.jsonl')), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    yield readRecord(line, number);
  }
}

function readRecord(line: string, number: number): ComplaintRecord {
  try {
    return record.parse(JSON.parse(line));
  } catch {
    throw new Stop(`Line ${number} of records.jsonl is not a record: import the file again.`);
  }
}
