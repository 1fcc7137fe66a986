import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Mapping } from '../schema/mapping.ts';
import { caseNumbers } from './case-numbers.ts';
import { dayOfSerial } from './dates.ts';
import { askForDecisions, readDecisions } from './decisions.ts';
import { type FedBack, faultCells, fedBackRows, isRejectsFile, REJECT_COLUMNS, storedAs } from './fed-back.ts';
import { codeSuggester } from './guess/codes.ts';
import { importTally } from './import-tally.ts';
import { lineWriter } from './line-writer.ts';
import { givenAway, missingIn, refuseToOpenAmong, seedContent, writeRegister } from './opened.ts';
import { type Known, placer } from './placer.ts';
import { checkHeader, columnsOf, readMapping } from './read-mapping.ts';
import { type Cells, type Fault, type Reason, rowReader } from './read-row.ts';
import { csvLine } from './reading/csv.ts';
import { findHeader, firstRows, nearestHeader } from './reading/header.ts';
import { openTable, sha256Of, type Table } from './reading/table.ts';
import { RECORD_COLUMNS, RECORDS_FILE, recordLine, SOURCE_FILE, type Source } from './records.ts';
import { readRegister } from './register.ts';
import { type ImportReport, nothingKeptText, reportText } from './report.ts';
import { Stop } from './stop.ts';
import { possibleVariants } from './variants.ts';

export interface ImportOptions {
  file: string;
  mappingFile: string;
  /** Folder of the records; replaced as a whole when the import is complete. */
  out: string;
  /** Content folder whose malls are the register; it gets those that the import opens. */
  content: string;
  /** Whether a file of which no row is kept is refused. Its report and rejects.csv are left, and no records. */
  mustKeep?: boolean;
}

/**
 * Reads a complaint export (CSV, TSV, XLSX) as a stream and leaves a records folder: records.csv, source.json, rejects.csv,
 * report.txt, report.json and register/. Every row is kept, or rejected with its line; nothing is half-imported.
 * Throws `Stop` where the file, the mapping or a folder cannot be used.
 */
export async function importRecords(options: ImportOptions): Promise<ImportReport> {
  const { file, mappingFile, out, content, mustKeep = false } = options;
  const mapping = await readMapping(mappingFile);
  const register = await readRegister(content);
  if (register.malls.size === 0 && mapping.fields.mall.unknown === 'reject') {
    throw new Stop(
      `There are no malls in ${join(content, 'malls')}: name the content folder with --content, or, where it is a new one, let the import open them: write unknown: register and the section register into ${mappingFile}.`,
    );
  }
  if (!(await stat(file).catch(() => undefined))?.isFile()) throw new Stop(`There is no file ${file}.`);
  const decisions = await readDecisions(content, register);
  if (mapping.fields.mall.unknown === 'register') await refuseToOpenAmong(content, mapping.origin.kind);
  await refuseToReplace(out);

  const target = resolve(out);
  await mkdir(dirname(target), { recursive: true });
  const working = await mkdtemp(`${target}.importing-`);
  try {
    const table = await openTable(file, await storedAs(file, mapping), columnsOf(mapping));
    const known = { register, decisions, content };
    const { recordsSha256, examples, ...report } = await readAll(file, table, mapping, known, working);
    await writeRegister(working, register, mapping);
    const { origin, currency, methodVersion } = mapping;
    const { sha256, read, kept, rejected } = report;
    const source: Source = { origin, currency, methodVersion, sha256, recordsSha256, read, kept, rejected };
    const isNothingKept = mustKeep && read > 0 && kept === 0;
    await writeFile(join(working, REPORT_FILE), json(report));
    await writeFile(join(working, 'report.txt'), reportText(report));
    // Without these two it is no records folder, and nothing can be computed from it.
    if (isNothingKept) await rm(join(working, RECORDS_FILE));
    else await writeFile(join(working, SOURCE_FILE), json(source));
    await replace(target, working);
    await seedContent(content, join(target, 'register'), report.written);
    await askForDecisions(content, [...report.undecidedMalls, ...report.possibleVariants]);
    if (isNothingKept) throw new Stop(`${reportText(report)}\n${nothingKeptText(report, examples, out)}`);
    return report;
  } finally {
    await rm(working, { recursive: true, force: true });
  }
}

async function refuseToReplace(out: string): Promise<void> {
  if (!existsSync(out)) return;
  const names = (await stat(out)).isDirectory() ? await readdir(out) : undefined;
  const isOurs = names?.includes(SOURCE_FILE) || (names?.includes(REPORT_FILE) && names.includes(REJECTS_FILE));
  if (isOurs || names?.length === 0) return;
  throw new Stop(`${out} exists and is not a records folder: name another one, since it would be replaced.`);
}

