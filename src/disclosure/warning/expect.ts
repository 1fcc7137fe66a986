import type { Expected } from './control.ts';
import { type Season, sumOf } from './season.ts';
import type { Series } from './series.ts';

/** Newest weeks kept out of the expectation, so that what has just begun does not hide itself. */
export const GUARD_WEEKS = 4;
/** Weeks of its own before a series is watched. */
export const LEAST_HISTORY_WEEKS = 52;
const LEVEL_WEEKS = 40;
/** After this many weeks a week weighs half. */
const HALF_LIFE_WEEKS = 13;
/** A growth over fewer complaints a year than this is believed less than half. */
const GROWTH_LEAN = 100;
const SCATTER_WEEKS = 156;
const SCATTER_CAP = 16;

/** What a series is without season in an ordinary week of now. */
interface Level {
  perWeek: number;
  /** Variance of the level as a share of its square. */
  variance: number;
}

/**
 * What to expect of the `weeks` weeks that end with week `at`, from the series' own past: level of recent weeks,
 * growth from one year to the next, season of earlier years. Past outbreaks count no more than their upper bound,
 * as in Farrington's method: doi:10.1002/sim.5595, doi:10.2307/2983331. The variance has how the counts scatter and
 * how surely level, growth and season are known.
 */
export function expect(series: Series, season: Season, at: number, weeks: number): Expected {
  const scatter = scatterOf(series, at - GUARD_WEEKS);
  const growth = growthOf(series, at - GUARD_WEEKS);
  const raw = levelOf(series, season, at, growth, scatter, Number.POSITIVE_INFINITY);
  const level = levelOf(series, season, at, growth, scatter, raw.perWeek);
  let [index, seasonVariance] = [0, 0];
  for (let week = at; week > at - weeks; week -= 1) {
    index += season.index[week] ?? 1;
    seasonVariance += (season.variance[week] ?? 0) / weeks;
  }
  const mean = level.perWeek * index;
  return { mean, variance: scatter * mean + mean ** 2 * (level.variance + scatter * seasonVariance) };
}

/** How many times as much a series scatters as Poisson counts do, at least 1; of two weeks the difference, so that season and growth do not count. */
export function scatterOf(series: Series, until: number): number {
  let [sum, pairs] = [0, 0];
  for (let week = until; week > Math.max(series.start, until - SCATTER_WEEKS); week -= 1) {
    const [now, before] = [series.counts[week] ?? 0, series.counts[week - 1] ?? 0];
    if (now + before === 0) continue;
    sum += Math.min(SCATTER_CAP, (now - before) ** 2 / (now + before));
    pairs += 1;
  }
  return pairs < 10 ? 1 : Math.max(1, sum / pairs);
}

/** Factor from one week to the next, from the last year against the one before; between half and double a year. */
function growthOf(series: Series, until: number): { perWeek: number; variance: number } {
  if (until - 104 < series.start) return { perWeek: 1, variance: 0 };
  const last = sumOf(series, until - 51, until);
  const before = sumOf(series, until - 103, until - 52);
  const ratio = Math.min(2, Math.max(0.5, (last + GROWTH_LEAN) / (before + GROWTH_LEAN)));
  return { perWeek: ratio ** (1 / 52), variance: (last + before) / (before + GROWTH_LEAN) ** 2 };
}

/** The mean of recent weeks without season, brought forward by the growth, newer weeks weighing more. */
function levelOf(
  { counts, start }: Series,
  { index }: Season,
  at: number,
  growth: ReturnType<typeof growthOf>,
  scatter: number,
  cap: number,
): Level {
  let [weighted, squared, base, age] = [0, 0, 0, 0];
  for (let back = GUARD_WEEKS; back < GUARD_WEEKS + LEVEL_WEEKS && at - back >= start; back += 1) {
    const usual = cap * (index[at - back] ?? 1);
    const count = Math.min(counts[at - back] ?? 0, usual + 3 * Math.sqrt(scatter * usual) + 1);
    const weight = 0.5 ** (back / HALF_LIFE_WEEKS);
    const brought = count * growth.perWeek ** back;
    weighted += weight * brought;
    squared += weight ** 2 * brought;
    base += weight * (index[at - back] ?? 1);
    age += weight * back * brought;
  }
  // Half a complaint, so that what has never been complained of is rare and not impossible.
  const seen = weighted + 0.5;
  const meanAge = weighted === 0 ? 0 : age / weighted;
  return {
    perWeek: base === 0 ? 0 : seen / base,
    variance: scatter * ((squared + 0.5) / seen ** 2 + growth.variance * (meanAge / 52) ** 2),
  };
}
