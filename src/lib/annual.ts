import type { Counts, Disclosure } from '../schema/disclosure.ts';
import type { Mall } from '../schema/mall.ts';
import { OBJECTS, OUTCOMES, PROBLEMS } from '../schema/taxonomy.ts';

/** What a year adds up to under one heading, beside the year before; null where that year was not published whole. */
export interface AnnualLine {
  key: string;
  received: number;
  before: number | null;
}

/** A calendar year from its half-years. */
export interface Annual {
  year: number;
  /** Half-years that are published, oldest first. */
  periods: string[];
  /** Sums; the median days of a year cannot be had from half-years, so they are null. */
  totals: Counts;
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
): Annual {
  const halves = halvesOf(year, disclosures);
  const earlier = halvesOf(year - 1, disclosures);
  const now = sumOf(halves.map(({ totals }) => totals));
  const before = earlier.length === 2 ? sumOf(earlier.map(({ totals }) => totals)) : null;
  const by = (field: 'type' | 'area') => {
    const placed = (list: Disclosure[]) => {
      const counts = new Map<string, number>();
      for (const { mall, received } of list.flatMap((half) => half.malls)) {
        const key = malls.get(mall)?.[field];
        if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + received);
      }
      return counts;
    };
    return linesOf(placed(halves), before === null ? null : placed(earlier));
  };
  return {
    year,
    periods: halves.map(({ period }) => period),
    totals: now,
    byProblem: linesOf(entriesOf(now.byProblem), before && entriesOf(before.byProblem)),
    byObject: linesOf(entriesOf(now.byObject), before && entriesOf(before.byObject)),
    byVenue: by('type'),
    byArea: by('area'),
  };
}

function halvesOf(year: number, disclosures: readonly Disclosure[]): Disclosure[] {
  return disclosures
    .filter(({ period }) => period.startsWith(`${year}-`))
    .sort((a, b) => (a.period < b.period ? -1 : 1));
}

function linesOf(now: Map<string, number>, before: Map<string, number> | null): AnnualLine[] {
  const keys = new Set([...now.keys(), ...(before?.keys() ?? [])]);
  return [...keys]
    .map((key) => ({ key, received: now.get(key) ?? 0, before: before === null ? null : (before.get(key) ?? 0) }))
    .sort((a, b) => b.received - a.received || (a.key < b.key ? -1 : 1));
}

function entriesOf(counts: Partial<Record<string, number>>): Map<string, number> {
  return new Map(Object.entries(counts).map(([key, count]) => [key, count ?? 0]));
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
