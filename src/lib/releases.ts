import { nextPeriod, type Period, periodDays } from './periods.ts';
import { addCalendarDays } from './working-days.ts';

/** A half-year and the day it is published, or due. */
export interface Release {
  period: Period;
  day: string;
  isPublished: boolean;
}

/** Last day on which a half-year may be published. */
export function releaseDue(period: Period, publishWithinDays: number): string {
  return addCalendarDays(periodDays(period).last, publishWithinDays);
}

/** Every release: those published, oldest first, then the next `ahead` that are due. */
export function releaseCalendar(
  published: readonly { period: Period; publishedOn: string }[],
  publishWithinDays: number,
  ahead = 2,
): Release[] {
  const oldestFirst = [...published].sort((a, b) => (a.period < b.period ? -1 : 1));
  const past = oldestFirst.map(({ period, publishedOn }) => ({ period, day: publishedOn, isPublished: true }));
  const coming: Release[] = [];
  for (let period = oldestFirst.at(-1)?.period; period !== undefined && coming.length < ahead; ) {
    period = nextPeriod(period);
    coming.push({ period, day: releaseDue(period, publishWithinDays), isPublished: false });
  }
  return [...past, ...coming];
}

/** The first half-year that should have been published by a day and was not; undefined where nothing is late. */
export function lateRelease(releases: readonly Release[], day: string): Release | undefined {
  return releases.find((release) => !release.isPublished && release.day < day);
}
