import type { ClockBook } from '../lib/clocks.ts';
import { median } from '../lib/rates.ts';
import type { Counts } from '../schema/disclosure.ts';
import type { ComplaintRecord } from '../schema/record.ts';
import { OBJECTS, OUTCOMES, PROBLEMS } from '../schema/taxonomy.ts';

/** Counts in the making: money in cents, since sums of decimals drift; days as they come. */
export interface Tally extends Omit<Counts, 'refund' | 'medianDays'> {
  refundCents: number;
  days: number[];
}

export function emptyTally(): Tally {
  return {
    received: 0,
    accepted: 0,
    notAccepted: 0,
    referred: 0,
    decisionsTimed: 0,
    decisionsOnTime: 0,
    noticesTimed: 0,
    noticesOnTime: 0,
    undecidedLate: 0,
    unclosedLate: 0,
    closed: 0,
    timed: 0,
    onTime: 0,
    outcomes: Object.fromEntries(OUTCOMES.map((slug) => [slug, 0])) as Counts['outcomes'],
    solved: 0,
    unsolved: 0,
    unrated: 0,
    toCase: 0,
    refundCents: 0,
    days: [],
    byObject: {},
    byProblem: {},
  };
}

export function countReceived(tally: Tally, { object, problem }: ComplaintRecord): void {
  tally.received += 1;
  tally.byObject[object] = (tally.byObject[object] ?? 0) + 1;
  tally.byProblem[problem] = (tally.byProblem[problem] ?? 0) + 1;
}

export function countDecided(tally: Tally, complaint: ComplaintRecord, clocks: ClockBook): void {
  const { decision, received, decided, notified } = complaint;
  if (decision === 'accepted') tally.accepted += 1;
  if (decision === 'not-accepted') tally.notAccepted += 1;
  if (decision === 'referred') tally.referred += 1;
  const due = clocks.decisionDue(received);
  if (decided === null || due === undefined) return;
  tally.decisionsTimed += 1;
  tally.decisionsOnTime += decided <= due ? 1 : 0;
  if (notified === undefined) return;
  tally.noticesTimed += 1;
  tally.noticesOnTime += notified !== null && notified <= due ? 1 : 0;
}

/** What a complaint waits for on a day though its clock has run out: a decision, or its end; undefined where for nothing. */
export function waitsLate(
  { received, decision, decided, closed }: ComplaintRecord,
  clocks: ClockBook,
  day: string,
): 'undecidedLate' | 'unclosedLate' | undefined {
  if (received > day || (closed !== null && closed <= day)) return undefined;
  const isDecided = decision !== 'pending' && decided !== null && decided <= day;
  if (isDecided && decision !== 'accepted') return undefined;
  const due = isDecided ? clocks.mediationDue(received, decided) : clocks.decisionDue(received);
  if (due === undefined || due > day) return undefined;
  return isDecided ? 'unclosedLate' : 'undecidedLate';
}

export function countClosed(tally: Tally, complaint: ComplaintRecord, clocks: ClockBook): void {
  const { outcome, rating, received, closed, refund, toCase } = complaint;
  if (outcome === null || closed === null) return;
  const onTime = clocks.wasOnTime(complaint);
  tally.closed += 1;
  tally.timed += onTime === undefined ? 0 : 1;
  tally.onTime += onTime ? 1 : 0;
  tally.outcomes[outcome] += 1;
  tally[rating] += 1;
  tally.toCase += toCase ? 1 : 0;
  tally.refundCents += Math.round(refund * 100);
  tally.days.push(clocks.daysBetween(received, closed));
}

/** The counts as published, slugs in the order of the taxonomy so that the same input gives the same bytes. */
export function countsOf({ refundCents, days, byObject, byProblem, ...tally }: Tally): Counts {
  const {
    received,
    accepted,
    notAccepted,
    referred,
    decisionsTimed,
    decisionsOnTime,
    noticesTimed,
    noticesOnTime,
    undecidedLate,
    unclosedLate,
    closed,
    timed,
    onTime,
    outcomes,
    solved,
    unsolved,
    unrated,
    toCase,
  } = tally;
  return {
    received,
    accepted,
    notAccepted,
    referred,
    decisionsTimed,
    decisionsOnTime,
    noticesTimed,
    noticesOnTime,
    undecidedLate,
    unclosedLate,
    closed,
    timed,
    onTime,
    outcomes,
    solved,
    unsolved,
    unrated,
    toCase,
    refund: refundCents / 100,
    medianDays: median(Int32Array.from(days).sort()),
    byObject: inOrder(OBJECTS, byObject),
    byProblem: inOrder(PROBLEMS, byProblem),
  };
}

function inOrder<S extends string>(
  slugs: readonly S[],
  counts: Partial<Record<S, number>>,
): Partial<Record<S, number>> {
  return Object.fromEntries(
    slugs.flatMap((slug) => (counts[slug] === undefined ? [] : [[slug, counts[slug]]])),
  ) as Partial<Record<S, number>>;
}
