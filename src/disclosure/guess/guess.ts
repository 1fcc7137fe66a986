import { existsSync } from 'node:fs';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findHeader, firstRows } from '../reading/header.ts';
import { type Found, openTable, type Table, type TableRow } from '../reading/table.ts';
import { Stop } from '../stop.ts';
import { codeSuggester, readWords } from './codes.ts';
import { type Column, countText, emptyColumn, guessColumns, mayHold } from './columns.ts';
import { guessDays } from './days.ts';
import type { Field } from './headers.ts';
import { mappingText } from './mapping-text.ts';
import { guessCurrency, guessDecimal } from './money.ts';

export interface Guess {
  found: Found & { headerLine: number };
  columns: Map<Field, Column>;
  /** Fields that several columns may be. */
  asked: Map<Field, Column[]>;
  /** Headers that no field took. */
  unused: string[];
  /** The first rows, by header. */
  preview: Record<string, string>[];
  /** Places of the mapping where the officer has to answer. */
  open: number;
}

/**
 * Looks through an export and writes a first mapping for the officer to correct: what is certain is filled in, what is
 * not stands as '?', with which the import refuses to run. Imports nothing. Throws `Stop` where the file cannot be
 * read or the mapping exists.
 */
export async function guessMapping(file: string, out: string, content?: string): Promise<Guess> {
  if (!(await stat(file).catch(() => undefined))?.isFile()) throw new Stop(`There is no file ${file}.`);
  if (existsSync(out)) throw new Stop(`${out} exists: name another file with --mapping, or move it away.`);
  const table = await openTable(file, {});
  const { columns, preview, headerLine } = await lookThrough(file, table);
  const fields = guessColumns(columns);
  const among = (...wanted: Field[]) => wanted.flatMap((field) => fields.get(field)?.columns ?? []);
  const used = new Set([...fields.values()].flatMap((choice) => choice.columns));
  const unused = columns.filter((column) => !used.has(column));
  const days = among('received', 'decided', 'notified', 'closed');
  // A column of days that no field took may be the one that is missing.
  if (!fields.has('received') || !fields.has('closed')) {
    days.push(...unused.filter((column) => mayHold('received', column)));
  }
  const found = { ...table.found, headerLine };
  const text = mappingText({
    found,
    fields,
    unused,
    days: guessDays(days, table.serials !== undefined),
    decimal: guessDecimal(among('refund')),
    currency: guessCurrency(columns),
    suggest: await codeSuggester(),
    words: await readWords(),
    emptyContent: content === undefined || (await hasMalls(content)) ? undefined : content,
  });
  await writeFile(out, text, { flag: 'wx' });
  const sure = [...fields].filter(([, { isSure }]) => isSure);
  const unsure = [...fields].filter(([, { isSure }]) => !isSure);
  return {
    found,
    columns: new Map(sure.map(([field, choice]) => [field, choice.columns[0]])),
    asked: new Map(unsure.map(([field, choice]) => [field, choice.columns])),
    unused: unused.map(({ name }) => name),
    preview,
    open: questionsIn(parse(text)),
  };
}

/** The columns that have a name, with what stands in them, and the first rows. */
async function lookThrough(file: string, table: Table) {
  const start = await firstRows(table.rows);
  const header = findHeader(start);
  if (header === undefined) throw new Stop(`${file} has no line that looks like a header: its columns need names.`);
  const columns = header.names.map(emptyColumn);
  const preview: Record<string, string>[] = [];
  const take = ({ cells }: TableRow) => {
    if (cells.every((cell) => cell.trim() === '')) return;
    if (preview.length < PREVIEW) {
      preview.push(Object.fromEntries(header.names.map((name, at) => [name, cells[at]?.trim() ?? ''])));
    }
    for (const [at, column] of columns.entries()) countText(column, cells[at]?.trim() ?? '');
  };
  const first = start.findIndex(({ line }) => line === header.line) + header.rows;
  start.slice(first).forEach(take);
  let rows = start.length;
  for await (const batch of table.rows) {
    batch.forEach(take);
    rows += batch.length;
    if (rows >= MOST_ROWS) break;
  }
  return { columns: columns.filter(({ name }) => name !== ''), preview, headerLine: header.line };
}

async function hasMalls(content: string): Promise<boolean> {
  const names = await readdir(join(content, 'malls')).catch((): string[] => []);
  return names.some((name) => name.endsWith('.yml'));
}

function questionsIn(value: unknown): number {
  if (value === '?') return 1;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, inner) => sum + questionsIn(inner), 0);
}

const PREVIEW = 5;
const MOST_ROWS = 200_000;
