import type { APIRoute, GetStaticPaths } from 'astro';
import { getCampaigns } from '../../../data/reading.ts';
import { translator } from '../../../i18n/strings.ts';
import { eventCalendar } from '../../../publish/calendars.ts';
import { LOCALES, type Locale } from '../../../schema/basics.ts';

export const getStaticPaths = (async () => {
  const campaigns = await getCampaigns();
  return LOCALES.flatMap((locale) => campaigns.map(({ year }) => ({ params: { locale, year: String(year) } })));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const locale = params['locale'] as Locale;
  const campaign = (await getCampaigns()).find(({ year }) => String(year) === params['year']);
  const name = translator(locale, 'reading')('campaign.title', { year: campaign?.year ?? '' });
  return new Response(eventCalendar(locale, name, `/${locale}/3-15/${campaign?.year}/`, campaign?.programme ?? []));
};
