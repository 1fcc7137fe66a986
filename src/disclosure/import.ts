import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { Mapping } from '../schema/mapping.ts';
import { caseNumbers } from './case-numbers.ts';
import { askForDecisions, readDecisions } from './decisions.ts';
import { codeSuggester } from './guess/codes.ts';
import { importTally } from './import-tally.ts';
import { lineWriter } from './line-writer.ts';
import { type Known, placer } from './placer.ts';
import { checkHeader, columnsOf, readMapping } from './read-mapping.ts';
import { type Cells, type Fault, type ReadRow, rowReader } from './read-row.ts';
import { csvLine } from './reading/csv.ts';
import { findHeader, firstRows, nearestHeader } from './reading/header.ts';
import { openTable, sha256Of, type Table } from './reading/table.ts';
import { RECORDS_FILE, SOURCE_FILE, type Source } from './records.ts';
import { type Register, readRegister } from './register.ts';
import { type ImportReport, reportText } from './report.ts';
import { Stop } from './stop.ts';
import { possibleVariants } from './variants.ts';

export interface ImportOptions {
  file: string;
  mappingFile: string;
  /** Folder of the records; replaced as a whole when the import is complete. */
  out: string;
  /** Content folder whose malls are the register. */
  content: string;
}

/**
 * Reads a complaint export (CSV, TSV, XLSX) as a stream and leaves a records folder: records.jsonl, source.json, rejects.csv,
 * report.txt, report.json and register/. Every row is kept, or rejected with its line; nothing is half-imported.
 * Throws `Stop` where the file, the mapping or a folder cannot be used.
 */
export async function importRecords({ file, mappingFile, out, content }: ImportOptions): Promise<ImportReport> {
  const mapping = await readMapping(mappingFile);
  const register = await readRegister(content);
  if (register.malls.size === 0 && mapping.fields.mall.unknown === 'reject') {
    throw new Stop(`There are no malls in ${join(content, 'malls')}: name the content folder with --content.`);
  }
  if (!(await stat(file).catch(() => undefined))?.isFile()) throw new Stop(`There is no file ${file}.`);
  const decisions = await readDecisions(content, register.malls);
  await refuseToReplace(out);

  const target = resolve(out);
  await mkdir(dirname(target), { recursive: true });
  const working = await mkdtemp(`${target}.importing-`);
  try {
    const table = await openTable(file, mapping);
    const { recordsSha256, ...report } = await readAll(file, table, mapping, { register, decisions }, working);
    await writeRegister(working, register, mapping);
    const { origin, currency, methodVersion } = mapping;
    const { sha256, read, kept, rejected } = report;
    const source: Source = { origin, currency, methodVersion, sha256, recordsSha256, read, kept, rejected };
    await writeFile(join(working, 'report.json'), json(report));
    await writeFile(join(working, 'report.txt'), reportText(report));
    await writeFile(join(working, SOURCE_FILE), json(source));
    await replace(target, working);
    await askForDecisions(content, report.undecidedMalls);
    return report;
  } finally {
    await rm(working, { recursive: true, force: true });
  }
}

async function refuseToReplace(out: string): Promise<void> {
  if (!existsSync(out)) return;
  const isFolder = (await stat(out)).isDirectory();
  if (isFolder && (existsSync(join(out, SOURCE_FILE)) || (await readdir(out)).length === 0)) return;
  throw new Stop(`${out} exists and is not a records folder: name another one, since it would be replaced.`);
}

async function readAll(
  file: string,
  table: Table,
  mapping: Mapping,
  known: Known,
  folder: string,
): Promise<ImportReport & { recordsSha256: string }> {
  const columns = columnsOf(mapping);
  const tally = importTally();
  const read = rowReader(mapping, table.serials, tally.unknownCode);
  const place = placer(mapping, known, caseNumbers(), tally);
  const records = await lineWriter(join(folder, RECORDS_FILE));
  const rejects = await lineWriter(join(folder, 'rejects.csv'));
  // Of the row itself only the mapped cells are repeated: the others may say who complained.
  rejects.write(csvLine([...REJECT_COLUMNS, ...columns]));
  let header: FoundHeader;
  let recordsSha256 = '';

  try {
    const body = await afterHeader(file, table, mapping, columns);
    header = body.header;
    const { names } = header;
    const cellsOf = cellReader(names);
    for await (const batch of body.batches) {
      for (const { cells, line } of batch) {
        const hasExtra = cells.length > names.length && !isEmpty(cells.slice(names.length));
        if (!hasExtra && isEmpty(cells)) continue;
        const isWhole = !hasExtra && (cells.length >= names.length || table.found.kind === 'xlsx');
        const cell = cellsOf(cells);
        const result = isWhole ? read(cell, line) : wrongWidth(names.length, cells);
        const placed = 'faults' in result ? result : place(result.row, cell);
        if ('faults' in placed) {
          tally.reject(placed.received, placed.faults);
          const repeated = columns.map(cell);
          for (const { column, value, reason, repair } of placed.faults) {
            rejects.write(csvLine([String(line), column, value, reason, repair, ...repeated]));
          }
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
  return {
    file: basename(file),
    sha256: await sha256Of(file),
    recordsSha256,
    found: { ...table.found, headerLine: header.line },
    ...counted,
    unknownCodes: unknownCodes.map((code) => ({ ...code, suggestion: suggest(code.field, code.text)?.slug ?? null })),
    registered: known.register.opened,
    possibleVariants: possibleVariants(known.register),
  };
}

/** Makes the reader of a row's cells by the header of their column. */
function cellReader(names: readonly string[]): (cells: readonly string[]) => Cells {
  const positions = new Map(names.map((name, position) => [name, position]));
  const isFedBack = REJECT_COLUMNS.every((name, position) => names[position] === name);
  return (cells) => (column) => {
    const text = cells[positions.get(column) ?? -1]?.trim() ?? '';
    return isFedBack ? text.replace(/^'(?=[=+\-@])/, '') : text;
  };
}

/** A record as a line of JSON. Of its texts only the case number can hold a sign that has to be escaped. */
function recordLine(row: ReadRow, mall: string): string {
  const text = (value: string | null) => (value === null ? 'null' : `"${value}"`);
  const { id, line, received, decision, decided, notified, closed, outcome, rating, object, problem, refund, toCase } =
    row;
  const told = notified === undefined ? '' : `,"notified":${text(notified)}`;
  return `{"id":${JSON.stringify(id)},"line":${line},"mall":"${mall}","received":"${received}","decision":"${decision}","decided":${text(decided)}${told},"closed":${text(closed)},"outcome":${text(outcome)},"rating":"${rating}","object":"${object}","problem":"${problem}","refund":${refund},"toCase":${toCase}}`;
}

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
  const { header: line } = mapping;
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

const REJECT_COLUMNS = ['line', 'column', 'value', 'reason', 'repair'];

async function writeRegister(folder: string, register: Register, mapping: Mapping): Promise<void> {
  await mkdir(join(folder, 'register', 'malls'), { recursive: true });
  await mkdir(join(folder, 'register', 'areas'), { recursive: true });
  for (const id of register.opened) {
    await writeFile(join(folder, 'register', 'malls', `${id}.yml`), stringify(register.malls.get(id)));
  }
  if (mapping.register === undefined) return;
  const { area, areaName } = mapping.register;
  await writeFile(join(folder, 'register', 'areas', `${area}.yml`), stringify({ name: areaName }));
}

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
