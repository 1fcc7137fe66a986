import type { Expected } from './control.ts';
import { GUARD_WEEKS } from './expect.ts';
import type { Series, SeriesKind } from './series.ts';

/** Past weeks on which expectations are tried; those around Spring Festival are few and are taken from longer ago. */
const TRIAL_WEEKS = { ordinary: 156, festive: 261 } as const;
/** An error counts no more than this many times its spread, so that a past outbreak does not blind the watch. */
const CAP = 4;
/** In a pool of series a single outbreak weighs less, and batches that come now and then are to be seen. */
const POOL_CAP = 6;
/** A series tried in this many weeks leans half on its own errors, half on those of its pool. */
const POOL_WEEKS = 52;
/** Expected complaints from which on a series is in the pool of the next size. */
const POOL_SIZES = [2, 10];
/** What is taken for true before errors are seen, and how many weeks that counts: factor of a pool, spread of the district. */
const PRIOR = {
  factor: { value: 1.2, weeks: 52 },
  ordinary: { value: 0.05, weeks: 10 },
  festive: { value: 0.15, weeks: 3 },
} as const;

/** A series over windows of one length: what was to be expected of the window that ends with each week. */
export interface Trial {
  series: Series;
  expected: readonly (Expected | undefined)[];
}

/** Trials over windows of so many weeks. */
export interface Trials {
  weeks: number;
  /** By newest week of the window: whether it touches Spring Festival. */
  isFestive: readonly boolean[];
  total: Trial;
  trials: readonly Trial[];
}

/**
 * What to expect of each series in the window that ends with week `at`, its variance widened by how far the same
 * expectations were off in past weeks: first by what all series of a week have in common (weather, news, a season
 * that comes otherwise), then by what each has of its own (batches, drift, steps). Those not to be expected are left out.
 */
export function triedExpectations(tried: Trials, at: number): { series: Series; expected: Expected }[] {
  const common = { ordinary: commonVariance(tried, at, 'ordinary'), festive: commonVariance(tried, at, 'festive') };
  const now = common[tried.isFestive[at] ? 'festive' : 'ordinary'];
  const errors = tried.trials.flatMap((trial) => {
    const expected = trial.expected[at];
    return expected === undefined ? [] : [{ ...errorsOf(trial, tried, at, common), series: trial.series, expected }];
  });
  const pools = poolsOf(errors);
  return errors.map(({ series, expected, squares, unsure }) => {
    const pool = pools.get(poolOf(series.kind, expected)) ?? PRIOR.factor.value;
    const factor = factorOf(squares, unsure, pool);
    return {
      series,
      expected: { mean: expected.mean, variance: factor * (expected.variance + now * expected.mean ** 2) },
    };
  });
}

/** Complaints of the `weeks` weeks that end with `at`. */
export function seenOf({ sums }: Series, at: number, weeks: number): number {
  return (sums[at + 1] ?? 0) - (sums[Math.max(0, at + 1 - weeks)] ?? 0);
}

/** Variance, as a share of the square of the count, of the whole district about what was expected of it. */
function commonVariance({ total, weeks, isFestive }: Trials, at: number, kind: 'ordinary' | 'festive'): number {
  const errors: { square: number; known: number }[] = [];
  for (let week = Math.max(0, at - GUARD_WEEKS - TRIAL_WEEKS[kind] + 1); week <= at - GUARD_WEEKS; week += 1) {
    const expected = total.expected[week];
    if (expected === undefined || isFestive[week] !== (kind === 'festive')) continue;
    const { mean, variance } = expected;
    errors.push({ square: (seenOf(total.series, week, weeks) / mean - 1) ** 2, known: variance / mean ** 2 });
  }
  const prior = PRIOR[kind];
  let common = prior.value ** 2;
  // The cap moves with what it caps; three times is enough.
  for (let round = 0; round < 3; round += 1) {
    const cap = CAP ** 2;
    const sum = errors.reduce(
      (all, { square, known }) => all + Math.min(square, cap * (known + common)) - known,
      prior.weeks * prior.value ** 2,
    );
    common = Math.max(0, sum / (errors.length + prior.weeks));
  }
  return common;
}

/** Squares of the past errors of a series over their variance, and how much less they tell than normal ones would. */
function errorsOf(
  { series, expected }: Trial,
  { weeks, isFestive }: Trials,
  at: number,
  common: Record<'ordinary' | 'festive', number>,
): { squares: number[]; unsure: number } {
  const squares: number[] = [];
  for (let week = Math.max(0, at - GUARD_WEEKS - TRIAL_WEEKS.ordinary + 1); week <= at - GUARD_WEEKS; week += 1) {
    const then = expected[week];
    if (then === undefined) continue;
    const variance = then.variance + common[isFestive[week] ? 'festive' : 'ordinary'] * then.mean ** 2;
    squares.push((seenOf(series, week, weeks) - then.mean) ** 2 / variance);
  }
  // The square of a Poisson error varies 1 + 1/(2 mean) times as much as that of a normal one.
  return { squares, unsure: 1 + 1 / (2 * (expected[at]?.mean ?? 1)) };
}

/** By kind and size of series, how many times their variance the errors had. */
function poolsOf(errors: readonly { series: Series; expected: Expected; squares: number[]; unsure: number }[]) {
  const pools = new Map<string, { sum: number; weeks: number }>();
  for (const { series, expected, squares, unsure } of errors) {
    const key = poolOf(series.kind, expected);
    const { weeks, value } = PRIOR.factor;
    const pool = pools.get(key) ?? { sum: weeks * value, weeks };
    pools.set(key, { sum: pool.sum + cappedSum(squares, POOL_CAP ** 2 * unsure), weeks: pool.weeks + squares.length });
  }
  return new Map([...pools].map(([key, { sum, weeks }]) => [key, Math.max(1, sum / weeks)]));
}

function poolOf(kind: SeriesKind | 'total', { mean }: Expected): string {
  return `${kind} ${POOL_SIZES.filter((size) => mean >= size).length}`;
}

/** How many times its variance the errors of a series had, leaning on its pool and never less than there. */
function factorOf(squares: readonly number[], unsure: number, pool: number): number {
  let factor = pool;
  for (let round = 0; round < 2; round += 1) {
    const sum = cappedSum(squares, CAP ** 2 * factor * unsure) / unsure;
    factor = Math.max(pool, (sum + POOL_WEEKS * pool) / (squares.length / unsure + POOL_WEEKS));
  }
  return factor;
}

function cappedSum(values: readonly number[], cap: number): number {
  return values.reduce((sum, value) => sum + Math.min(value, cap), 0);
}
