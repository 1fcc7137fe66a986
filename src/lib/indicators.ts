import type { Counts } from '../schema/disclosure.ts';
import type { Thresholds } from '../schema/rules.ts';
import { poisson, wilson } from './intervals.ts';
import { share } from './rates.ts';

/** Numbers by which figures are shown or withheld, as in force for one half-year. */
export type Limits = Pick<Thresholds['versions'][number], 'rateFloor' | 'smallCell' | 'breakdownFloor'>;

type Kept =
  | 'received'
  | 'accepted'
  | 'notAccepted'
  | 'referred'
  | 'decisionsTimed'
  | 'decisionsOnTime'
  | 'closed'
  | 'timed'
  | 'onTime'
  | 'solved'
  | 'unsolved'
  | 'unrated'
  | 'toCase';

/** What is published of one mall, or of all, in one half-year. A share is null where too few were closed. */
export interface Indicators extends Pick<Counts, Kept> {
  mediated: number;
  settled: number;
  withdrawn: number;
  terminated: number;
  /** Null, like the median, where it is withheld since it would be that of one or two persons. */
  refund: number | null;
  medianDays: number | null;
  decisionsOnTimeShare: number | null;
  onTimeShare: number | null;
  solvedShare: number | null;
  /** 90 % interval of the solved share. */
  solvedLow: number | null;
  solvedHigh: number | null;
  unsolvedShare: number | null;
  unratedShare: number | null;
}

/**
 * The indicators of some counts: page, CSV and JSON all take them from here. `withoutAmounts` are the malls of the
 * half-year whose refund and days are withheld.
 */
export function indicatorsOf(
  counts: Counts & { mall?: string },
  { rateFloor }: Pick<Limits, 'rateFloor'>,
  withoutAmounts?: ReadonlySet<string>,
): Indicators {
  const { byObject, byProblem, outcomes, mall = '', ...kept } = counts;
  const areWithheld = withoutAmounts?.has(mall) === true;
  const solved = counts.closed < rateFloor ? null : wilson(counts.solved, counts.closed);
  return {
    ...kept,
    ...(areWithheld && { refund: null, medianDays: null }),
    ...endingsOf(outcomes),
    decisionsOnTimeShare: rounded(share(counts.decisionsOnTime, counts.decisionsTimed, rateFloor)),
    onTimeShare: rounded(share(counts.onTime, counts.timed, rateFloor)),
    solvedShare: rounded(share(counts.solved, counts.closed, rateFloor)),
    solvedLow: rounded(solved?.low ?? null),
    solvedHigh: rounded(solved?.high ?? null),
    unsolvedShare: rounded(share(counts.unsolved, counts.closed, rateFloor)),
    unratedShare: rounded(share(counts.unrated, counts.closed, rateFloor)),
  };
}

/** How closed complaints ended, in the four groups that are published. */
export function endingsOf(
  outcomes: Counts['outcomes'],
): Pick<Indicators, 'mediated' | 'settled' | 'withdrawn' | 'terminated'> {
  return {
    mediated: outcomes['mediated-performed'] + outcomes['mediated-agreed'],
    settled: outcomes['settled-direct'],
    withdrawn: outcomes.withdrawn,
    terminated: outcomes.refused + outcomes['no-agreement'] + outcomes['time-limit'],
  };
}

/** Complaints received for every 10,000 m² of a mall, with the 90 % interval; null where it is not to be shown. */
export interface AreaRate {
  rate: number;
  low: number;
  high: number;
}

/** The rate by size; null without a floor area, and where fewer were closed than a rate needs. */
export function areaRate(
  { received, closed }: Pick<Counts, 'received' | 'closed'>,
  floorAreaM2: number | undefined,
  { rateFloor }: Pick<Limits, 'rateFloor'>,
): AreaRate | null {
  if (floorAreaM2 === undefined || floorAreaM2 <= 0 || closed < rateFloor) return null;
  const { low, high } = poisson(received);
  const per = (count: number) => Math.round((count * 1_000_000) / floorAreaM2) / 100;
  return { rate: per(received), low: per(low), high: per(high) };
}

/** The limits in force on a day; before the first version the first one applies. */
export function limitsOn(thresholds: Thresholds, day: string): Thresholds['versions'][number] {
  const [first, ...later] = [...thresholds.versions].sort((a, b) => (a.from < b.from ? -1 : 1));
  if (first === undefined) throw new Error('rules/thresholds.yml holds no version.');
  return later.reduce((current, version) => (version.from <= day ? version : current), first);
}

/** Four decimals: enough for any count of complaints, and the same digits on page, CSV and JSON. */
export function rounded(share: number | null): number | null {
  return share === null ? null : Math.round(share * 10_000) / 10_000;
}
