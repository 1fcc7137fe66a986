import type { Counts } from '../schema/disclosure.ts';
import type { Thresholds } from '../schema/rules.ts';
import { share } from './rates.ts';

/** Numbers by which figures are shown or withheld, as in force for one half-year. */
export type Limits = Pick<Thresholds['versions'][number], 'rateFloor' | 'smallCell'>;

type Kept =
  | 'received'
  | 'accepted'
  | 'notAccepted'
  | 'referred'
  | 'closed'
  | 'timed'
  | 'onTime'
  | 'solved'
  | 'unsolved'
  | 'unrated'
  | 'toCase'
  | 'refund'
  | 'medianDays';

/** What is published of one mall, or of all, in one half-year. A share is null where too few were closed. */
export interface Indicators extends Pick<Counts, Kept> {
  mediated: number;
  settled: number;
  withdrawn: number;
  terminated: number;
  onTimeShare: number | null;
  solvedShare: number | null;
  unsolvedShare: number | null;
  unratedShare: number | null;
}

/** The indicators of some counts: page, CSV and JSON all take them from here. */
export function indicatorsOf(counts: Counts, { rateFloor }: Limits): Indicators {
  const { byObject, byProblem, outcomes, ...kept } = counts;
  return {
    ...kept,
    mediated: outcomes['mediated-performed'] + outcomes['mediated-agreed'],
    settled: outcomes['settled-direct'],
    withdrawn: outcomes.withdrawn,
    terminated: outcomes.refused + outcomes['no-agreement'] + outcomes['time-limit'],
    onTimeShare: rounded(share(counts.onTime, counts.timed, rateFloor)),
    solvedShare: rounded(share(counts.solved, counts.closed, rateFloor)),
    unsolvedShare: rounded(share(counts.unsolved, counts.closed, rateFloor)),
    unratedShare: rounded(share(counts.unrated, counts.closed, rateFloor)),
  };
}

/** The limits in force on a day; before the first version the first one applies. */
export function limitsOn(thresholds: Thresholds, day: string): Limits {
  const [first, ...later] = [...thresholds.versions].sort((a, b) => (a.from < b.from ? -1 : 1));
  if (first === undefined) throw new Error('rules/thresholds.yml holds no version.');
  return later.reduce((current, version) => (version.from <= day ? version : current), first);
}

/** Four decimals: enough for any count of complaints, and the same digits on page, CSV and JSON. */
function rounded(share: number | null): number | null {
  return share === null ? null : Math.round(share * 10_000) / 10_000;
}
