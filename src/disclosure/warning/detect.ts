import { type Expected, sharedLimit, upperBound, upperTail } from './control.ts';
import { expect, GUARD_WEEKS, LEAST_HISTORY_WEEKS } from './expect.ts';
import { districtSeason, type Season, seasonOf } from './season.ts';
import type { Series, Weeks } from './series.ts';

/** The budget: how many false alarms a month over all series together may be expected. */
export const FALSE_ALARMS_A_MONTH = 1;
/** Fewer complaints than these in a window never raise an alarm. */
export const LEAST_COUNT = 5;
/** Doublings of series with at least so many complaints a week are found within two weeks in nine cases of ten. */
export const REACH_PER_WEEK = 12;
/** Complaints of the district before anything is watched: two years, for the season needs a whole one. */
export const LEAST_WEEKS = 104;
/** Each series is looked at over its newest week and its newest two. */
export const WINDOWS = [1, 2] as const;
const WEEKS_A_MONTH = 365.25 / 12 / 7;
/** How far back the beginning of an alarm is looked for. */
const SINCE_WEEKS = 26;

/** A series above what was expected of it. */
export interface Alarm {
  series: Series;
  /** Length of the window in weeks; it ends with the newest week. */
  weeks: number;
  seen: number;
  expected: number;
  /** The largest count that would have raised no alarm. */
  upperBound: number;
  /** Probability of so many or more, had nothing happened. */
  chance: number;
}

/** Series that can be asked week by week. */
export interface Watch {
  total: Series;
  series: readonly { series: Series; season: Season }[];
}

export interface Found {
  /** Per series the window that is least likely. */
  alarms: Alarm[];
  watched: Series[];
  /** Too little history. */
  notWatched: Series[];
  /** Chance below which a window raised an alarm. */
  limit: number;
}

/** Prepares series for the watch: their seasons. */
export function watchOf({ total, series }: Pick<Weeks, 'total' | 'series'>): Watch {
  const district = districtSeason(total);
  return { total, series: series.map((each) => ({ series: each, season: seasonOf(each, total, district) })) };
}

/** The alarms of the week `at`; later weeks are not looked at. */
export function detect({ total, series }: Watch, at = total.counts.length - 1): Found {
  const hasHistory = ({ start }: Series) =>
    at + 1 >= LEAST_WEEKS && at + 1 - start >= LEAST_HISTORY_WEEKS + GUARD_WEEKS;
  const watched = series.filter((each) => hasHistory(each.series));
  const tests = watched.flatMap(({ series, season }) =>
    WINDOWS.map((weeks) => ({ series, weeks, expected: expect(series, season, at, weeks) })),
  );
  const budget = FALSE_ALARMS_A_MONTH / WEEKS_A_MONTH;
  const limit = sharedLimit(
    tests.map(({ expected }) => expected),
    LEAST_COUNT,
    budget,
  );
  const worst = new Map<string, Alarm>();
  for (const test of tests) {
    const alarm = alarmOf(test, at, limit);
    if (alarm === undefined || (worst.get(alarm.series.key)?.chance ?? 1) <= alarm.chance) continue;
    worst.set(alarm.series.key, alarm);
  }
  return {
    alarms: [...worst.values()],
    watched: watched.map((each) => each.series),
    notWatched: series.flatMap((each) => (hasHistory(each.series) ? [] : [each.series])),
    limit,
  };
}

/** Weeks in a row up to `at` with an alarm, by key of the series in alarm at `at`; at most 26. */
export function weeksInAlarm(watch: Watch, at = watch.total.counts.length - 1): Map<string, number> {
  let open = detect(watch, at).alarms.map(({ series }) => series.key);
  const weeks = new Map(open.map((key) => [key, 1]));
  for (let back = 1; open.length > 0 && back < SINCE_WEEKS; back += 1) {
    const before = new Set(detect(watch, at - back).alarms.map(({ series }) => series.key));
    open = open.filter((key) => before.has(key));
    for (const key of open) weeks.set(key, back + 1);
  }
  return weeks;
}

function alarmOf(
  { series, weeks, expected }: { series: Series; weeks: number; expected: Expected },
  at: number,
  limit: number,
): Alarm | undefined {
  const seen = (series.sums[at + 1] ?? 0) - (series.sums[Math.max(0, at + 1 - weeks)] ?? 0);
  if (seen < LEAST_COUNT) return undefined;
  const chance = upperTail(seen, expected);
  if (chance > limit) return undefined;
  const bound = upperBound(expected, LEAST_COUNT, limit);
  return { series, weeks, seen, expected: expected.mean, upperBound: bound, chance };
}
