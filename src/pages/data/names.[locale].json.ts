import type { APIRoute } from 'astro';
import { getMalls } from '../../data/malls.ts';
import { LOCALES, type Locale } from '../../schema/basics.ts';

export const getStaticPaths = () => LOCALES.map((locale) => ({ params: { locale } }));

/** For autocomplete: [id, name, ...names it is also known by, those in the other languages included]. */
export const GET: APIRoute = async ({ params }) => {
  const locale = params['locale'] as Locale;
  const names = [...(await getMalls()).values()].map(({ id, name, otherNames }) => [
    id,
    ...new Set([name[locale], ...otherNames, ...Object.values(name)]),
  ]);
  return Response.json(names);
};
