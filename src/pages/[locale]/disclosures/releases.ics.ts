import type { APIRoute } from 'astro';
import { releaseCalendarFile } from '../../../publish/calendars.ts';
import { LOCALES, type Locale } from '../../../schema/basics.ts';

export const getStaticPaths = () => LOCALES.map((locale) => ({ params: { locale } }));

export const GET: APIRoute = async ({ params }) => new Response(await releaseCalendarFile(params['locale'] as Locale));
