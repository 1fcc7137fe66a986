import { type Calendar, type Day, FESTIVE_DAYS } from './calendar.ts';
import type { Series } from './series.ts';

/** By week: how many times the yearly mean a series has at that time of the year, and how sure that is. */
export interface Season {
  index: readonly number[];
  /** Variance of the index as a share of its square, for counts that scatter as Poisson does. */
  variance: readonly number[];
}

/** Years that a season is taken from. */
const YEARS = 5;
/** A season is taken again after so many weeks. */
const SEASON_WEEKS = 13;
/** Days before and after the same day of another year: an ordinary one, and one around Spring Festival. */
const AROUND_DAYS = { sun: 7, moon: 3 } as const;
/** Weeks before and after the same week of another year, for what a series has of the district. */
const AROUND_WEEKS = 3;
/** A series with this many complaints in the same weeks leans half on its own season, half on the district's. */
const LEAN = 60;
/** Half the year around a day, which has to be known by half. */
const HALF_YEAR = 182;
/** Middle days of the weeks, by day of the year, in which Spring Festival may be felt. */
const WINTER_WEEKS = [12, 19, 26, 33, 40, 47, 54, 61, 68];
/** How often the factors by the sun and by the moon are taken out of each other. */
const ROUNDS = 6;

/** The two factors of a season, each by day. */
interface Factors {
  /** By day of the year, without what Spring Festival does. */
  sun: readonly number[];
  /** By day around Spring Festival. */
  moon: readonly number[];
  /** By day of the year, with what Spring Festival did in those years, and the spread of single weeks about it. */
  mixed: readonly number[];
  spread: number;
}

/**
 * The season of the whole district: a factor by the day of the year, times one by the day around Spring Festival,
 * which moves through a month. Each is the median, over the years before, of the days around the same day against
 * the year around it; a median, so that one odd year (shops shut for months) does not become the season. Where the
 * festival's day is not known the year's factor has it mixed in, and the spread of single weeks is its variance.
 */
export function districtSeason({ days, kinds }: Calendar): Season {
  const base = yearMeans(days);
  const index: number[] = [];
  const variance: number[] = [];
  let factors: Factors | undefined;
  for (const [week, kind] of kinds.entries()) {
    if (factors === undefined || (kinds.length - week) % SEASON_WEEKS === 0) factors = factorsOf(days, base, 7 * week);
    const { sun, moon, mixed, spread } = factors;
    const ofDays = days.slice(7 * week, 7 * week + 7).map(({ ofYear, festive }) => {
      if (kind === 'unsure') return mixed[ofYear] ?? 1;
      return (sun[ofYear] ?? 1) * moonOf(moon, festive);
    });
    index.push(Math.max(0.05, meanOf(ofDays)));
    variance.push(kind === 'unsure' ? spread : 0);
  }
  return { index, variance };
}