async function readAll(
  file: string,
  table: Table,
  mapping: Mapping,
  known: Known,
  folder: string,
): Promise<ImportReport & { recordsSha256: string; examples: Examples }> {
  const columns = columnsOf(mapping);
  const tally = importTally();
  const read = rowReader(mapping, table.serials, tally.unknownCode);
  const expected = Math.min(MOST_EXPECTED, (await stat(file)).size / BYTES_A_ROW);
  const { place, rowsOf } = placer(mapping, known, caseNumbers(expected), tally);
  const records = await lineWriter(join(folder, RECORDS_FILE));
  const rejects = await lineWriter(join(folder, REJECTS_FILE));
  records.write(RECORD_COLUMNS.join(','));
  // Of the row itself only the mapped cells are repeated: the others may say who complained.
  // Spreadsheets take a file without a byte order mark for one in the old Chinese encoding.
  rejects.write(`\uFEFF${csvLine([...REJECT_COLUMNS, ...columns])}`);
  // A text file has no system of serial numbers: a day that was one is repeated as a day.
  const days = new Set(daysOf(mapping));
  const repeated = (column: string, cell: Cells) =>
    table.serials !== undefined && days.has(column) && SERIAL.test(cell(column))
      ? (dayOfSerial(Number(cell(column)), table.serials) ?? cell(column))
      : cell(column);
  const examples: Examples = new Map();
  let header: FoundHeader;
  let fedBack: FedBack | undefined;
  let recordsSha256 = '';

  try {
    const body = await afterHeader(file, table, mapping, columns);
    header = body.header;
    const { names } = header;
    fedBack = isRejectsFile(names) ? fedBackRows() : undefined;
    const cellsOf = cellReader(names);
    for await (const batch of body.batches) {
      for (const { cells, line } of batch) {
        const hasExtra = cells.length > names.length && !isEmpty(cells.slice(names.length));
        if (!hasExtra && isEmpty(cells)) continue;
        const isWhole = !hasExtra && (cells.length >= names.length || table.found.kind === 'xlsx');
        const cell = cellsOf(cells);
        const again = isWhole ? fedBack?.unjudged(cell) : undefined;
        const result = again ?? (isWhole ? read(cell, line) : wrongWidth(names.length, cells));
        const placed = 'faults' in result ? result : place(result.row, cell);
        fedBack?.count(cell, !('faults' in placed));
        if ('faults' in placed) {
          tally.reject(placed.received, placed.faults);
          for (const fault of placed.faults) {
            if (!examples.has(fault.reason)) examples.set(fault.reason, { ...fault, line });
          }
          rejects.write(
            csvLine([...faultCells(line, placed.faults), ...columns.map((column) => repeated(column, cell))]),
          );
        } else {
          tally.keep(placed.row.received, placed.row.mallName);
          records.write(recordLine(placed.row, placed.mall));
        }
      }
      await records.settle();
      await rejects.settle();
    }
  } finally {
    await table.rows.return(undefined);
    recordsSha256 = await records.close();
    await rejects.close();
  }
  const suggest = await codeSuggester();
  const { unknownCodes, ...counted } = tally.result();
  const { register, decisions, content } = known;
  return {
    file: basename(file),
    content,
    sha256: await sha256Of(file),
    recordsSha256,
    examples,
    found: { ...table.found, headerLine: header.line },
    ...counted,
    unknownCodes: unknownCodes.map((code) => ({ ...code, suggestion: suggest(code.field, code.text)?.slug ?? null })),
    registered: register.opened,
    written: missingIn(content, register, mapping),
    possibleVariants: possibleVariants(register, decisions, rowsOf),
    givenAway: await givenAway(known),
    fedBack: fedBack?.result() ?? null,
  };
}

/** The first fault of each reason. */
export type Examples = Map<Reason, Fault & { line: number }>;

/** Makes the reader of a row's cells by the header of their column. */
function cellReader(names: readonly string[]): (cells: readonly string[]) => Cells {
  const positions = new Map(names.map((name, position) => [name, position]));
  const isFedBack = isRejectsFile(names);
  let row: readonly string[] = [];
  const cell = (column: string) => {
    const text = row[positions.get(column) ?? -1]?.trim() ?? '';
    return isFedBack ? text.replace(/^'(?=[=+\-@])/, '') : text;
  };
  // One reader for all rows: a function made for each would cost more than what it reads.
  return (cells) => {
    row = cells;
    return cell;
  };
}

/** The columns of days. */
function daysOf({ fields }: Mapping): string[] {
  const { received, decided, notified, closed } = fields;
  return [received, decided, notified, closed].flatMap((field) =>
    field !== undefined && 'column' in field ? [field.column] : [],
  );
}

const SERIAL = /^\d{5}(\.\d+)?$/;

function isEmpty(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

interface FoundHeader {
  names: string[];
  line: number;
}

/** The header of a table and the rows after it. Throws `Stop` where no row has the columns of the mapping. */
async function afterHeader(file: string, table: Table, mapping: Mapping, columns: string[]) {
  const start = await firstRows(table.rows);
  if (start.length === 0) throw new Stop(`${file} is empty: it has no header line.`);
  const line = isRejectsFile(start[0]?.cells ?? []) ? 1 : mapping.header;
  const searched = line === undefined ? start : start.filter((row) => row.line >= line).slice(0, 2);
  const header = findHeader(searched, columns) ?? nearestHeader(searched, columns);
  if (header === undefined) throw new Stop(`${file} has no row ${line}: correct header in the mapping.`);
  checkHeader(header.names, mapping);
  const first = start.findIndex((row) => row.line === header.line) + ('rows' in header ? header.rows : 1);
  const rest = start.slice(first);
  return {
    header: { names: header.names, line: header.line },
    batches: (async function* () {
      yield rest;
      // Not yield*, which would close the table with this.
      for (let next = await table.rows.next(); next.done !== true; next = await table.rows.next()) yield next.value;
    })(),
  };
}

function wrongWidth(width: number, cells: readonly string[]): { faults: Fault[]; received: null } {
  const repair = `The header has ${width} cells, this row ${cells.length}: quote a cell that holds the delimiter.`;
  return { faults: [{ column: '', value: '', reason: 'cells', repair }], received: null };
}

/** A row has about so many bytes or more; a guess, by which the table of case numbers is begun. */
const BYTES_A_ROW = 120;
const MOST_EXPECTED = 1_500_000;

const REPORT_FILE = 'report.json';
const REJECTS_FILE = 'rejects.csv';
/** Puts a finished folder where another may stand; that one goes only once the new one is in place. */
async function replace(target: string, finished: string): Promise<void> {
  const old = `${finished}-old`;
  if (existsSync(target)) await rename(target, old);
  await rename(finished, target);
  await rm(old, { recursive: true, force: true });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
