import type { ClockBook } from '../lib/clocks.ts';
import { type Period, periodDays, periodOf } from '../lib/periods.ts';
import type { Mall } from '../schema/mall.ts';
import type { ComplaintRecord } from '../schema/record.ts';
import { readAllRecords, type Sources } from './sources.ts';
import { Stop } from './stop.ts';
import { countClosed, countDecided, countReceived, emptyTally, type Tally, waitsLate } from './tally.ts';

/** What became of the records of the sources. */
export interface Counted {
  /** Records of the folders, those that count. */
  records: number;
  /** Records passed over, since an earlier folder has their case number. */
  twice: number;
  /** Received in the half-years asked for. */
  received: number;
  /** Decided or closed in the half-years asked for, and received in another. */
  later: number;
  /** Those with no day in the half-years asked for, by half-year of receipt. */
  leftOut: Record<Period, number>;
  /** Received in the half-years asked for and neither decided nor closed in the source. */
  pending: number;
  /** Not closed in the source, though money or a case is noted: both count with the closure. */
  waitingForEnd: number;
}

/** A half-year in the making. */
export interface Tallies {
  totals: Tally;
  malls: Map<string, Tally>;
}

export function noTallies(): Tallies {
  return { totals: emptyTally(), malls: new Map() };
}

/** A half-year while it is counted, and whether it was asked for or is only compared. */
type Half = Tallies & { isAsked: boolean };

/**
 * Counts the records of all sources in one pass, into the half-years asked for and into the others. Gives the day of
 * the earliest receipt too. Throws `Stop` where a record names a mall that the register lacks, or the records do not
 * reach a half-year asked for.
 */
export async function tallyAll(
  sources: Sources,
  { asked, others }: Record<'asked' | 'others', readonly Period[]>,
  malls: ReadonlyMap<string, Mall>,
  clocks: ClockBook,
): Promise<{ tallies: Map<Period, Tallies>; counted: Counted; earliest: string }> {
  const halves = new Map<Period, Half>();
  for (const period of others) halves.set(period, { ...noTallies(), isAsked: false });
  for (const period of asked) halves.set(period, { ...noTallies(), isAsked: true });
  const ends = asked.flatMap((period) => {
    const half = halves.get(period);
    return half === undefined ? [] : [{ half, last: periodDays(period).last }];
  });
  const counted: Counted = { records: 0, twice: 0, received: 0, later: 0, leftOut: {}, pending: 0, waitingForEnd: 0 };
  const byDay = new Map<string, Half | undefined>();
  let [earliest, last] = ['9999-12-31', '0000-01-01'];

  const onTwice = () => {
    counted.twice += 1;
  };
  for await (const batch of readAllRecords(sources, onTwice)) batch.forEach(take);
  for (const period of asked) {
    const days = periodDays(period);
    if (counted.records === 0)
      throw new Stop(
        `${sources.folders.map(({ folder }) => folder).join(' and ')} holds no record: see its report.txt for the reasons.`,
      );
    if (days.last < earliest || days.first > last) {
      throw new Stop(`No record has a day in ${period}: they run from ${earliest} to ${last}.`);
    }
  }
  return { tallies: halves, counted, earliest };

  function take(complaint: ComplaintRecord): void {
    const { mall, line, received, decision, decided, closed, refund, toCase } = complaint;
    if (!malls.has(mall)) {
      throw new Stop(
        `Line ${line} of the export names the mall ${mall}, which the content folder lacks: import again with --content set to it.`,
      );
    }
    const [start, decidedIn, closedIn] = [halfOf(received), halfOf(decided), halfOf(closed)];
    if (start !== undefined) for (const tally of talliesIn(start, mall)) countReceived(tally, complaint);
    if (decidedIn !== undefined) for (const tally of talliesIn(decidedIn, mall)) countDecided(tally, complaint, clocks);
    if (closedIn !== undefined) for (const tally of talliesIn(closedIn, mall)) countClosed(tally, complaint, clocks);
    for (const { half, last } of ends) {
      const late = waitsLate(complaint, clocks, last);
      if (late !== undefined) for (const tally of talliesIn(half, mall)) tally[late] += 1;
    }

    const isReceived = start?.isAsked === true;
    const isCounted = isReceived || decidedIn?.isAsked === true || closedIn?.isAsked === true;
    counted.records += 1;
    if (isReceived) counted.received += 1;
    else if (isCounted) counted.later += 1;
    else counted.leftOut[periodOf(received)] = (counted.leftOut[periodOf(received)] ?? 0) + 1;
    if (decision === 'pending' && isCounted) counted.pending += 1;
    if (closed === null && isCounted && (refund > 0 || toCase)) counted.waitingForEnd += 1;
    if (received < earliest) earliest = received;
    const latest = closed ?? decided ?? received;
    if (latest > last) last = latest;
  }

  function halfOf(day: string | null): Half | undefined {
    if (day === null) return undefined;
    if (!byDay.has(day)) byDay.set(day, halves.get(periodOf(day)));
    return byDay.get(day);
  }
}

/** The tallies that count a complaint of a mall: of all malls, and its own. */
function talliesIn({ totals, malls }: Tallies, mall: string): [Tally, Tally] {
  const own = malls.get(mall) ?? emptyTally();
  malls.set(mall, own);
  return [totals, own];
}
