import { periodOf } from '../lib/periods.ts';
import { foldName } from './names.ts';
import type { Fault } from './read-row.ts';
import type { ImportReport } from './report.ts';

/** What an import counts while it reads: memory grows with the businesses named, not with the rows. */
export type ImportTally = ReturnType<typeof importTally>;

export function importTally() {
  const counted: Pick<ImportReport, 'read' | 'kept' | 'rejected' | 'reasons' | 'withSeveralReasons' | 'halfYears'> = {
    read: 0,
    kept: 0,
    rejected: 0,
    reasons: {},
    withSeveralReasons: 0,
    halfYears: {},
  };
  const spellings = new Map<string, string[]>();
  const unknown = new Map<string, { name: string; rows: number; near: string[] }>();

  const halfYear = (received: string | null) => {
    const period = received === null ? 'unknown' : periodOf(received);
    counted.halfYears[period] ??= { kept: 0, rejected: 0 };
    return counted.halfYears[period];
  };

  return {
    keep(received: string, mallName: string): void {
      counted.read += 1;
      counted.kept += 1;
      halfYear(received).kept += 1;
      const folded = foldName(mallName);
      const known = spellings.get(folded);
      if (known === undefined) spellings.set(folded, [mallName]);
      else if (known.length < MOST_SPELLINGS && !known.includes(mallName)) known.push(mallName);
    },
    reject(received: string | null, faults: readonly Fault[]): void {
      counted.read += 1;
      counted.rejected += 1;
      halfYear(received).rejected += 1;
      const reasons = new Set(faults.map(({ reason }) => reason));
      if (reasons.size > 1) counted.withSeveralReasons += 1;
      for (const reason of reasons) {
        counted.reasons[reason] ??= { rows: 0, alone: 0 };
        counted.reasons[reason].rows += 1;
        counted.reasons[reason].alone += reasons.size === 1 ? 1 : 0;
      }
    },
    /** Counts a name that the register lacks, and gives the registered names near it. */
    unknownMall(name: string, nearTo: (name: string) => string[]): string[] {
      const known = unknown.get(foldName(name));
      if (known !== undefined) {
        known.rows += 1;
        return known.near;
      }
      const near = nearTo(name);
      if (unknown.size < MOST_UNKNOWN) unknown.set(foldName(name), { name, rows: 1, near });
      return near;
    },
    result() {
      return {
        ...counted,
        halfYears: Object.fromEntries(Object.entries(counted.halfYears).sort(([a], [b]) => (a < b ? -1 : 1))),
        spellings: [...spellings.values()].filter((names) => names.length > 1),
        unknownMalls: [...unknown.values()].sort((a, b) => b.rows - a.rows),
      };
    },
  };
}

/** A column of free text mapped as the mall must not fill the memory: rejects.csv has them all. */
const MOST_UNKNOWN = 10_000;
const MOST_SPELLINGS = 20;
