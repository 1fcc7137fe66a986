import ical, { ICalCalendarMethod } from 'ical-generator';
import { getDisclosures } from '../data/disclosures.ts';
import { getThresholds } from '../data/rules.ts';
import { formatPeriod, sentenceCase } from '../i18n/formats.ts';
import { translator } from '../i18n/strings.ts';
import { releaseCalendar } from '../lib/releases.ts';
import type { Locale } from '../schema/basics.ts';
import type { Event } from '../schema/event.ts';
import { SITE } from '../site.ts';

const HOST = new URL(SITE.url).hostname;

/** Events as a calendar file (RFC 5545), in universal time: Shanghai has no summer time. */
export function eventCalendar(
  locale: Locale,
  name: string,
  path: string,
  events: readonly (Event & { id: string })[],
): string {
  const calendar = named(locale, name);
  for (const { id, day, from, to, place, title, text } of events) {
    calendar.createEvent({
      id: `${id}@${HOST}`,
      stamp: moment(day, '00:00'),
      start: moment(day, from),
      end: moment(day, to),
      summary: title[locale],
      description: text[locale],
      location: place[locale],
      url: `${SITE.url}${path}#${id}`,
    });
  }
  return calendar.toString();
}

/** Days on which half-years were published or are due, as whole days. */
export async function releaseCalendarFile(locale: Locale): Promise<string> {
  const t = translator(locale, 'malls');
  const within = (await getThresholds()).versions.at(-1)?.publishWithinDays ?? 45;
  const calendar = named(locale, t('releases.title'));
  for (const { period, day, isPublished } of releaseCalendar(await getDisclosures(), within)) {
    const name = t('half.title', { period: sentenceCase(formatPeriod(locale, period)) });
    calendar.createEvent({
      id: `release-${period}@${HOST}`,
      stamp: new Date(`${day}T00:00:00Z`),
      start: new Date(`${day}T00:00:00Z`),
      timezone: 'UTC',
      allDay: true,
      summary: isPublished ? name : t('releases.due', { name }),
      url: `${SITE.url}/${locale}/disclosures/${isPublished ? `${period}/` : ''}`,
    });
  }
  return calendar.toString();
}

function named(locale: Locale, name: string) {
  return ical({
    name: `${name} – ${SITE.name[locale]}`,
    prodId: { company: SITE.name.en, product: 'Calendar', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
}

function moment(day: string, time: string): Date {
  return new Date(`${day}T${time}:00+08:00`);
}
