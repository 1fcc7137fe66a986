/** A half-year such as `2026-h1`. */
export type Period = string;

/** The half-year that a day (YYYY-MM-DD) falls in. */
export function periodOf(day: string): Period {
  return `${day.slice(0, 4)}-h${Number(day.slice(5, 7)) <= 6 ? 1 : 2}`;
}

/** First and last day of a half-year, both included. */
export function periodDays(period: Period): { first: string; last: string } {
  const [year, half] = [period.slice(0, 4), period.slice(6)];
  return half === '1'
    ? { first: `${year}-01-01`, last: `${year}-06-30` }
    : { first: `${year}-07-01`, last: `${year}-12-31` };
}

export function nextPeriod(period: Period): Period {
  const year = Number(period.slice(0, 4));
  return period.endsWith('h1') ? `${year}-h2` : `${year + 1}-h1`;
}

export function previousPeriod(period: Period): Period {
  const year = Number(period.slice(0, 4));
  return period.endsWith('h2') ? `${year}-h1` : `${year - 1}-h2`;
}

/** Same half of the year before: the fair comparison, since complaints have seasons. */
export function samePeriodLastYear(period: Period): Period {
  return `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;
}

/** All half-years from first to last, both included. Ids sort as text. */
export function periodsBetween(first: Period, last: Period): Period[] {
  const periods: Period[] = [];
  for (let period = first; period <= last; period = nextPeriod(period)) periods.push(period);
  return periods;
}
