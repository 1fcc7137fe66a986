import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { type Info, parse } from 'csv-parse';
import { stringify } from 'yaml';
import { periodOf } from '../lib/periods.ts';
import type { Mapping } from '../schema/mapping.ts';
import { foldName, nameWithoutSuffix } from './names.ts';
import { checkHeader, readMapping } from './read-mapping.ts';
import { type Fault, readRow } from './read-row.ts';
import { SOURCE_FILE, type Source } from './records.ts';
import { findMall, nearNames, openMall, type Register, readRegister } from './register.ts';
import { reportText } from './report.ts';
import { Stop } from './stop.ts';

export interface ImportOptions {
  file: string;
  mappingFile: string;
  /** Folder of the records; replaced as a whole when the import is complete. */
  out: string;
  /** Content folder whose malls are the register. */
  content: string;
}

/**
 * Reads a complaint export as a stream and leaves a records folder: records.jsonl, rejects.csv, source.json,
 * report.txt and register/. Every row is kept or rejected with its line; nothing is left half-imported.
 * Throws `Stop` where the file, the mapping or the folder cannot be used.
 */
export async function importRecords({ file, mappingFile, out, content }: ImportOptions): Promise<Source> {
  const mapping = await readMapping(mappingFile);
  const register = await readRegister(content);
  if (!existsSync(file)) throw new Stop(`There is no file ${file}.`);
  if (existsSync(out) && !existsSync(join(out, SOURCE_FILE))) {
    throw new Stop(`${out} exists and is not a records folder: name another one, it would be replaced.`);
  }
  const working = `${resolve(out)}.importing`;
  await rm(working, { recursive: true, force: true });
  await mkdir(join(working, 'register', 'malls'), { recursive: true });
  try {
    const source = await readAll(file, mapping, register, working);
    await writeRegister(working, register, mapping);
    await writeFile(join(working, SOURCE_FILE), `${JSON.stringify(source, null, 2)}\n`);
    await writeFile(join(working, 'report.txt'), reportText(source));
    await rm(out, { recursive: true, force: true });
    await mkdir(dirname(resolve(out)), { recursive: true });
    await rename(working, out);
    return source;
  } catch (error) {
    await rm(working, { recursive: true, force: true });
    throw error;
  }
}

async function readAll(file: string, mapping: Mapping, register: Register, folder: string): Promise<Source> {
  const records = await lineWriter(join(folder, 'records.jsonl'));
  const rejects = await lineWriter(join(folder, 'rejects.csv'));
  await rejects.write('line,column,value,reason,repair');
  const hash = createHash('sha256');
  const seen = new Map<string, number>();
  const spellings = new Map<string, Set<string>>();
  const source: Source = {
    origin: mapping.origin,
    currency: mapping.currency,
    methodVersion: mapping.methodVersion,
    sha256: '',
    read: 0,
    kept: 0,
    rejected: 0,
    reasons: {},
    receivedBy: {},
    registered: [],
    spellings: [],
    possibleVariants: [],
  };

  let header: string[] | undefined;
  let line = 1;
  for await (const { record: cells, info } of csvRows(file, mapping.delimiter, hash)) {
    const begins = line;
    line = info.lines + 1;
    if (header === undefined) {
      header = cells.map((cell) => cell.trim());
      checkHeader(header, mapping);
      continue;
    }
    if (cells.length === 1 && cells[0]?.trim() === '') continue;
    source.read += 1;
    const faults = await take(cells, begins, header);
    if (faults.length === 0) {
      source.kept += 1;
      continue;
    }
    source.rejected += 1;
    for (const fault of faults) {
      source.reasons[fault.reason] = (source.reasons[fault.reason] ?? 0) + 1;
      const { column, value, reason, repair } = fault;
      await rejects.write([String(begins), column, value, reason, repair].map(quoted).join(','));
    }
  }
  if (header === undefined) throw new Stop(`${file} is empty: it has no header line.`);
  await records.close();
  await rejects.close();
  source.sha256 = hash.digest('hex');
  source.registered = register.opened;
  source.spellings = [...spellings.values()].filter((names) => names.size > 1).map((names) => [...names]);
  source.possibleVariants = possibleVariants(register);
  return source;

  async function take(cells: string[], begins: number, names: string[]): Promise<Fault[]> {
    if (cells.length !== names.length) {
      const repair = `The header has ${names.length} cells, this row ${cells.length}: quote a cell that holds the delimiter.`;
      return [{ column: '', value: '', reason: 'cells', repair }];
    }
    const result = readRow((column) => cells[names.indexOf(column)]?.trim() ?? '', begins, mapping);
    if ('faults' in result) return result.faults;
    const { mallName, ...row } = result.row;
    const first = seen.get(row.id);
    const idColumn = mapping.fields.id?.column ?? '';
    if (first !== undefined) {
      return [{ column: idColumn, value: row.id, reason: 'duplicate', repair: `Line ${first} has the same case number: keep one.` }];
    }
    const mall = findMall(register, mallName) ?? openIfAllowed(mallName);
    if (mall === undefined) return [unknownMall(mallName)];
    if (mapping.fields.id) seen.set(row.id, begins);
    const folded = foldName(mallName);
    spellings.set(folded, (spellings.get(folded) ?? new Set()).add(mallName));
    const period = periodOf(row.received);
    source.receivedBy[period] = (source.receivedBy[period] ?? 0) + 1;
    const { id, line: at, ...rest } = row;
    await records.write(JSON.stringify({ id, line: at, mall, ...rest }));
    return [];
  }

  function openIfAllowed(name: string): string | undefined {
    const { register: entry } = mapping;
    if (mapping.fields.mall.unknown !== 'register' || entry === undefined || foldName(name) === '') return undefined;
    return openMall(register, name, { type: entry.type, area: entry.area });
  }

  function unknownMall(name: string): Fault {
    const near = nearNames(register, name);
    const hint = near.length > 0 ? ` Near: ${near.slice(0, 3).join(' / ')}.` : '';
    const repair = `Add it to otherNames of its mall in content/malls, or open a new entry there.${hint}`;
    return { column: mapping.fields.mall.column, value: name, reason: 'unknown-mall', repair };
  }
}

