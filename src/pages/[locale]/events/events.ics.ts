import type { APIRoute } from 'astro';
import { getEvents } from '../../../data/reading.ts';
import { TODAY } from '../../../data/today.ts';
import { translator } from '../../../i18n/strings.ts';
import { eventCalendar } from '../../../publish/calendars.ts';
import { LOCALES, type Locale } from '../../../schema/basics.ts';

export const getStaticPaths = () => LOCALES.map((locale) => ({ params: { locale } }));

export const GET: APIRoute = async ({ params }) => {
  const locale = params['locale'] as Locale;
  const coming = (await getEvents()).filter(({ day }) => day >= TODAY);
  const name = translator(locale, 'reading')('events.title');
  return new Response(eventCalendar(locale, name, `/${locale}/events/`, coming));
};
