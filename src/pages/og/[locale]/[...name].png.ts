import type { APIRoute, GetStaticPaths } from 'astro';
import { getShareImages, shareImage } from '../../../publish/share-images.ts';
import { LOCALES, type Locale } from '../../../schema/basics.ts';

export const getStaticPaths = (async () => {
  const all = await Promise.all(
    LOCALES.map(async (locale) =>
      [...(await getShareImages(locale)).keys()].map((name) => ({ params: { locale, name } })),
    ),
  );
  return all.flat();
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  new Response(new Uint8Array(await shareImage(params['locale'] as Locale, params['name'] ?? '')));
