import { type FileHandle, open } from 'node:fs/promises';
import type { Mapping } from '../schema/mapping.ts';
import type { Cells, Fault } from './read-row.ts';

/** The first columns of rejects.csv; after them come the mapped ones. */
export const REJECT_COLUMNS = ['line', 'column', 'value', 'reason', 'repair'];

/** Faults of a row as the first cells of its line in rejects.csv: one line a row, its faults below one another in the cells. */
export function faultCells(line: number, faults: readonly Fault[]): string[] {
  const below = (part: (fault: Fault) => string) => faults.map(part).join('\n');
  return [
    String(line),
    below(({ column }) => column),
    below(({ value }) => value.replace(/\s+/g, ' ')),
    below(({ reason }) => reason),
    below(({ repair }) => repair),
  ];
}

/** How a file is stored: as the mapping says, but a rejects.csv as we write it. */
export async function storedAs(file: string, mapping: Mapping): Promise<Mapping> {
  const { format: _f, encoding: _e, delimiter: _d, sheet: _s, header: _h, ...said } = mapping;
  const handle = await open(file);
  try {
    const isOurs = (await startOf(handle)).replace('\uFEFF', '').startsWith(`${REJECT_COLUMNS.join(',')},`);
    return isOurs ? { ...said, format: 'csv', encoding: 'utf-8', delimiter: ',', header: 1 } : mapping;
  } finally {
    await handle.close();
  }
}

async function startOf(handle: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
  return buffer.toString('utf8', 0, bytesRead);
}

/** Whether a table is a rejects.csv that is imported again. */
export function isRejectsFile(names: readonly string[]): boolean {
  return REJECT_COLUMNS.every((name, position) => names[position] === name);
}

export type FedBack = ReturnType<typeof fedBackRows>;

/** Watches the rows of a rejects.csv that is imported again. */
export function fedBackRows() {
  const counted = { rows: 0, unchanged: 0, unchangedKept: 0 };
  return {
    /** What such a row was rejected for cannot be seen without the file it came from: its word in `reason` stands. */
    unjudged(cell: Cells): { faults: Fault[]; received: null } | undefined {
      const reason = NEED_THEIR_FILE.find((each) => cell('reason').split('\n').includes(each));
      if (reason === undefined) return undefined;
      const repair = `It was rejected so already, which cannot be seen from this file alone: leave it out, or mend it and empty its cell "reason".`;
      return { faults: [{ column: cell('column'), value: cell('value'), reason, repair }], received: null };
    },
    count(cell: Cells, isKept: boolean): void {
      counted.rows += 1;
      const values = cell('value').split('\n');
      const isAsItWas = (column: string, at: number) => cell(column).replace(/\s+/g, ' ') === (values[at] ?? '');
      if (cell('reason') === '' || !cell('column').split('\n').some(isAsItWas)) return;
      counted.unchanged += 1;
      if (isKept) counted.unchangedKept += 1;
    },
    result: () => counted,
  };
}

const NEED_THEIR_FILE = ['cells', 'duplicate', 'second-firm', 'contradicts'] as const;
