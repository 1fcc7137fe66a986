import { existsSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { findHeader, firstRows } from '../reading/header.ts';
import { copied } from '../reading/pieces.ts';
import { type Found, openTable, type TableRow } from '../reading/table.ts';
import { Stop } from '../stop.ts';
import { codeSuggester, type Suggest } from './codes.ts';
import { type Column, type Field, guessColumns, guessDates, guessDecimal, MOST_VALUES } from './columns.ts';
import { mappingText } from './mapping-text.ts';

export interface Guess {
  found: Found & { headerLine: number };
  columns: Map<Field, Column>;
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
export async function guessMapping(file: string, out: string): Promise<Guess> {
  if (!(await stat(file).catch(() => undefined))?.isFile()) throw new Stop(`There is no file ${file}.`);
  if (existsSync(out)) throw new Stop(`${out} exists: name another file with --mapping, or move it away.`);
  const table = await openTable(file, {});
  const start = await firstRows(table.rows);
  const header = findHeader(start);
  if (header === undefined) throw new Stop(`${file} has no line that looks like a header: its columns need names.`);
  const columns = header.names.map((name): Column => ({ name, values: new Map(), others: 0 }));
  const preview: Record<string, string>[] = [];
  const take = ({ cells }: TableRow) => {
    if (cells.every((cell) => cell.trim() === '')) return;
    if (preview.length < PREVIEW) {
      preview.push(Object.fromEntries(header.names.map((name, at) => [name, cells[at]?.trim() ?? ''])));
    }
    for (const [at, column] of columns.entries()) count(column, cells[at]?.trim() ?? '');
  };
  const first = start.findIndex(({ line }) => line === header.line) + header.rows;
  start.slice(first).forEach(take);
  let rows = start.length;
  for await (const batch of table.rows) {
    batch.forEach(take);
    rows += batch.length;
    if (rows >= MOST_ROWS) break;
  }
  const named = columns.filter(({ name }) => name !== '');
  const fields = guessColumns(named);
  const days = (['received', 'decided', 'closed'] as const).flatMap((field) => fields.get(field) ?? []);
  const found = { ...table.found, headerLine: header.line };
  const suggest: Suggest = await codeSuggester();
  const dates = guessDates(days, table.serials !== undefined);
  const text = mappingText({ found, fields, dates, decimal: guessDecimal(fields.get('refund')), suggest });
  await writeFile(out, text, { flag: 'wx' });
  const used = new Set([...fields.values()]);
  const unused = named.filter((column) => !used.has(column)).map(({ name }) => name);
  return { found, columns: fields, unused, preview, open: text.split(": '?'").length - 1 };
}

function count(column: Column, text: string): void {
  const known = column.values.get(text);
  if (known !== undefined) column.values.set(text, known + 1);
  else if (column.values.size < MOST_VALUES) column.values.set(copied(text), 1);
  else column.others += 1;
}

const PREVIEW = 5;
const MOST_ROWS = 200_000;
