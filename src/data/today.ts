import { SITE } from '../site.ts';

/** The day of the build, in the district's time zone: alerts, entries and ratings stand as on this day. */
export const TODAY = new Intl.DateTimeFormat('sv', { timeZone: SITE.timeZone }).format(new Date());
