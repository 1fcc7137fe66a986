import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { type DiscloseOptions, disclose } from '../../src/disclosure/disclose.ts';
import { importRecords } from '../../src/disclosure/import.ts';
import { type ComplaintRecord, record } from '../../src/schema/record.ts';

/** A folder that is gone after the test. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fangxin-disclosure-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const COLUMNS = [
  'Case',
  'Mall',
  'Received',
  'Decision',
  'Decided',
  'Closed',
  'Result',
  'Rating',
  'Goods',
  'Problem',
  'Refund',
  'ToCase',
] as const;
export type Row = Record<(typeof COLUMNS)[number], string>;

/** A complaint received, accepted and closed in 2025-h1, with some cells changed. */
export function row(changes: Partial<Row> = {}): Row {
  return {
    Case: nextCaseNumber(),
    Mall: 'Plane Tree Lane',
    Received: '2025-03-03',
    Decision: 'yes',
    Decided: '2025-03-06',
    Closed: '2025-03-20',
    Result: 'agreed',
    Rating: 'good',
    Goods: 'food',
    Problem: 'quality',
    Refund: '12.50',
    ToCase: 'n',
    ...changes,
  };
}

/** A complaint that nobody has decided on yet. */
export function pendingRow(changes: Partial<Row> = {}): Row {
  return row({ Decision: '', Decided: '', Closed: '', Result: '', Rating: '', Refund: '', ...changes });
}

export function csv(rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
  return [line(COLUMNS), ...rows.map((each) => line(COLUMNS.map((name) => each[name])))].join('');
}

/** A mapping of those columns, as an object to change. */
export function mappingOfColumns() {
  return {
    dates: 'YYYY-MM-DD',
    origin: { kind: 'export', name: { zh: '测试', en: 'a test', es: 'una prueba' } },
    currency: 'CNY',
    fields: {
      id: { column: 'Case' },
      mall: { column: 'Mall', unknown: 'reject' },
      received: { column: 'Received' },
      decision: {
        column: 'Decision',
        values: { '': 'pending', yes: 'accepted', no: 'not-accepted', sent: 'referred' },
      },
      decided: { column: 'Decided' },
      closed: { column: 'Closed' },
      outcome: {
        column: 'Result',
        values: { agreed: 'mediated-agreed', paid: 'mediated-performed', none: 'no-agreement' },
      },
      rating: { column: 'Rating', values: { good: 'solved', bad: 'unsolved', '': 'unrated' } },
      object: { column: 'Goods', values: { food: 'food', shoes: 'clothing-shoes', parking: 'parking' } },
      problem: { column: 'Problem', values: { quality: 'quality', price: 'price' } },
      refund: { column: 'Refund' },
      toCase: { column: 'ToCase', values: { y: true, n: false } },
    },
  };
}

/** The same, with leave to open malls. */
export function mappingThatRegisters() {
  const mapping = mappingOfColumns();
  return {
    ...mapping,
    fields: { ...mapping.fields, mall: { column: 'Mall', unknown: 'register' } },
    register: { type: 'street-shop', area: 'new', areaName: { zh: '新区', en: 'New', es: 'Nuevo' } },
  };
}

export interface Scratch {
  folder: string;
  content: string;
  out: string;
  file: string;
  mappingFile: string;
}

/** A folder with a content of three malls (one closed in 2024), a mapping and an export. */
export function scratch(text: string | Uint8Array, mapping: unknown = mappingOfColumns()): Scratch {
  const folder = scratchFolder();
  const paths = {
    folder,
    content: join(folder, 'content'),
    out: join(folder, 'records'),
    file: join(folder, 'export.csv'),
    mappingFile: join(folder, 'mapping.yml'),
  };
  writeMall(paths.content, 'plane-tree-lane', { name: same('Plane Tree Lane'), otherNames: ['梧桐里', 'Wutong Li'] });
  writeMall(paths.content, 'quiet-corner', { name: same('Quiet Corner') });
  writeMall(paths.content, 'old-market', { name: same('Old Market'), closed: '2024-12-31' });
  writeFileSync(paths.file, text);
  writeFileSync(paths.mappingFile, typeof mapping === 'string' ? mapping : stringify(mapping));
  return paths;
}

export function writeMall(content: string, id: string, mall: object): void {
  mkdirSync(join(content, 'malls'), { recursive: true });
  writeFileSync(join(content, 'malls', `${id}.yml`), stringify({ type: 'shopping-centre', area: 'north', ...mall }));
}

export function same(name: string) {
  return { zh: name, en: name, es: name };
}

/** Imports some rows and gives the report, the records and the rejected cells. */
export async function importRows(rows: readonly Row[] | string | Uint8Array, mapping?: unknown) {
  const text = typeof rows === 'string' || rows instanceof Uint8Array ? rows : csv(rows);
  const paths = scratch(text, mapping);
  const report = await importRecords(paths);
  return { ...paths, report, records: recordsIn(paths.out), rejects: rejectsIn(paths.out) };
}

export function recordsIn(out: string): ComplaintRecord[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(out, 'records.csv')), { columns: true });
  const orNull = (cell = '') => (cell === '' ? null : cell);
  return rows.map(({ notified, ...cells }) => {
    const { line, decided, closed, outcome, refund, toCase } = cells;
    return record.parse({
      ...cells,
      line: Number(line),
      decided: orNull(decided),
      ...(notified !== '-' && { notified: orNull(notified) }),
      closed: orNull(closed),
      outcome: orNull(outcome),
      refund: Number(refund),
      toCase: toCase === 'true',
    });
  });
}

export function rejectsIn(out: string): Record<string, string>[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(out, 'rejects.csv')), { columns: true, bom: true });
  return rows.flatMap((row) => {
    const parts = ['column', 'value', 'reason', 'repair'].map((name) => [name, row[name]?.split('\n') ?? []] as const);
    const faults = parts[2]?.[1].length ?? 0;
    return Array.from({ length: faults }, (_, at) => ({
      ...row,
      ...Object.fromEntries(parts.map(([name, texts]) => [name, texts[at] ?? ''])),
    }));
  });
}

/** Computes half-years from an import, of whose complaints none is older. */
export function discloseFrom(
  { out, content }: Pick<Scratch, 'out' | 'content'>,
  periods: string[],
  options: Partial<DiscloseOptions> = {},
) {
  return disclose({
    periods,
    records: [out],
    content,
    publishedOn: () => '2026-01-31',
    rules: 'content/rules',
    isNothingOlder: true,
    ...options,
  });
}

let rowsMade = 0;

function nextCaseNumber(): string {
  rowsMade += 1;
  return `C-${rowsMade}`;
}
