import type { APIRoute, GetStaticPaths } from 'astro';
import { getSearchIndex } from '../../../../publish/search-index.ts';
import { LOCALES, type Locale } from '../../../../schema/basics.ts';

export const getStaticPaths = (async () => {
  const byLocale = await Promise.all(
    LOCALES.map(async (locale) =>
      [...(await getSearchIndex(locale)).keys()].map((name) => ({
        params: { locale, file: name.replace(/\.json$/, '') },
      })),
    ),
  );
  return byLocale.flat();
}) satisfies GetStaticPaths;

/** The embedded search index, in files of which a query reads a few. */
export const GET: APIRoute = async ({ params }) => {
  const files = await getSearchIndex(params['locale'] as Locale);
  return new Response(files.get(`${params['file']}.json`), { headers: { 'content-type': 'application/json' } });
};
