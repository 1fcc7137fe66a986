import type { Change, ChangedFigure } from '../schema/correction.ts';
import type { Counts, Disclosure } from '../schema/disclosure.ts';
import { endingsOf, type Indicators, type Limits } from './indicators.ts';
import type { Period } from './periods.ts';
import { mallsWithoutAmounts } from './small-numbers.ts';

/** Counts of a half-year by the name of their column in its table, in the order in which people read them. */
export const FIGURES = [
  ['received', 'received'],
  ['accepted', 'accepted'],
  ['notAccepted', 'not_accepted'],
  ['referred', 'referred'],
  ['decisionsTimed', 'decisions_timed'],
  ['decisionsOnTime', 'decisions_on_time'],
  ['closed', 'closed'],
  ['timed', 'timed'],
  ['onTime', 'on_time'],
  ['solved', 'solved'],
  ['unsolved', 'unsolved'],
  ['unrated', 'unrated'],
  ['mediated', 'mediated'],
  ['settled', 'settled'],
  ['withdrawn', 'withdrawn'],
  ['terminated', 'terminated'],
  ['toCase', 'became_case'],
  ['medianDays', 'median_days'],
  ['refund', 'refund'],
] as const satisfies readonly (readonly [keyof Indicators, ChangedFigure])[];

/** Counts that are published of all malls together alone, on the scorecard. */
const FIGURES_OF_ALL = [
  ['noticesTimed', 'notices_timed'],
  ['noticesOnTime', 'notices_on_time'],
  ['undecidedLate', 'undecided_late'],
  ['unclosedLate', 'unclosed_late'],
] as const satisfies readonly (readonly [keyof Counts, ChangedFigure])[];

/** An entry of the log names each changed mall up to this many; beyond it the data file alone does. */
export const MOST_MALLS_NAMED = 50;

/**
 * Every published figure that differs between two versions of a half-year, of all malls together and of each. Of cells of
 * a breakdown, and of a figure that one version withholds, it is only said that they changed: a version may hide what
 * the other would give away.
 */
export function figureChanges(before: Disclosure, after: Disclosure, limits: Pick<Limits, 'smallCell'>): Change[] {
  const [old, fresh] = [byMall(before), byMall(after)];
  const withheld = new Set([...mallsWithoutAmounts(before, limits), ...mallsWithoutAmounts(after, limits)]);
  const malls = [...new Set([...old.keys(), ...fresh.keys()])].sort((a, b) => (a < b ? -1 : 1));
  return [
    ...changesOf(before.totals, after.totals, [...FIGURES, ...FIGURES_OF_ALL]),
    ...malls.flatMap((mall) =>
      changesOf(old.get(mall), fresh.get(mall), FIGURES).map(
        (change): Change => ({ mall, ...(withheld.has(mall) && isAmount(change) ? untold(change) : change) }),
      ),
    ),
  ];
}

/** Whether a change is told without its figures. */
export function isUntold({ from, to }: Pick<Change, 'from' | 'to'>): boolean {
  return from === null && to === null;
}

/** How many malls have a changed figure. */
export function mallsIn(changes: readonly Change[]): number {
  return new Set(changes.flatMap(({ mall }) => mall ?? [])).size;
}

/** The changes that an entry of the log names itself. */
export function namedChanges(changes: readonly Change[]): Change[] {
  return mallsIn(changes) <= MOST_MALLS_NAMED ? [...changes] : changes.filter(({ mall }) => mall === undefined);
}

/** Mall → corrections that speak of it, or that changed a figure of it, in the order given. */
export function correctionsByMall<C extends { id: string; mall?: string | undefined }>(
  corrections: readonly C[],
  changes: ReadonlyMap<string, readonly Change[]>,
): Map<string, C[]> {
  const byMall = new Map<string, C[]>();
  for (const correction of corrections) {
    const changed = (changes.get(correction.id) ?? []).flatMap(({ mall }) => mall ?? []);
    for (const mall of new Set(correction.mall === undefined ? changed : [correction.mall, ...changed])) {
      byMall.set(mall, [...(byMall.get(mall) ?? []), correction]);
    }
  }
  return byMall;
}

/** The name under which the figures before the nth revision of a half-year are kept, as 2026-h1-1. */
export function supersededName(period: Period, version: number): string {
  return `${period}-${version}`;
}

/** Half-year and number of kept figures by their name; undefined where it is no such name. */
export function supersededVersion(name: string): { period: Period; version: number } | undefined {
  const [, period, version] = /^(\d{4}-h[12])-([1-9]\d*)$/.exec(name) ?? [];
  return period === undefined ? undefined : { period, version: Number(version) };
}

function byMall({ malls }: Disclosure): Map<string, Counts> {
  return new Map(malls.map((counts) => [counts.mall, counts]));
}

type Told = Omit<Change, 'mall'>;

function changesOf(
  before: Counts | undefined,
  after: Counts | undefined,
  figures: readonly (readonly [keyof ReturnType<typeof withEndings>, ChangedFigure])[],
): Told[] {
  const [old, fresh] = [before && withEndings(before), after && withEndings(after)];
  const changes = figures.flatMap(([name, figure]): Told[] => {
    const [from, to] = [numberOf(old?.[name]), numberOf(fresh?.[name])];
    if (from === to) return [];
    // A mall that comes or goes with zeros is told by what was received alone.
    const isBeside = (old === undefined || fresh === undefined) && name !== 'received';
    if (isBeside && (from ?? 0) === (to ?? 0)) return [];
    return [{ figure, from, to }];
  });
  const isSame = (['byObject', 'byProblem'] as const).every((list) => isSameBreakdown(before?.[list], after?.[list]));
  return isSame ? changes : [...changes, { figure: 'breakdown', from: null, to: null }];
}

/** Of one or two complaints these would be those of a person. */
function isAmount({ figure }: Told): boolean {
  return figure === 'refund' || figure === 'median_days';
}

function untold({ figure }: Told): Told {
  return { figure, from: null, to: null };
}

function withEndings(counts: Counts) {
  return { ...counts, ...endingsOf(counts.outcomes) };
}

function numberOf(figure: unknown): number | null {
  return typeof figure === 'number' ? figure : null;
}

type Cells = Partial<Record<string, number>>;

function isSameBreakdown(before: Cells = {}, after: Cells = {}): boolean {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].every(
    (slug) => (before[slug] ?? 0) === (after[slug] ?? 0),
  );
}
