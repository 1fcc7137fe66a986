import { BrokenQuote, cutRows } from './cut.ts';
import type { Delimiter } from './table.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const satisfies readonly Delimiter[];

/**
 * Finds the character between two cells from the start of a file: the one that gives the most rows of one same width,
 * and of several such the greatest width. A line "sep=;", as spreadsheets write it, decides at once.
 */
export function findDelimiter(start: string): Delimiter {
  const told = /^"?sep=(.)"?[\r\n]/.exec(start)?.[1];
  const named = DELIMITERS.find((each) => each === told);
  if (named !== undefined) return named;
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, ...evenness(start, delimiter) }));
  scored.sort((a, b) => b.rows * Math.min(b.width, 4) - a.rows * Math.min(a.width, 4) || b.width - a.width);
  return scored[0]?.delimiter ?? ',';
}

/** How many rows have the commonest width above one cell. */
function evenness(start: string, delimiter: Delimiter): { rows: number; width: number } {
  const widths = new Map<number, number>();
  for (const row of rowsOf(start, delimiter)) {
    if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  }
  const [width = 1, rows = 0] = [...widths].sort(([, a], [, b]) => b - a)[0] ?? [];
  return { rows, width };
}

function rowsOf(start: string, delimiter: Delimiter): string[][] {
  try {
    const { rows } = cutRows(start, delimiter, { line: 1, width: 0 }, true);
    return rows.slice(0, 200).map(({ cells }) => cells);
  } catch (error) {
    if (!(error instanceof BrokenQuote)) throw error;
    return start
      .split(/\r?\n|\r/)
      .slice(0, 200)
      .map((line) => line.split(delimiter));
  }
}
