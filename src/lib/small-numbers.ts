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
 * A mall with fewer than `breakdownFloor` complaints is not broken down at all.
 */
export function breakdownsOf(disclosure: Pick<Disclosure, 'totals' | 'malls'>, limits: Limits): Breakdowns {
  const { smallCell, breakdownFloor } = limits;
  const known = computed.get(disclosure);
  if (known?.smallCell === smallCell && known.breakdownFloor === breakdownFloor) return known.breakdowns;
  const breakdowns = computeBreakdowns(disclosure, limits);
  computed.set(disclosure, { smallCell, breakdownFloor, breakdowns });
  return breakdowns;
}

type SmallLimits = Pick<Limits, 'smallCell' | 'breakdownFloor'>;

/** Ten thousand pages of malls ask for the same half-year. */
const computed = new WeakMap<object, SmallLimits & { breakdowns: Breakdowns }>();

function computeBreakdowns(
  { totals, malls }: Pick<Disclosure, 'totals' | 'malls'>,
  { smallCell, breakdownFloor }: SmallLimits,
): Breakdowns {
  const by = (slugs: readonly string[], counts: (of: Counts) => Partial<Record<string, number>>): Breakdown => {
    const rows = malls.map((mall) => slugs.map((slug) => counts(mall)[slug] ?? 0));
    const marks = marksOf(rows, smallCell, breakdownFloor);
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

/**
 * Malls whose refunds and days are withheld: with one or two closed complaints they would be those of a person. There
 * are always two or more such malls, and together they closed enough, since the total less the others would tell.
 */
export function mallsWithoutAmounts(
  { malls }: Pick<Disclosure, 'malls'>,
  { smallCell }: Pick<Limits, 'smallCell'>,
): ReadonlySet<string> {
  const byClosed = malls.filter(({ closed }) => closed > 0).sort((a, b) => a.closed - b.closed);
  const withheld = new Set<string>();
  let together = 0;
  for (const { mall, closed } of byClosed) {
    const isEnough = withheld.size === 0 || (withheld.size > 1 && together >= smallCell);
    if (closed >= smallCell && isEnough) break;
    withheld.add(mall);
    together += closed;
  }
  return withheld;
}
