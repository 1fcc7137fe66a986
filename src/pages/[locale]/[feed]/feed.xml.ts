import type { APIRoute } from 'astro';
import { atomFeed, FEEDS, type FeedName } from '../../../publish/feeds.ts';
import { LOCALES, type Locale } from '../../../schema/basics.ts';

export const getStaticPaths = () => LOCALES.flatMap((locale) => FEEDS.map((feed) => ({ params: { locale, feed } })));

export const GET: APIRoute = async ({ params }) =>
  new Response(await atomFeed(params['locale'] as Locale, params['feed'] as FeedName));
