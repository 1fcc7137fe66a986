import { type Comparable, type GroupLimits, levelsIn, type Range, type Standing } from '../lib/comparable.ts';
import type { Comparison } from '../lib/compare.ts';
import type { Row } from './csv.ts';

/** The changes of a half-year, as published. */
interface Changes {
  spread: number;
  total: Comparison;
  malls: ReadonlyMap<string, Comparison>;
}

/** Each mall of a half-year against the others of its group and against the same half of the year before. */
export function withComparisons(rows: Row[], standings: ReadonlyMap<string, Standing>, changes: Changes): Row[] {
  return rows.map((row) => {
    const mall = String(row['mall']);
    return { ...row, ...groupCells(standings.get(mall)), ...changeCells(changes.malls.get(mall)) };
  });
}

/** All malls together against the same half of the year before. */
export function withTotalChange(row: Row, { spread, total }: Changes): Row {
  return { ...row, ...changeCells(total), usual_change: tenThousandths(Math.sqrt(spread)) };
}

/** Where the levels in a group lie. */
export function withLevels(row: Row, malls: readonly Comparable[], limits: GroupLimits): Row {
  const { perArea, solved } = levelsIn(malls, limits);
  return { ...row, ...rangeCells('levels_per_10000_m2', perArea), ...rangeCells('levels_solved_share', solved) };
}

function groupCells(standing: Standing | undefined): Row {
  const { perArea, solved } = standing?.against ?? { perArea: undefined, solved: undefined };
  return {
    group: standing?.key ?? null,
    ...rangeCells('others_per_10000_m2', perArea?.range),
    per_10000_m2_verdict: perArea?.verdict ?? null,
    ...rangeCells('others_solved_share', solved?.range),
    solved_share_verdict: solved?.verdict ?? null,
  };
}

function changeCells(comparison: Comparison | undefined): Row {
  const change = comparison !== undefined && 'ratio' in comparison ? comparison : undefined;
  return {
    received_year_ago: comparison !== undefined && 'before' in comparison ? comparison.before : null,
    year_ratio: change?.ratio ?? null,
    year_ratio_low: change?.low ?? null,
    year_ratio_high: change?.high ?? null,
    year_verdict: change?.isChance === true ? 'unclear' : (comparison?.kind ?? 'none'),
  };
}

function rangeCells(prefix: string, range: Range | null | undefined): Row {
  return { [`${prefix}_low`]: range?.low ?? null, [`${prefix}_high`]: range?.high ?? null };
}

function tenThousandths(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
