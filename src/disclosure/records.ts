import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { count, localized } from '../schema/basics.ts';
import type { ComplaintRecord } from '../schema/record.ts';
import { textPieces } from './reading/pieces.ts';
import { sha256Of } from './reading/table.ts';
import { Stop } from './stop.ts';

export const SOURCE_FILE = 'source.json';
export const RECORDS_FILE = 'records.jsonl';

/** source.json of a records folder: what the records are and where they come from. */
const source = z.strictObject({
  origin: z.strictObject({ kind: z.enum(['invented', 'export']), name: localized }),
  currency: z.string(),
  methodVersion: z.string(),
  sha256: z.string().describe('SHA-256 of the file as read'),
  recordsSha256: z.string().describe('SHA-256 of records.jsonl as the import left it'),
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

/** The records in batches. Throws `Stop` where they are not byte for byte what the import left, before the first one. */
export async function* readRecords(
  folder: string,
  { recordsSha256 }: Pick<Source, 'recordsSha256'>,
): AsyncGenerator<ComplaintRecord[]> {
  const file = join(folder, RECORDS_FILE);
  if (!existsSync(file)) throw new Stop(`There is no ${file}: import the file again.`);
  if ((await sha256Of(file)) !== recordsSha256) {
    throw new Stop(`${file} was changed after the import: import the file again.`);
  }
  let rest = '';
  for await (const piece of textPieces(file, 'utf-8')) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    // The import wrote each line and checked every field of it.
    yield lines.map((line): ComplaintRecord => JSON.parse(line));
  }
}
