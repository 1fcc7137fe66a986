import { periodOf } from '../lib/periods.ts';
import type { Likeness } from './likeness.ts';
import { foldName, simplified } from './names.ts';
import type { Fault, UnknownCode } from './read-row.ts';
import { copied } from './reading/pieces.ts';
import type { ImportReport } from './report.ts';

/** What an import counts while it reads: memory grows with the businesses named, not with the rows. */
export type ImportTally = ReturnType<typeof importTally>;

export function importTally() {
  const counted: Pick<
    ImportReport,
    'read' | 'kept' | 'rejected' | 'reasons' | 'withSeveralReasons' | 'severalFirms' | 'halfYears'
  > = {
    read: 0,
    kept: 0,
    rejected: 0,
    reasons: {},
    withSeveralReasons: 0,
    severalFirms: 0,
    halfYears: {},
  };
  const codes = new Map<string, UnknownCode & { rows: number }>();
  const spellings = new Map<string, string[]>();
  const spelled = new Set<string>();
  const unknown = new Map<string, { name: string; rows: number; like: Likeness[] }>();

  const halfYear = (received: string | null) => {
    const period = received === null ? 'unknown' : periodOf(received);
    counted.halfYears[period] ??= { kept: 0, rejected: 0, again: 0 };
    return counted.halfYears[period];
  };

  return {
    keep(received: string, mallName: string): void {
      counted.read += 1;
      counted.kept += 1;
      halfYear(received).kept += 1;
      if (spelled.has(mallName)) return;
      const name = copied(mallName);
      if (spelled.size < MOST_UNKNOWN) spelled.add(name);
      // In one script, as the register looks names up.
      const folded = simplified(foldName(name));
      const known = spellings.get(folded);
      if (known === undefined) spellings.set(folded, [name]);
      else if (known.length < MOST_SPELLINGS && !known.includes(name)) known.push(name);
    },
    reject(received: string | null, faults: readonly Fault[]): void {
      counted.read += 1;
      counted.rejected += 1;
      const reasons = new Set(faults.map(({ reason }) => reason));
      const half = halfYear(received);
      half.rejected += 1;
      if ([...reasons].every((reason) => AGAIN.has(reason))) half.again += 1;
      if (reasons.size > 1) counted.withSeveralReasons += 1;
      for (const reason of reasons) {
        counted.reasons[reason] ??= { rows: 0, alone: 0 };
        counted.reasons[reason].rows += 1;
        counted.reasons[reason].alone += reasons.size === 1 ? 1 : 0;
      }
    },
    /** Counts a complaint that names several businesses. */
    severalFirms(): void {
      counted.severalFirms += 1;
    },
    unknownCode(code: UnknownCode): void {
      const key = JSON.stringify([code.field, code.text]);
      const known = codes.get(key);
      if (known !== undefined) known.rows += 1;
      else if (codes.size < MOST_UNKNOWN) codes.set(key, { ...code, text: copied(code.text), rows: 1 });
    },
    /** Counts a name that the register lacks, and gives the malls it is like. */
    unknownMall(name: string, likeTo: (name: string) => Likeness[]): Likeness[] {
      const known = unknown.get(foldName(name));
      if (known !== undefined) {
        known.rows += 1;
        return known.like;
      }
      const like = unknown.size < MOST_COMPARED ? likeTo(name) : [];
      if (unknown.size < MOST_UNKNOWN) unknown.set(foldName(name), { name: copied(name), rows: 1, like });
      return like;
    },
    result() {
      return {
        ...counted,
        halfYears: Object.fromEntries(Object.entries(counted.halfYears).sort(([a], [b]) => (a < b ? -1 : 1))),
        spellings: [...spellings.values()].filter((names) => names.length > 1),
        unknownCodes: [...codes.values()].sort((a, b) => b.rows - a.rows),
        unknownMalls: byRows([...unknown.values()].filter(({ like }) => like.length === 0)).map(({ name, rows }) => ({
          name,
          rows,
        })),
        undecidedMalls: byRows([...unknown.values()].filter(({ like }) => like.length > 0)),
      };
    },
  };
}

function byRows<T extends { rows: number }>(list: T[]): T[] {
  return list.sort((a, b) => b.rows - a.rows);
}

/** A column of free text mapped as the mall must not fill the memory: rejects.csv has them all. */
const MOST_UNKNOWN = 10_000;
/** Beyond this many names nothing is compared: such a column holds no malls. */
const MOST_COMPARED = 2_000;
const MOST_SPELLINGS = 20;
/** A row with none but these repeats a complaint that counts. */
const AGAIN: ReadonlySet<string> = new Set(['duplicate', 'second-firm']);