/** The factors as they could be known on the day `until`: of days that have the half-year after them before it. */
function factorsOf(days: readonly Day[], base: readonly number[], until: number): Factors {
  const to = Math.max(0, until - HALF_YEAR);
  const from = Math.max(0, to - Math.ceil(365.25 * YEARS));
  const past = days
    .slice(from, to)
    .map((day, at) => ({ ...day, base: day.isKnown ? (base[from + at] as number) : 0, at }));
  const newYears = [...new Set(past.map(({ at, ofYear }) => at - ofYear))];
  const festivals = [
    ...new Set(past.flatMap(({ at, festive }) => (typeof festive === 'number' ? [at - festive] : []))),
  ];
  const seen = sumsOf(past.map(({ base, count }) => (base > 0 ? count : 0)));
  const known = sumsOf(past.map(({ base }) => (base > 0 ? 1 : 0)));
  /** What was seen around some days against the year around them times a factor that is known. */
  const ratiosTo = (factor: (day: Day) => number) => {
    const usual = sumsOf(past.map((day) => day.base * factor(day)));
    return (middles: readonly number[], around: number) =>
      middles.flatMap((middle) => {
        const span = [middle - around, middle + around] as const;
        return within(known, ...span) <= around ? [] : [within(seen, ...span) / within(usual, ...span)];
      });
  };
  const bySun = (ratios: ReturnType<typeof ratiosTo>) =>
    Array.from({ length: 366 }, (_, ofYear) => {
      const middles = newYears.map((day) => day + ofYear);
      return medianOf(ratios(middles, AROUND_DAYS.sun));
    });
  const byMoon = (ratios: ReturnType<typeof ratiosTo>) =>
    Array.from({ length: FESTIVE_DAYS.before + 1 + FESTIVE_DAYS.after }, (_, at) => {
      const middles = festivals.map((day) => day + at - FESTIVE_DAYS.before);
      return medianOf(ratios(middles, AROUND_DAYS.moon));
    });

  const mixed = bySun(ratiosTo(() => 1));
  let sun = mixed;
  let moon: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const sunSoFar = sun;
    const moonNow = byMoon(ratiosTo(({ ofYear }) => sunSoFar[ofYear] ?? 1));
    sun = bySun(ratiosTo(({ festive }) => moonOf(moonNow, festive)));
    moon = moonNow;
  }
  const winterWeeks = newYears.flatMap((day) => WINTER_WEEKS.map((ofYear) => day + ofYear));
  const toMixed = ratiosTo(({ ofYear }) => mixed[ofYear] ?? 1)(winterWeeks, AROUND_DAYS.moon);
  return { sun, moon, mixed, spread: meanOf(toMixed.map((ratio) => (ratio - 1) ** 2)) };
}

function moonOf(moon: readonly number[], festive: Day['festive']): number {
  return typeof festive === 'number' ? (moon[festive + FESTIVE_DAYS.before] ?? 1) : 1;
}

/** By day the mean of the year around it, 0 where too little of that is known. */
function yearMeans(days: readonly Day[]): number[] {
  const seen = sumsOf(days.map(({ count, isKnown }) => (isKnown ? count : 0)));
  const known = sumsOf(days.map(({ isKnown }) => (isKnown ? 1 : 0)));
  return days.map((_, at) => {
    const span = [at - HALF_YEAR, at + HALF_YEAR] as const;
    return span[0] < 0 || within(known, ...span) <= HALF_YEAR ? 0 : within(seen, ...span) / within(known, ...span);
  });
}

/** Sums of the first 0, 1, 2, … values. */
function sumsOf(values: readonly number[]): number[] {
  const sums = [0];
  for (const value of values) sums.push((sums.at(-1) as number) + value);
  return sums;
}

/** The sum from one place to another, both included. */
function within(sums: readonly number[], from: number, to: number): number {
  const last = sums.length - 1;
  return (sums[Math.min(last, Math.max(0, to + 1))] ?? 0) - (sums[Math.min(last, Math.max(0, from))] ?? 0);
}

/**
 * The season of a series: that of the district, times how much larger its share of the district is in these weeks
 * than in the whole year. A small series leans on the district, a large one on its own years.
 */
export function seasonOf(series: Series, total: Series, district: Season): Season {
  const index: number[] = [];
  const variance: number[] = [];
  for (let week = 0; week < series.counts.length; week += 1) {
    let [own, all, ownYear, allYear] = [0, 0, 0, 0];
    for (let back = 1; back <= YEARS; back += 1) {
      const same = week - Math.round((365.25 / 7) * back);
      if (same - 26 < series.start) continue;
      own += within(series.sums, same - AROUND_WEEKS, same + AROUND_WEEKS);
      all += within(total.sums, same - AROUND_WEEKS, same + AROUND_WEEKS);
      ownYear += within(series.sums, same - 26, same + 25);
      allYear += within(total.sums, same - 26, same + 25);
    }
    const usual = allYear === 0 ? 0 : (all * ownYear) / allYear;
    index.push((district.index[week] ?? 1) * ((own + LEAN) / (usual + LEAN)));
    variance.push(own / (own + LEAN) ** 2 + (district.variance[week] ?? 0));
  }
  return { index, variance };
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function medianOf(values: readonly number[]): number {
  if (values.length === 0) return 1;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}
