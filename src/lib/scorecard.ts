import type { Counts } from '../schema/disclosure.ts';
import type { Targeted, Targets } from '../schema/rules.ts';
import { indicatorsOf, type Limits, rounded } from './indicators.ts';
import { wilson } from './intervals.ts';
import { share } from './rates.ts';

/** What the bureau is measured by, in the order of the page. */
export const MEASURES = [
  'decided-on-time',
  'closed-on-time',
  'notified-on-time',
  'solved',
  'satisfied',
  'answered',
  'mediated',
  'settled',
  'to-case',
  'refund',
  'median-days',
] as const;
export type Measure = (typeof MEASURES)[number];

/** One measure of one half-year. A share is null where too few were counted, everything where nothing is recorded. */
export interface Score {
  measure: Measure;
  /** The counts that the share is made of. */
  part: number | null;
  whole: number | null;
  share: number | null;
  /** 90 % interval; null where every case is known, so that there is nothing to estimate. */
  low: number | null;
  high: number | null;
  /** Money or days, where the measure is no share. */
  amount: number | null;
  target: number | null;
  /** Cases that fell short, where there is a target. */
  missed: number | null;
  /** Cases not among them that still waited on the last day, though their time had run out. */
  waiting: number | null;
  isMet: boolean | null;
}

/** Which counts a share is made of; undefined where the source does not record them. */
type Fraction = (counts: Counts) => { part: number; whole: number } | undefined;

interface Definition {
  fraction?: Fraction;
  /** The cases stand for more than themselves: an interval says how far the share can be trusted. */
  isSample?: boolean;
  amount?: (counts: Counts) => number | null;
  waiting?: (counts: Counts) => number;
}

/** The one place that says what each measure is. */
const DEFINITIONS: Record<Measure, Definition> = {
  'decided-on-time': {
    fraction: (counts) => ({ part: counts.decisionsOnTime, whole: counts.decisionsTimed }),
    waiting: (counts) => counts.undecidedLate,
  },
  'closed-on-time': {
    fraction: (counts) => ({ part: counts.onTime, whole: counts.timed }),
    waiting: (counts) => counts.unclosedLate,
  },
  'notified-on-time': {
    fraction: ({ noticesOnTime, noticesTimed }) =>
      noticesTimed === 0 ? undefined : { part: noticesOnTime, whole: noticesTimed },
  },
  solved: { fraction: (counts) => ({ part: counts.solved, whole: counts.closed }), isSample: true },
  satisfied: {
    fraction: (counts) => ({ part: counts.solved, whole: counts.solved + counts.unsolved }),
    isSample: true,
  },
  answered: { fraction: (counts) => ({ part: counts.solved + counts.unsolved, whole: counts.closed }) },
  mediated: { fraction: mediation, isSample: true },
  settled: { fraction: (counts) => ({ part: ended(counts).settled, whole: counts.closed }), isSample: true },
  'to-case': { fraction: (counts) => ({ part: counts.toCase, whole: counts.closed }), isSample: true },
  refund: { amount: (counts) => counts.refund },
  'median-days': { amount: (counts) => counts.medianDays },
};

/** Every measure of some counts, by the limits and targets in force. */
export function scorecardOf(counts: Counts, limits: Pick<Limits, 'rateFloor'>, goals: Goals): Score[] {
  return MEASURES.map((measure) => {
    const { fraction, isSample = false, amount, waiting } = DEFINITIONS[measure];
    const counted = fraction?.(counts);
    const exact = counted === undefined ? null : share(counted.part, counted.whole, limits.rateFloor);
    const interval = counted === undefined || exact === null || !isSample ? null : wilson(counted.part, counted.whole);
    const target = goals[measure as Targeted]?.share ?? null;
    return {
      measure,
      part: counted?.part ?? null,
      whole: counted?.whole ?? null,
      share: rounded(exact),
      low: rounded(interval?.low ?? null),
      high: rounded(interval?.high ?? null),
      amount: amount?.(counts) ?? null,
      target,
      missed: counted === undefined || target === null ? null : counted.whole - counted.part,
      waiting: waiting?.(counts) ?? null,
      // Never to close what is late would else be a way to reach it.
      isMet: target === null || exact === null ? null : exact >= target && (waiting?.(counts) ?? 0) === 0,
    };
  });
}

/** The targets of one day. */
export type Goals = Targets['versions'][number]['targets'];

/** The targets in force on a day; none before the first version. */
export function goalsOn({ versions }: Targets, day: string): Goals {
  const inForce = versions.filter(({ from }) => from <= day).sort((a, b) => (a.from < b.from ? -1 : 1));
  return inForce.at(-1)?.targets ?? {};
}

/** Withdrawn and directly settled complaints were never put to the test of mediation. */
function mediation(counts: Counts): { part: number; whole: number } {
  const { mediated, terminated } = ended(counts);
  return { part: mediated, whole: mediated + terminated };
}

function ended(counts: Counts) {
  return indicatorsOf(counts, { rateFloor: 0 });
}
