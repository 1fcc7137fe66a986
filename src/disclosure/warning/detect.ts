import { type Calendar, calendarOf } from './calendar.ts';
import { type Expected, sharedLimit, upperBound, upperTail } from './control.ts';
import { expectations, LEAST_WEEKS, WINDOWS } from './expect.ts';
import { districtSeason, seasonOf } from './season.ts';
import type { Series, Weeks } from './series.ts';
import { seenOf, type Trials, triedExpectations } from './trial.ts';

/** The budget: how many false alarms a month over all series together may be expected. */
export const FALSE_ALARMS_A_MONTH = 1;
/** Fewer complaints than these in a window never raise an alarm. */
export const LEAST_COUNT = 5;
/** Doublings of series with at least so many complaints a week are found within two weeks in nine cases of ten. */
export const REACH_PER_WEEK = 20;
/** All complaints of a week are oddly few where so few had a smaller chance than this. */
const FEW_CHANCE = 0.001;
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
  calendar: Calendar;
  series: readonly Series[];
  windows: readonly Trials[];
}

export interface Found {
  /** Per series the window that is least likely. */
  alarms: Alarm[];
  watched: Series[];
  /** Too little history. */
  notWatched: Series[];
  /** Of those watched, in which a doubling is found within two weeks in nine cases of ten. */
  inReach: Series[];
  /** All complaints of the newest week; `isFew` where records of it may not be there yet, so that alarms are missed. Undefined where nothing is watched. */
  all: { seen: number; expected: number; isFew: boolean } | undefined;
  /** Chance below which a window raised an alarm. */
  limit: number;
}

/** Prepares series for the watch: what was to be expected of them in each week. */
export function watchOf(
  { on, days, total, series }: Pick<Weeks, 'on' | 'days' | 'total' | 'series'>,
  festivals: ReadonlyMap<number, string>,
): Watch {
  const calendar = calendarOf(on, days, festivals);
  const district = districtSeason(calendar);
  const ofTotal = expectations(total, district, calendar);
  const ofSeries = series.map((each) => expectations(each, seasonOf(each, total, district), calendar));
  const windows = WINDOWS.map((weeks, window) => ({
    weeks,
    isFestive: calendar.kinds.map((_, at) =>
      calendar.kinds.slice(Math.max(0, at - weeks + 1), at + 1).some((kind) => kind === 'festive' || kind === 'unsure'),
    ),
    total: { series: total, expected: ofTotal.map((each) => each?.[window]) },
    trials: series.map((each, index) => ({
      series: each,
      expected: (ofSeries[index] ?? []).map((one) => one?.[window]),
    })),
  }));
  return { calendar, series, windows };
}

/** The alarms of the week `at`; later weeks are not looked at. */
export function detect({ calendar, series, windows }: Watch, at = calendar.kinds.length - 1): Found {
  const tests = windows.flatMap((tried) => {
    const expectations = at + 1 < LEAST_WEEKS ? [] : triedExpectations(tried, at);
    return expectations.map((test) => ({ ...test, weeks: tried.weeks }));
  });
  const watched = new Set(tests.map((test) => test.series));
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
    watched: [...watched],
    notWatched: series.flatMap((each) => (watched.has(each) ? [] : [each])),
    inReach: tests.flatMap(({ series: each, weeks, expected }) =>
      weeks === 1 && expected.mean >= REACH_PER_WEEK ? [each] : [],
    ),
    all: allOf(windows, at),
    limit,
  };
}

/** Weeks in a row up to `at` with an alarm, by key of the series in alarm at `at`; at most 26. */
export function weeksInAlarm(watch: Watch, at = watch.calendar.kinds.length - 1): Map<string, number> {
  let open = detect(watch, at).alarms.map(({ series }) => series.key);
  const weeks = new Map(open.map((key) => [key, 1]));
  for (let back = 1; open.length > 0 && back < SINCE_WEEKS; back += 1) {
    const before = new Set(detect(watch, at - back).alarms.map(({ series }) => series.key));
    open = open.filter((key) => before.has(key));
    for (const key of open) weeks.set(key, back + 1);
  }
  return weeks;
}

function allOf([newest]: readonly Trials[], at: number): Found['all'] {
  if (newest === undefined || at + 1 < LEAST_WEEKS) return undefined;
  const [all] = triedExpectations({ ...newest, trials: [newest.total] }, at);
  if (all === undefined) return undefined;
  const seen = seenOf(all.series, at, newest.weeks);
  return { seen, expected: all.expected.mean, isFew: 1 - upperTail(seen + 1, all.expected) < FEW_CHANCE };
}

function alarmOf(
  { series, weeks, expected }: { series: Series; weeks: number; expected: Expected },
  at: number,
  limit: number,
): Alarm | undefined {
  const seen = seenOf(series, at, weeks);
  if (seen < LEAST_COUNT) return undefined;
  const chance = upperTail(seen, expected);
  if (chance > limit) return undefined;
  const bound = upperBound(expected, LEAST_COUNT, limit);
  return { series, weeks, seen, expected: expected.mean, upperBound: bound, chance };
}
