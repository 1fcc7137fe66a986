import type { Series } from './series.ts';

/** By week: how many times the yearly mean a series has at that time of the year, and how sure that is. */
export interface Season {
  index: readonly number[];
  /** Variance of the index as a share of its square, for counts that scatter as Poisson does. */
  variance: readonly number[];
}

/** One to five years back, in weeks. */
export const YEARS_BACK = [52, 104, 157, 209, 261] as const;
/** Weeks before and after the same week of another year. */
const AROUND = 2;
/** A series with this many complaints in the same weeks leans half on its own season, half on the district's. */
const LEAN = 20;

/**
 * The season of the whole district: the median, over the years before, of the weeks around the same week against
 * the year around it. A median, so that one odd year (shops shut for months) does not become the season.
 */
export function districtSeason(total: Series): number[] {
  return total.counts.map((_, week) => {
    const ratios = yearsBefore(total, week).map((same) => {
      const year = meanOf(total, same - 26, same + 25);
      return year === 0 ? 1 : meanOf(total, same - AROUND, same + AROUND) / year;
    });
    return ratios.length === 0 ? 1 : Math.max(0.05, medianOf(ratios));
  });
}

/**
 * The season of a series: that of the district, times how much larger its share of the district is in these weeks
 * than in the whole year. A small series leans on the district, a large one on its own years.
 */
export function seasonOf(series: Series, total: Series, district: readonly number[]): Season {
  const index: number[] = [];
  const variance: number[] = [];
  for (let week = 0; week < series.counts.length; week += 1) {
    let [own, all, ownYear, allYear] = [0, 0, 0, 0];
    for (const same of yearsBefore(series, week)) {
      own += sumOf(series, same - AROUND, same + AROUND);
      all += sumOf(total, same - AROUND, same + AROUND);
      ownYear += sumOf(series, same - 26, same + 25);
      allYear += sumOf(total, same - 26, same + 25);
    }
    const usual = allYear === 0 ? 0 : (all * ownYear) / allYear;
    index.push((district[week] ?? 1) * ((own + LEAN) / (usual + LEAN)));
    variance.push(own / (own + LEAN) ** 2);
  }
  return { index, variance };
}

/** The same week of earlier years, where the year around it is known. */
function yearsBefore({ start }: Series, week: number): number[] {
  return YEARS_BACK.map((back) => week - back).filter((same) => same - 26 >= start);
}

/** Complaints of the weeks `from` to `to`, both included. */
export function sumOf({ sums }: Series, from: number, to: number): number {
  const last = sums.length - 1;
  return (sums[Math.min(last, to + 1)] ?? 0) - (sums[Math.max(0, from)] ?? 0);
}

function meanOf(series: Series, from: number, to: number): number {
  return sumOf(series, from, to) / (to - from + 1);
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 1;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
