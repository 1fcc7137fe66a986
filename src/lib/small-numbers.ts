import type { Counts, Disclosure } from '../schema/disclosure.ts';
import { OBJECTS, PROBLEMS } from '../schema/taxonomy.ts';
import type { Limits } from './indicators.ts';
import { type Mark, marksOf, SHOWN, SMALL, WITHHELD } from './suppression.ts';

/** How a count of a cross table is published. */
export interface PublishedCell {
  /** The count, or null where it is not published. */
  value: number | null;
  /** What CSV and JSON say. */
  text: string;
}

/** A count that is withheld, so that a small one cannot be worked out from it. */
export const WITHHELD_CELL: PublishedCell = { value: null, text: 'withheld' };

/** A cell of a breakdown by its slug. */
export type Cells = (slug: string) => PublishedCell;

/** The breakdown of a half-year by one list of slugs, as published. */
export interface Breakdown {
  totals: Cells;
  /** The cells of a mall; all zeros of one that was not open. */
  of: (mall: string) => Cells;
}

/** The two breakdowns of a half-year. */
export interface Breakdowns {
  problem: Breakdown;
  object: Breakdown;
}

/**
 * The cross tables mall × problem and mall × goods as published: a count from 1 to below `smallCell` becomes "<n", so
 * that nobody can be picked out, and others are withheld where it could be worked out from the sums. Zero stays zero.
 */
export function breakdownsOf(disclosure: Pick<Disclosure, 'totals' | 'malls'>, { smallCell }: Limits): Breakdowns {
  const known = computed.get(disclosure);
  if (known?.smallCell === smallCell) return known.breakdowns;
  const breakdowns = computeBreakdowns(disclosure, smallCell);
  computed.set(disclosure, { smallCell, breakdowns });
  return breakdowns;
}

/** Ten thousand pages of malls ask for the same half-year. */
const computed = new WeakMap<object, { smallCell: number; breakdowns: Breakdowns }>();

function computeBreakdowns({ totals, malls }: Pick<Disclosure, 'totals' | 'malls'>, smallCell: number): Breakdowns {
  const by = (slugs: readonly string[], counts: (of: Counts) => Partial<Record<string, number>>): Breakdown => {
    const rows = malls.map((mall) => slugs.map((slug) => counts(mall)[slug] ?? 0));
    const marks = marksOf(rows, smallCell);
    const columns = new Map(slugs.map((slug, at) => [slug, at]));
    const positions = new Map(malls.map(({ mall }, at) => [mall, at]));
    const cells =
      (row: readonly number[] | undefined, marked: Uint8Array | undefined): Cells =>
      (slug) => {
        const at = columns.get(slug) ?? -1;
        return publishedCell(row?.[at] ?? 0, (marked?.[at] ?? SHOWN) as Mark, smallCell);
      };
    const sums = slugs.map((slug) => counts(totals)[slug] ?? 0);
    return {
      totals: cells(sums, marks.totals),
      of: (mall) => {
        const at = positions.get(mall) ?? -1;
        return cells(rows[at], marks.rows[at]);
      },
    };
  };
  return {
    problem: by(PROBLEMS, ({ byProblem }) => byProblem),
    object: by(OBJECTS, ({ byObject }) => byObject),
  };
}

/** A count by its mark. */
export function publishedCell(count: number, mark: Mark, smallCell: number): PublishedCell {
  if (mark === SMALL) return { value: null, text: `<${smallCell}` };
  return mark === WITHHELD ? WITHHELD_CELL : shownCell(count);
}

export function shownCell(count: number): PublishedCell {
  return { value: count, text: String(count) };
}

/** Whether a page writes a word in its place. */
export function isWithheld({ text }: PublishedCell): boolean {
  return text === WITHHELD_CELL.text;
}
