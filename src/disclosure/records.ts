import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { count, localized } from '../schema/basics.ts';
import type { ComplaintRecord } from '../schema/record.ts';
import { copied, textPieces } from './reading/pieces.ts';
import { sha256Of } from './reading/table.ts';
import { Stop } from './stop.ts';

export const SOURCE_FILE = 'source.json';
export const RECORDS_FILE = 'records.csv';

/** source.json of a records folder: what the records are and where they come from. */
const source = z.strictObject({
  origin: z.strictObject({ kind: z.enum(['invented', 'export']), name: localized }),
  currency: z.string(),
  methodVersion: z.string(),
  sha256: z.string().describe('SHA-256 of the file as read'),
  recordsSha256: z.string().describe('SHA-256 of records.csv as the import left it'),
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

/** Columns of records.csv. The case number stands last: of all cells only it can hold a comma. */
export const RECORD_COLUMNS = [
  'line',
  'mall',
  'received',
  'decision',
  'decided',
  'notified',
  'closed',
  'outcome',
  'rating',
  'object',
  'problem',
  'refund',
  'toCase',
  'id',
] as const satisfies (keyof ComplaintRecord)[];

/** A record as a line of CSV. Of `notified` an empty cell says that nobody was told, a dash that the source is silent. */
export function recordLine(record: Omit<ComplaintRecord, 'mall'>, mall: string): string {
  const { id, line, received, decision, decided, notified, closed, outcome, rating, object, problem, refund, toCase } =
    record;
  const told = notified === undefined ? '-' : (notified ?? '');
  return `${line},${mall},${received},${decision},${decided ?? ''},${told},${closed ?? ''},${outcome ?? ''},${rating},${object},${problem},${refund},${toCase},${cellOfId(id)}`;
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
  let isFirst = true;
  const recordIn = recordReader();
  for await (const piece of textPieces(file, 'utf-8')) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (isFirst) lines.shift();
    isFirst = isFirst && lines.length === 0;
    // The import wrote each line and checked every field of it.
    yield lines.map(recordIn);
  }
}

/** Makes the reader of lines. Words and days come again and again: each is kept once, so that counting compares no text twice. */
function recordReader(): (text: string) => ComplaintRecord {
  const known = new Map<string, string>();
  const kept = (cell = '') => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    const own = copied(cell);
    if (known.size < MOST_WORDS) known.set(own, own);
    return own;
  };
  const orNull = (cell: string | undefined) => (cell === '' ? null : kept(cell));
  return (text) => {
    const cells = text.split(',', RECORD_COLUMNS.length);
    const id = cells[ID] ?? '';
    return {
      id: id.startsWith('"') ? text.slice(text.indexOf('"') + 1, -1).replaceAll('""', '"') : id,
      line: Number(cells[0]),
      mall: kept(cells[1]),
      received: kept(cells[2]),
      decision: kept(cells[3]) as ComplaintRecord['decision'],
      decided: orNull(cells[4]),
      notified: cells[5] === '-' ? undefined : orNull(cells[5]),
      closed: orNull(cells[6]),
      outcome: orNull(cells[7]) as ComplaintRecord['outcome'],
      rating: kept(cells[8]) as ComplaintRecord['rating'],
      object: kept(cells[9]) as ComplaintRecord['object'],
      problem: kept(cells[10]) as ComplaintRecord['problem'],
      refund: Number(cells[11]),
      toCase: cells[12] === 'true',
    };
  };
}

/** A case number as a cell on one line. */
function cellOfId(id: string): string {
  return /[",\r\n]/.test(id) ? `"${id.replace(/[\r\n]+/g, ' ').replaceAll('"', '""')}"` : id;
}

const ID = RECORD_COLUMNS.length - 1;
/** Malls, days and slugs; a million malls would have no place here. */
const MOST_WORDS = 50_000;
