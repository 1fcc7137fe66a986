import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { Mapping } from '../schema/mapping.ts';
import { caseNumbers, markOf } from './case-numbers.ts';
import { askForDecisions, type Decisions, NEW, readDecisions, UNDECIDED } from './decisions.ts';
import { codeSuggester } from './guess/codes.ts';
import { importTally } from './import-tally.ts';
import { likenessFinder } from './likeness.ts';
import { lineWriter } from './line-writer.ts';
import { foldName } from './names.ts';
import { checkHeader, columnsOf, readMapping } from './read-mapping.ts';
import { type Cells, type Fault, type ReadRow, rowReader } from './read-row.ts';
import { csvLine } from './reading/csv.ts';
import { findHeader, nearestHeader } from './reading/header.ts';
import { openTable, sha256Of, type Table, type TableRow } from './reading/table.ts';
import { RECORDS_FILE, SOURCE_FILE, type Source } from './records.ts';
import { findMall, openMall, type Register, readRegister } from './register.ts';
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
    const report = await readAll(file, table, mapping, { register, decisions }, working);
    await writeRegister(working, register, mapping);
    const { origin, currency, methodVersion } = mapping;
    const { sha256, read, kept, rejected } = report;
    const source: Source = { origin, currency, methodVersion, sha256, read, kept, rejected };
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

interface Known {
  register: Register;
  decisions: Decisions;
}

