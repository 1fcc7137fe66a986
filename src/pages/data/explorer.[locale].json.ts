import type { APIRoute } from 'astro';
import { getLatest } from '../../data/disclosures.ts';
import { getListing } from '../../data/half-years.ts';
import { LOCALES, type Locale } from '../../schema/basics.ts';

export const getStaticPaths = () => LOCALES.map((locale) => ({ params: { locale } }));

/** The whole list of malls, for the explorer. */
export const GET: APIRoute = async ({ params }) =>
  Response.json(await getListing(params['locale'] as Locale, await getLatest()));
