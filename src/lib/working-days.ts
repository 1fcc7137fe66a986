import type { Holidays } from '../schema/rules.ts';

/** A span of a legal clock. */
export interface Span {
  days: number;
  unit: 'working' | 'calendar';
}

/** Thrown where the holiday table lacks a year: a date is refused, never guessed. */
export class YearWithoutTable extends Error {
  readonly year: string;

  constructor(year: string) {
    super(`No holiday table for ${year}: add it to content/rules/holidays.yml.`);
    this.name = 'YearWithoutTable';
    this.year = year;
  }
}

/** Monday to Friday less public holidays, plus weekend days worked in exchange (调休). */
export function isWorkingDay(day: string, holidays: Holidays): boolean {
  const { off, worked } = tableOf(day, holidays);
  return worked.includes(day) || (!isWeekend(day) && !off.includes(day));
}

/** The nth working day after a day; that day itself is not counted (O121 art 45). */
export function addWorkingDays(day: string, days: number, holidays: Holidays): string {
  let last = day;
  for (let left = days; left > 0; ) {
    last = addCalendarDays(last, 1);
    if (isWorkingDay(last, holidays)) left -= 1;
  }
  return last;
}

/** The day `days` calendar days later, or earlier where negative. */
export function addCalendarDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** Calendar days from `from` to `to`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_A_DAY);
}

/**
 * Last day of a span that starts on a day. An end on a statutory holiday moves to the first day after it
 * that is none; an ordinary weekend does not move it (our reading of O121 art 45, open in that text).
 */
export function lastDay(from: string, span: Span, holidays: Holidays): string {
  if (span.unit === 'working') return addWorkingDays(from, span.days, holidays);
  let end = addCalendarDays(from, span.days);
  while (isHoliday(end, holidays)) end = addCalendarDays(end, 1);
  return end;
}

const MILLISECONDS_A_DAY = 86_400_000;

// A weekday given off in exchange belongs to the holiday as announced: 2026-10-04 + ... ends on 10-08.
function isHoliday(day: string, holidays: Holidays): boolean {
  const { off, statutory } = tableOf(day, holidays);
  return off.includes(day) || statutory.includes(day);
}

function tableOf(day: string, holidays: Holidays) {
  const year = day.slice(0, 4);
  const table = holidays.years[year];
  if (table === undefined) throw new YearWithoutTable(year);
  return table;
}

function isWeekend(day: string): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday === 0 || weekday === 6;
}