async function readAll(
  file: string,
  table: Table,
  mapping: Mapping,
  { register, decisions }: Known,
  folder: string,
): Promise<ImportReport> {
  const records = await lineWriter(join(folder, RECORDS_FILE));
  const rejects = await lineWriter(join(folder, 'rejects.csv'));
  const columns = columnsOf(mapping);
  const tally = importTally();
  const read = rowReader(mapping, table.serials, tally.unknownCode);
  const numbers = caseNumbers();
  const find = mallFinder();
  let header: FoundHeader;

  try {
    const body = await afterHeader(file, table, mapping, columns);
    header = body.header;
    const { names } = header;
    const positions = new Map(names.map((name, position) => [name, position]));
    const isFedBack = REJECT_COLUMNS.every((name, position) => names[position] === name);
    // Of the row itself only the mapped cells are repeated: the others may say who complained.
    await rejects.write(csvLine([...REJECT_COLUMNS, ...columns]));
    for await (const { cells, line } of body.rows) {
      const extra = cells.slice(names.length).some((cell) => cell.trim() !== '');
      if (!extra && cells.every((cell) => cell.trim() === '')) continue;
      const cell: Cells = (column) => {
        const text = cells[positions.get(column) ?? -1]?.trim() ?? '';
        return isFedBack ? text.replace(/^'(?=[=+\-@])/, '') : text;
      };
      const isWhole = !extra && (cells.length >= names.length || table.found.kind === 'xlsx');
      const result = isWhole ? read(cell, line) : wrongWidth(names.length, cells);
      const placed = 'faults' in result ? result : place(result.row, cell);
      if ('faults' in placed) {
        tally.reject(placed.received, placed.faults);
        const repeated = columns.map(cell);
        for (const { column, value, reason, repair } of placed.faults) {
          await rejects.write(csvLine([String(line), column, value, reason, repair, ...repeated]));
        }
      } else {
        const { row, mall } = placed;
        const { id, mallName, line: at, ...rest } = row;
        tally.keep(row.received, mallName);
        await records.write(JSON.stringify({ id, line: at, mall, ...rest }));
      }
    }
  } finally {
    await table.rows.return(undefined);
    await records.close();
    await rejects.close();
  }
  const suggest = await codeSuggester();
  const { unknownCodes, ...counted } = tally.result();
  return {
    file: basename(file),
    sha256: await sha256Of(file),
    found: { ...table.found, headerLine: header.line },
    ...counted,
    unknownCodes: unknownCodes.map((code) => ({ ...code, suggestion: suggest(code.field, code.text)?.slug ?? null })),
    registered: register.opened,
    possibleVariants: possibleVariants(register),
  };

  /** Finds the row's mall and makes sure that its case number is new. */
  function place(row: ReadRow, cell: Cells): { row: ReadRow; mall: string } | { faults: Fault[]; received: string } {
    const { id, mallName, received } = row;
    const idColumn = mapping.fields.id?.column;
    const again = idColumn === undefined ? undefined : seenBefore(row, cell, idColumn);
    if (again !== undefined) return { faults: [again], received };
    const [name = '', ...others] = namesIn(mallName);
    const mall = find(name);
    if (typeof mall !== 'string') return { faults: [{ ...mall, value: name }], received };
    if (others.length > 0) tally.severalFirms();
    if (idColumn !== undefined) numbers.remember(id, { line: row.line, ...marksOf(cell) });
    return { row: { ...row, mallName: name }, mall };
  }

  /** One case over several rows is one complaint, and the first row says which business answers for it. */
  function seenBefore({ id, line }: ReadRow, cell: Cells, column: string): Fault | undefined {
    const first = numbers.seen(id);
    if (first === undefined || first.line === line) return undefined;
    const { firm, rest } = marksOf(cell);
    const same = `Line ${first.line} has the same case number`;
    if (rest !== first.rest) {
      const repair = `${same} and says something else: keep the row that is right.`;
      return { column, value: id, reason: 'contradicts', repair };
    }
    if (firm === first.firm) return { column, value: id, reason: 'duplicate', repair: `${same}: keep one.` };
    const repair = `${same} and names another business: it is one complaint and counts once, for the first. Nothing to mend, unless this one answers for it.`;
    return { column, value: id, reason: 'second-firm', repair };
  }

  function marksOf(cell: Cells): { firm: number; rest: number } {
    const mallColumn = mapping.fields.mall.column;
    return {
      firm: markOf([cell(mallColumn)]),
      rest: markOf(columns.filter((column) => column !== mallColumn).map(cell)),
    };
  }

  function namesIn(text: string): string[] {
    const { separator } = mapping.fields.mall;
    const names = separator === undefined ? [text] : text.split(separator);
    return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
  }

  /** Finds malls by name, and remembers what each name of the file came to. */
  function mallFinder(): (name: string) => string | Fault {
    let likeTo: ReturnType<typeof likenessFinder> | undefined;
    const found = new Map<string, string>();
    const { column, unknown } = mapping.fields.mall;
    const fault = (reason: 'unknown-mall' | 'undecided-mall', repair: string): Fault => ({
      column,
      value: '',
      reason,
      repair,
    });
    return (name) => {
      const before = found.get(name);
      if (before !== undefined) return before;
      const answer = decisions.get(foldName(name));
      const known =
        findMall(register, name) ??
        (answer !== NEW && answer !== UNDECIDED ? answer : undefined) ??
        openIfAllowed(name);
      if (known !== undefined) {
        if (found.size < MOST_NAMES) found.set(name, known);
        return known;
      }
      if (foldName(name) === '') return fault('unknown-mall', 'This is no name: it has neither letter nor digit.');
      likeTo ??= likenessFinder(register);
      const like = tally.unknownMall(name, answer === NEW ? () => [] : likeTo);
      if (like.length === 0) {
        return fault('unknown-mall', 'Add it to otherNames of its mall in content/malls, or open a new entry there.');
      }
      const hint = like.map(({ name: other, score }) => `${other} (${score.toFixed(2)})`).join(' / ');
      return fault(
        'undecided-mall',
        `Say in mappings/names.yml of the content folder which mall it is. Near: ${hint}.`,
      );
    };

    function openIfAllowed(name: string): string | undefined {
      const { register: entry } = mapping;
      if (unknown !== 'register' || entry === undefined || foldName(name) === '') return undefined;
      return openMall(register, name, { type: entry.type, area: entry.area });
    }
  }
}

interface FoundHeader {
  names: string[];
  line: number;
}

/** The header of a table and the rows after it. Throws `Stop` where no row has the columns of the mapping. */
async function afterHeader(file: string, table: Table, mapping: Mapping, columns: string[]) {
  const start: TableRow[] = [];
  while (start.length < HEADER_WITHIN) {
    const { value, done } = await table.rows.next();
    if (done === true) break;
    if (value.cells.some((cell) => cell.trim() !== '')) start.push(value);
  }
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
    rows: (async function* () {
      yield* rest;
      // Not yield*, which would close the table with this.
      for (let row = await table.rows.next(); row.done !== true; row = await table.rows.next()) yield row.value;
    })(),
  };
}

function wrongWidth(width: number, cells: readonly string[]): { faults: Fault[]; received: null } {
  const repair = `The header has ${width} cells, this row ${cells.length}: quote a cell that holds the delimiter.`;
  return { faults: [{ column: '', value: '', reason: 'cells', repair }], received: null };
}

const REJECT_COLUMNS = ['line', 'column', 'value', 'reason', 'repair'];
/** The header stands among the first rows that are not empty. */
const HEADER_WITHIN = 60;
const MOST_NAMES = 20_000;

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
