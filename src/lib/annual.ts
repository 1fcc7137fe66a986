import type { Counts, Disclosure } from '../schema/disclosure.ts';
import type { Mall } from '../schema/mall.ts';
import { OBJECTS, OUTCOMES, PROBLEMS } from '../schema/taxonomy.ts';
import { type Breakdowns, type Cells, type PublishedCell, shownCell, WITHHELD_CELL } from './small-numbers.ts';

/** What a year adds up to under one heading, beside the year before; null where that year was not published whole. */
export interface AnnualLine {
  key: string;
  received: PublishedCell;
  before: PublishedCell | null;
}

/** A calendar year from its half-years. */
export interface Annual {
  year: number;
  /** Half-years that are published, oldest first. */
  periods: string[];
  /** Sums; the median days of a year cannot be had from half-years, so they are null. */
  totals: Counts;
  receivedBefore: number | null;
  byProblem: AnnualLine[];
  byObject: AnnualLine[];
  byVenue: AnnualLine[];
  byArea: AnnualLine[];
}

/** The figures of a year from the published half-years, beside the year before; most received first. */
export function annualOf(
  year: number,
  disclosures: readonly Disclosure[],
  malls: ReadonlyMap<string, Pick<Mall, 'type' | 'area'>>,
  breakdowns: (half: Disclosure) => Breakdowns,
): Annual {
  const halves = halvesOf(year, disclosures);
  const earlier = halvesOf(year - 1, disclosures);
  const now = sumOf(halves.map(({ totals }) => totals));
  const isCompared = earlier.length === 2;
  const by = (field: 'type' | 'area') => {
    const placed = (list: Disclosure[]) => {
      const counts = new Map<string, number>();
      for (const { mall, received } of list.flatMap((half) => half.malls)) {
        const key = malls.get(mall)?.[field];
        if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + received);
      }
      return counts;
    };
    return linesOf(shownCells(placed(halves)), isCompared ? shownCells(placed(earlier)) : null);
  };
  const of = (list: keyof Breakdowns, slugs: readonly string[]) => {
    const cells = (from: Disclosure[]) => yearCells(from, slugs, (half) => breakdowns(half)[list].totals);
    return linesOf(cells(halves), isCompared ? cells(earlier) : null);
  };
  return {
    year,
    periods: halves.map(({ period }) => period),
    totals: now,
    receivedBefore: isCompared ? sumOf(earlier.map(({ totals }) => totals)).received : null,
    byProblem: of('problem', PROBLEMS),
    byObject: of('object', OBJECTS),
    byVenue: by('type'),
    byArea: by('area'),
  };
}

function halvesOf(year: number, disclosures: readonly Disclosure[]): Disclosure[] {
  return disclosures
    .filter(({ period }) => period.startsWith(`${year}-`))
    .sort((a, b) => (a.period < b.period ? -1 : 1));
}

/** The year of each slug. Where a half-year does not publish it the year cannot either, for one is the rest of the other. */
function yearCells(
  halves: Disclosure[],
  slugs: readonly string[],
  cellsOf: (half: Disclosure) => Cells,
): Map<string, PublishedCell> {
  const inHalves = halves.map(cellsOf);
  return new Map(
    slugs.flatMap((slug): [string, PublishedCell][] => {
      const values = inHalves.map((cells) => cells(slug).value);
      const known = values.filter((value) => value !== null);
      if (known.length < values.length) return [[slug, WITHHELD_CELL]];
      const sum = known.reduce((total, value) => total + value, 0);
      return sum === 0 ? [] : [[slug, shownCell(sum)]];
    }),
  );
}

function shownCells(counts: Map<string, number>): Map<string, PublishedCell> {
  return new Map([...counts].map(([key, count]) => [key, shownCell(count)]));
}

/** Most received first; what is withheld last, in the order of its keys. */
function linesOf(now: Map<string, PublishedCell>, before: Map<string, PublishedCell> | null): AnnualLine[] {
  const keys = new Set([...now.keys(), ...(before?.keys() ?? [])]);
  return [...keys]
    .map((key) => ({
      key,
      received: now.get(key) ?? shownCell(0),
      before: before === null ? null : (before.get(key) ?? shownCell(0)),
    }))
    .sort((a, b) => (b.received.value ?? -1) - (a.received.value ?? -1) || (a.key < b.key ? -1 : 1));
}

function sumOf(list: Counts[]): Counts {
  const sum = (field: (counts: Counts) => number | undefined) =>
    list.reduce((total, counts) => total + (field(counts) ?? 0), 0);
  const each = <K extends string>(keys: readonly K[], field: (counts: Counts) => Partial<Record<K, number>>) =>
    Object.fromEntries(keys.map((key) => [key, sum((counts) => field(counts)[key])])) as Record<K, number>;
  const present = <K extends string>(counts: Record<K, number>) =>
    Object.fromEntries(Object.entries<number>(counts).filter(([, count]) => count > 0)) as Partial<Record<K, number>>;
  return {
    received: sum(({ received }) => received),
    accepted: sum(({ accepted }) => accepted),
    notAccepted: sum(({ notAccepted }) => notAccepted),
    referred: sum(({ referred }) => referred),
    closed: sum(({ closed }) => closed),
    decisionsTimed: sum(({ decisionsTimed }) => decisionsTimed),
    decisionsOnTime: sum(({ decisionsOnTime }) => decisionsOnTime),
    noticesTimed: sum(({ noticesTimed }) => noticesTimed),
    noticesOnTime: sum(({ noticesOnTime }) => noticesOnTime),
    // Those who waited in June may have waited in December too.
    undecidedLate: 0,
    unclosedLate: 0,
    timed: sum(({ timed }) => timed),
    onTime: sum(({ onTime }) => onTime),
    outcomes: each(OUTCOMES, ({ outcomes }) => outcomes),
    solved: sum(({ solved }) => solved),
    unsolved: sum(({ unsolved }) => unsolved),
    unrated: sum(({ unrated }) => unrated),
    toCase: sum(({ toCase }) => toCase),
    refund: sum(({ refund }) => refund),
    medianDays: null,
    byObject: present(each(OBJECTS, ({ byObject }) => byObject)),
    byProblem: present(each(PROBLEMS, ({ byProblem }) => byProblem)),
  };
}
