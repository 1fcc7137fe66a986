import type { Calendar } from './calendar.ts';
import type { Expected } from './control.ts';
import type { Season } from './season.ts';
import type { Series } from './series.ts';

/** Each series is looked at over its newest week and its newest two. */
export const WINDOWS = [1, 2] as const;
/** Weeks of the district before anything is watched: two years, for the season needs a whole one. */
export const LEAST_WEEKS = 104;
/** Newest weeks kept out of the expectation, so that what has just begun does not hide itself. */
export const GUARD_WEEKS = 4;
/** Weeks of its own before a series is watched. */
export const LEAST_HISTORY_WEEKS = 52;
const LEVEL_WEEKS = 40;
/** Of the weeks of the level so many have to be there. */
const LEAST_LEVEL_WEEKS = 13;
/** After this many weeks a week weighs half. */
const HALF_LIFE_WEEKS = 8;
const WEIGHTS = Array.from({ length: GUARD_WEEKS + LEVEL_WEEKS }, (_, back) => 0.5 ** (back / HALF_LIFE_WEEKS));
/** A growth over fewer complaints a year than this is believed less than half. */
const GROWTH_LEAN = 400;
/** A week counts in the level no more than this many times its spread. */
const CAP = 4;

/** What a series is without season in an ordinary week of now. */
interface Level {
  perWeek: number;
  /** Variance of the level as a share of its square. */
  variance: number;
}

/** By week and window what to expect; undefined where too little history is there, or records are missing. */
export function expectations(series: Series, season: Season, calendar: Calendar): (Expected[] | undefined)[] {
  return series.counts.map((_, at) => expect(series, season, calendar, at));
}

/**
 * What to expect of the windows that end with week `at`, from the series' own past: level of recent weeks, growth
 * from one year to the next, season of earlier years. Past outbreaks count no more than their upper bound, as in
 * Farrington's method: doi:10.1002/sim.5595, doi:10.2307/2983331. The variance is that of Poisson counts, and how
 * surely level, growth and season are known. Before there are two years the season is not known; what is expected
 * then is tried all the same, not watched.
 */
function expect(series: Series, season: Season, calendar: Calendar, at: number): Expected[] | undefined {
  const isThere = WINDOWS.every((weeks) => calendar.kinds[at - weeks + 1] !== 'missing');
  if (!isThere || at + 1 - series.start < LEAST_HISTORY_WEEKS + GUARD_WEEKS) return undefined;
  const growth = growthOf(series, calendar, at - GUARD_WEEKS);
  const raw = levelOf(series, season, calendar, at, growth, Number.POSITIVE_INFINITY);
  if (raw === undefined) return undefined;
  const level = levelOf(series, season, calendar, at, growth, raw.perWeek) ?? raw;
  return WINDOWS.map((weeks) => {
    let [index, seasonVariance] = [0, 0];
    for (let week = at; week > at - weeks; week -= 1) {
      index += season.index[week] ?? 1;
      seasonVariance += (season.variance[week] ?? 0) / weeks;
    }
    const mean = level.perWeek * index;
    return { mean, variance: mean + mean ** 2 * (level.variance + seasonVariance) };
  });
}

/** Factor from one week to the next, from the last year against the one before; between half and double a year. */
function growthOf(series: Series, calendar: Calendar, until: number): { perWeek: number; variance: number } {
  if (until - 104 < series.start) return { perWeek: 1, variance: 0 };
  const last = yearOf(series, calendar, until);
  const before = yearOf(series, calendar, until - 52);
  if (last === undefined || before === undefined) return { perWeek: 1, variance: 0 };
  const ratio = Math.min(2, Math.max(0.5, (last + GROWTH_LEAN) / (before + GROWTH_LEAN)));
  return { perWeek: ratio ** (1 / 52), variance: (last + before) / (before + GROWTH_LEAN) ** 2 };
}

/** Complaints of the year up to `until`, made up for missing weeks; undefined where more than half are missing. */
function yearOf({ counts }: Series, { kinds }: Calendar, until: number): number | undefined {
  let [sum, known] = [0, 0];
  for (let week = until - 51; week <= until; week += 1) {
    if (kinds[week] === 'missing') continue;
    sum += counts[week] ?? 0;
    known += 1;
  }
  return known < 26 ? undefined : (sum * 52) / known;
}

/** The mean of recent ordinary weeks without season, brought forward by the growth, newer weeks weighing more. */
function levelOf(
  { counts, start }: Series,
  { index }: Season,
  { kinds }: Calendar,
  at: number,
  growth: ReturnType<typeof growthOf>,
  cap: number,
): Level | undefined {
  let [weighted, squared, base, age, weeks] = [0, 0, 0, 0, 0];
  let grown = growth.perWeek ** GUARD_WEEKS;
  for (let back = GUARD_WEEKS; back < GUARD_WEEKS + LEVEL_WEEKS && at - back >= start; back += 1) {
    const brings = grown;
    grown *= growth.perWeek;
    if (kinds[at - back] !== 'ordinary') continue;
    const usual = cap * (index[at - back] ?? 1);
    const count = Math.min(counts[at - back] ?? 0, usual + CAP * Math.sqrt(usual) + 1);
    const weight = WEIGHTS[back] as number;
    const brought = count * brings;
    weighted += weight * brought;
    squared += weight ** 2 * brought;
    base += weight * (index[at - back] ?? 1);
    age += weight * back * brought;
    weeks += 1;
  }
  if (weeks < LEAST_LEVEL_WEEKS) return undefined;
  // Half a complaint, so that what has never been complained of is rare and not impossible.
  const seen = weighted + 0.5;
  const meanAge = weighted === 0 ? 0 : age / weighted;
  return {
    perWeek: seen / base,
    variance: (squared + 0.5) / seen ** 2 + growth.variance * (meanAge / 52) ** 2,
  };
}
