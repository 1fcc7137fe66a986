import type { Holidays } from '../../schema/rules.ts';

/** Days around the first day off of Spring Festival in which complaints follow the moon: few, then many. */
export const FESTIVE_DAYS = { before: 10, after: 24 } as const;
/** Offices close for a festival: only a longer silence of the district can be missing records. */
const LEAST_GAP_DAYS = 14;
/** And only one that had a smaller chance than this. */
const GAP_CHANCE = 1e-6;
const MILLISECONDS_A_DAY = 86_400_000;

/** A day of some records. */
export interface Day {
  date: string;
  year: number;
  /** Days since 1 January. */
  ofYear: number;
  /** Complaints of the district. */
  count: number;
  /** Whether its records are there. */
  isKnown: boolean;
  /**
   * Days since the first day off of Spring Festival where that is near; `unsure` where it may be near, but the
   * holiday table lacks the year.
   */
  festive: number | 'unsure' | undefined;
}

/** `missing` where records of a day are; otherwise by the middle day. */
export type WeekKind = 'ordinary' | 'festive' | 'unsure' | 'missing';

export interface Calendar {
  /** Seven to a week, oldest first. */
  days: readonly Day[];
  kinds: readonly WeekKind[];
}

/** By year the first day off of Spring Festival: of the holidays after New Year's the first. */
export function festivalsOf({ years }: Holidays): Map<number, string> {
  return new Map(
    Object.entries(years).flatMap(([year, { off, statutory }]) => {
      const [first] = [...off, ...statutory].filter((day) => day >= `${year}-01-10` && day <= `${year}-02-25`).sort();
      return first === undefined ? [] : [[Number(year), first] as const];
    }),
  );
}

/** The calendar of days that end on `on`, `counts` being the complaints of the district by day, oldest first. */
export function calendarOf(on: string, counts: readonly number[], festivals: ReadonlyMap<number, string>): Calendar {
  const start = dayNumber(on) - counts.length + 1;
  const isKnown = whichAreKnown(counts);
  const days = counts.map((count, index): Day => {
    const date = new Date((start + index) * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
    const year = Number(date.slice(0, 4));
    const first = festivals.get(year);
    const since = first === undefined ? undefined : start + index - dayNumber(first);
    const isNear = since !== undefined && since >= -FESTIVE_DAYS.before && since <= FESTIVE_DAYS.after;
    const mayBe = first === undefined && date.slice(5) >= '01-10' && date.slice(5) <= '03-16';
    return {
      date,
      year,
      ofYear: start + index - dayNumber(`${year}-01-01`),
      count,
      isKnown: isKnown[index] ?? false,
      festive: mayBe ? 'unsure' : isNear ? since : undefined,
    };
  });
  const kinds = Array.from({ length: counts.length / 7 }, (_, week): WeekKind => {
    if (!days.slice(7 * week, 7 * week + 7).every((day) => day.isKnown)) return 'missing';
    const { festive } = days[7 * week + 3] as Day;
    return festive === undefined ? 'ordinary' : festive === 'unsure' ? 'unsure' : 'festive';
  });
  return { days, kinds };
}

/** First and last days of which records are missing. */
export function gapsOf({ days }: Calendar): { from: string; to: string }[] {
  const gaps: { from: string; to: string }[] = [];
  for (const [at, { date, isKnown }] of days.entries()) {
    const gap = gaps.at(-1);
    if (isKnown) continue;
    if (gap === undefined || days[at - 1]?.isKnown) gaps.push({ from: date, to: date });
    else gap.to = date;
  }
  return gaps;
}

/** By day whether it is outside of silences that are too long for chance. */
function whichAreKnown(counts: readonly number[]): boolean[] {
  const isKnown = counts.map(() => true);
  const perDay = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
  const longest = Math.max(LEAST_GAP_DAYS, -Math.log(GAP_CHANCE) / perDay);
  for (let from = 0; from < counts.length; from += 1) {
    let to = from;
    while (to < counts.length && counts[to] === 0) to += 1;
    if (to - from >= longest) isKnown.fill(false, from, to);
    from = to;
  }
  return isKnown;
}

function dayNumber(day: string): number {
  return Math.round(Date.parse(day) / MILLISECONDS_A_DAY);
}