/** Rows of the file with the line on which each ends. Bytes that are not UTF-8 and broken quotes stop it. */
async function* csvRows(
  file: string,
  delimiter: string,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<{ record: string[]; info: Info<string[]> }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = new Transform({
    decodeStrings: false,
    encoding: 'utf8',
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      try {
        done(null, decoder.decode(chunk, { stream: true }));
      } catch {
        done(new Stop(`${file} is not UTF-8: save it as "CSV UTF-8" and try again.`));
      }
    },
  });
  const parser = parse({ bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: false });
  const input = createReadStream(file);
  const pass = (error: Error) => void parser.destroy(error);
  input.on('error', pass).pipe(decode).on('error', pass).pipe(parser);
  try {
    for await (const row of parser) yield row as { record: string[]; info: Info<string[]> };
  } catch (error) {
    if (error instanceof Stop || !(error as { code?: string }).code?.startsWith('CSV_')) throw error;
    throw new Stop(`${file} cannot be read as CSV: ${(error as Error).message}. Nothing was imported.`);
  } finally {
    input.destroy();
  }
}

async function writeRegister(folder: string, register: Register, mapping: Mapping): Promise<void> {
  for (const id of register.opened) {
    await writeFile(join(folder, 'register', 'malls', `${id}.yml`), stringify(register.malls.get(id)));
  }
  if (mapping.register === undefined) return;
  await mkdir(join(folder, 'register', 'areas'), { recursive: true });
  const area = stringify({ name: mapping.register.areaName });
  await writeFile(join(folder, 'register', 'areas', `${mapping.register.area}.yml`), area);
}

/** Names that differ by a legal suffix alone and stand for different malls. */
function possibleVariants(register: Register): string[][] {
  const groups: string[][] = [];
  for (const names of register.bySuffixless.values()) {
    const malls = new Map([...names].map((name) => [findMall(register, name), name]));
    if (malls.size > 1 && nameWithoutSuffix([...names][0] ?? '') !== '') groups.push([...malls.values()]);
  }
  return groups;
}

const BATCH = 1 << 16;

/** Writes lines in batches, waiting for the disk, so that memory stays flat. */
async function lineWriter(file: string) {
  const handle: FileHandle = await open(file, 'w');
  let batch = '';
  const flush = async () => {
    await handle.write(batch);
    batch = '';
  };
  return {
    async write(line: string) {
      batch += `${line}\n`;
      if (batch.length > BATCH) await flush();
    },
    async close() {
      await flush();
      await handle.sync();
      await handle.close();
    },
  };
}

function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
