import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { Mapping } from '../schema/mapping.ts';
import { caseNumbers } from './case-numbers.ts';
import { csvLine, readCsv } from './csv.ts';
import { importTally } from './import-tally.ts';
import { lineWriter } from './line-writer.ts';
import { foldName } from './names.ts';
import { checkHeader, columnsOf, readMapping } from './read-mapping.ts';
import { type Cells, type Fault, type ReadRow, rowReader } from './read-row.ts';
import { RECORDS_FILE, SOURCE_FILE, type Source } from './records.ts';
import { findMall, openMall, type Register, readRegister } from './register.ts';
import { type ImportReport, reportText } from './report.ts';
import { Stop } from './stop.ts';
import { nearFinder, possibleVariants } from './variants.ts';

export interface ImportOptions {
  file: string;
  mappingFile: string;
  /** Folder of the records; replaced as a whole when the import is complete. */
  out: string;
  /** Content folder whose malls are the register. */
  content: string;
}

/**
 * Reads a complaint export as a stream and leaves a records folder: records.jsonl, source.json, rejects.csv,
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
  await refuseToReplace(out);

  const target = resolve(out);
  await mkdir(dirname(target), { recursive: true });
  const working = await mkdtemp(`${target}.importing-`);
  try {
    const report = await readAll(file, mapping, register, working);
    await writeRegister(working, register, mapping);
    const { origin, currency, methodVersion } = mapping;
    const { sha256, read, kept, rejected } = report;
    const source: Source = { origin, currency, methodVersion, sha256, read, kept, rejected };
    await writeFile(join(working, 'report.json'), json(report));
    await writeFile(join(working, 'report.txt'), reportText(report));
    await writeFile(join(working, SOURCE_FILE), json(source));
    await replace(target, working);
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

async function readAll(file: string, mapping: Mapping, register: Register, folder: string): Promise<ImportReport> {
  const records = await lineWriter(join(folder, RECORDS_FILE));
  const rejects = await lineWriter(join(folder, 'rejects.csv'));
  const { rows, sha256 } = readCsv(file, mapping);
  const columns = columnsOf(mapping);
  const positions = new Map<string, number>();
  const read = rowReader(mapping);
  const tally = importTally();
  const numbers = caseNumbers();
  let width = 0;
  let nearTo: ((name: string) => string[]) | undefined;

  try {
    for await (const { cells, line } of rows) {
      if (width === 0) {
        const header = cells.map((cell) => cell.trim());
        checkHeader(header, mapping);
        header.forEach((name, position) => void positions.set(name, position));
        width = header.length;
        // Of the row itself only the mapped cells are repeated: the others may say who complained.
        await rejects.write(csvLine(['line', 'column', 'value', 'reason', 'repair', ...columns]));
        continue;
      }
      if (cells.length === 1 && cells[0]?.trim() === '') continue;
      const cell: Cells = (column) => cells[positions.get(column) ?? -1]?.trim() ?? '';
      const result = cells.length === width ? read(cell, line) : wrongWidth(cells);
      const placed = 'faults' in result ? result : place(result.row);
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
    await records.close();
    await rejects.close();
  }
  if (width === 0) throw new Stop(`${file} is empty: it has no header line.`);
  return {
    file: basename(file),
    sha256: sha256(),
    ...tally.result(),
    registered: register.opened,
    possibleVariants: possibleVariants(register),
  };

  function wrongWidth(cells: string[]): { faults: Fault[]; received: null } {
    const repair = `The header has ${width} cells, this row ${cells.length}: quote a cell that holds the delimiter.`;
    return { faults: [{ column: '', value: '', reason: 'cells', repair }], received: null };
  }

  /** Finds the row's mall and makes sure that its case number is new. */
  function place(row: ReadRow): { row: ReadRow; mall: string } | { faults: Fault[]; received: string } {
    const { id, mallName, received } = row;
    const idColumn = mapping.fields.id?.column;
    const first = idColumn === undefined ? undefined : numbers.lineOf(id);
    if (idColumn !== undefined && first !== undefined) {
      const repair = `Line ${first} has the same case number: keep one.`;
      return { faults: [{ column: idColumn, value: id, reason: 'duplicate', repair }], received };
    }
    const mall = findMall(register, mallName) ?? openIfAllowed(mallName);
    if (mall === undefined) return { faults: [unknownMall(mallName)], received };
    if (idColumn !== undefined) numbers.remember(id, row.line);
    return { row, mall };
  }

  function openIfAllowed(name: string): string | undefined {
    const { register: entry } = mapping;
    if (mapping.fields.mall.unknown !== 'register' || entry === undefined || foldName(name) === '') return undefined;
    return openMall(register, name, { type: entry.type, area: entry.area });
  }

  function unknownMall(name: string): Fault {
    const { column } = mapping.fields.mall;
    if (foldName(name) === '') {
      return {
        column,
        value: name,
        reason: 'unknown-mall',
        repair: 'This is no name: it has neither letter nor digit.',
      };
    }
    nearTo ??= nearFinder(register);
    const near = tally.unknownMall(name, nearTo);
    const hint = near.length > 0 ? ` Near: ${near.slice(0, 3).join(' / ')}.` : '';
    const repair = `Add it to otherNames of its mall in content/malls, or open a new entry there.${hint}`;
    return { column, value: name, reason: 'unknown-mall', repair };
  }
}

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
