import type { Mall } from '../../schema/mall.ts';
import type { ComplaintRecord } from '../../schema/record.ts';
import { Stop } from '../stop.ts';

/** What is watched, the narrowest first: complaints on a mall's prepaid cards, a mall, a problem, goods, an area, a trade of venue. */
export const SERIES_KINDS = ['prepaid', 'mall', 'problem', 'object', 'area', 'type'] as const;
export type SeriesKind = (typeof SERIES_KINDS)[number];

/** Complaints of one kind, week by week. */
export interface Series {
  /** `<kind>:<slug>`; `total:` for all complaints. */
  key: string;
  kind: SeriesKind | 'total';
  /** Id of a mall or area, or slug of the taxonomy. */
  slug: string;
  /** Oldest week first. */
  counts: readonly number[];
  /** sums[i] is the sum of the first i weeks. */
  sums: readonly number[];
  /** First week in which it could have complaints. */
  start: number;
}

/** A complaint of the newest two weeks, as evidence. */
export interface Evidence {
  id: string;
  keys: readonly string[];
  mall: string;
  object: ComplaintRecord['object'];
  problem: ComplaintRecord['problem'];
  received: string;
}

/** Complaints by week of receipt; each week ends on the weekday of `on`. */
export interface Weeks {
  on: string;
  /** Last day of receipt up to `on`. */
  newest: string;
  /** Records up to `on`, and those after it, which are ignored. */
  counted: number;
  later: number;
  /** Complaints of the district by day, seven to a week, oldest first. */
  days: number[];
  total: Series;
  series: Series[];
  evidence: Evidence[];
}

/** Weeks that are looked at, seven years; it also bounds the memory when one day is mistyped. */
export const HISTORY_WEEKS = 366;
export const EVIDENCE_DAYS = 14;
const MILLISECONDS_A_DAY = 86_400_000;

/**
 * Counts records by week and series in one pass; the newest week ends on `on` (`YYYY-MM-DD`), by default the last
 * day of receipt. Throws `Stop` where no record is received by then or one names a mall that the register lacks.
 */
export async function countWeeks(
  batches: AsyncIterable<ComplaintRecord[]>,
  malls: ReadonlyMap<string, Mall>,
  on?: string,
): Promise<Weeks> {
  const days = new Map<string, Map<number, number>>();
  let evidence: Evidence[] = [];
  let [first, newest, counted, later, prunedAt] = ['9999-12-31', '0000-01-01', 0, 0, 0];
  const count = (record: ComplaintRecord): void => {
    const { received } = record;
    if (on !== undefined && received > on) {
      later += 1;
      return;
    }
    counted += 1;
    if (received < first) first = received;
    if (received > newest) newest = received;
    const keys = keysOf(record, malls);
    const day = dayNumber(received);
    for (const key of ['total:', ...keys]) {
      const byDay = days.get(key) ?? new Map<number, number>();
      days.set(key, byDay.set(day, (byDay.get(day) ?? 0) + 1));
    }
    if (day <= dayNumber(on ?? newest) - EVIDENCE_DAYS) return;
    const { id, mall, object, problem } = record;
    evidence.push({ id, keys, mall, object, problem, received });
    if (evidence.length > 2 * prunedAt + 1000) {
      evidence = evidence.filter((each) => isRecent(each, on ?? newest));
      prunedAt = evidence.length;
    }
  };
  for await (const batch of batches) batch.forEach(count);
  if (counted === 0)
    throw new Stop(`No record is received${on === undefined ? '' : ` by ${on}`}: there is nothing to watch.`);

  const end = on ?? newest;
  const weeks = Math.min(HISTORY_WEEKS, Math.floor((dayNumber(end) - dayNumber(first) + 1) / 7));
  const ofTotal = days.get('total:');
  const make = (key: string) => toSeries(key, days.get(key) ?? new Map<number, number>(), weeks, dayNumber(end), malls);
  return {
    on: end,
    newest,
    counted,
    later,
    days: Array.from({ length: 7 * weeks }, (_, day) => ofTotal?.get(dayNumber(end) - 7 * weeks + 1 + day) ?? 0),
    total: make('total:'),
    series: [...days.keys()]
      .filter((key) => key !== 'total:')
      .sort()
      .map(make),
    evidence: evidence.filter((each) => isRecent(each, end)),
  };
}

/** The series that a complaint counts in. */
export function keysOf({ mall, object, problem, line }: ComplaintRecord, malls: ReadonlyMap<string, Mall>): string[] {
  const entry = malls.get(mall);
  if (entry === undefined) {
    throw new Stop(
      `Line ${line} of the export names the mall ${mall}, which the content folder lacks: import again with --content set to it.`,
    );
  }
  const keys = [`mall:${mall}`, `problem:${problem}`, `object:${object}`, `area:${entry.area}`, `type:${entry.type}`];
  return problem === 'prepaid' ? [`prepaid:${mall}`, ...keys] : keys;
}

/** A series of weekly counts, oldest first. */
export function seriesOf(key: string, counts: readonly number[], start = 0): Series {
  const [kind, slug] = key.split(':') as [Series['kind'], string];
  const sums = [0];
  for (const count of counts) sums.push((sums.at(-1) as number) + count);
  return { key, kind, slug, counts, sums, start };
}

function toSeries(
  key: string,
  byDay: ReadonlyMap<number, number>,
  weeks: number,
  end: number,
  malls: ReadonlyMap<string, Mall>,
): Series {
  const counts = Array.from({ length: weeks }, () => 0);
  const weekOf = (day: number) => weeks - 1 - Math.floor((end - day) / 7);
  let start = weeks;
  for (const [day, count] of byDay) {
    const week = weekOf(day);
    start = Math.min(start, Math.max(0, week));
    if (week >= 0) counts[week] = (counts[week] ?? 0) + count;
  }
  const [kind, slug = ''] = key.split(':');
  const isOfMall = kind === 'mall' || kind === 'prepaid';
  const opened = isOfMall ? malls.get(slug)?.opened : undefined;
  if (opened !== undefined) start = Math.min(start, Math.max(0, weekOf(dayNumber(opened))));
  return seriesOf(key, counts, isOfMall ? start : 0);
}

function isRecent({ received }: Evidence, on: string): boolean {
  return dayNumber(received) > dayNumber(on) - EVIDENCE_DAYS;
}

function dayNumber(day: string): number {
  return Math.round(Date.parse(day) / MILLISECONDS_A_DAY);
}
