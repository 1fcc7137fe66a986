import type { APIRoute } from 'astro';
import { getDisclosures, getLatest } from '../../data/disclosures.ts';
import { getListing } from '../../data/half-years.ts';
import { getMall } from '../../data/malls.ts';
import { getAreaNames } from '../../data/views.ts';
import { LOCALES, type Locale } from '../../schema/basics.ts';
import { halfYearDocument, mallDocument, pageDocuments } from '../../search/documents.ts';

export const getStaticPaths = () => LOCALES.map((locale) => ({ params: { locale } }));

export const GET: APIRoute = async ({ params }) => {
  const locale = params['locale'] as Locale;
  const latest = await getLatest();
  const areas = await getAreaNames(locale);
  const malls = await Promise.all(
    (await getListing(locale, latest)).map(async (listed) =>
      mallDocument(locale, await getMall(listed.id), listed, areas[listed.area] ?? '', latest.period),
    ),
  );
  const halfYears = (await getDisclosures()).map((disclosure) => halfYearDocument(locale, disclosure));
  return Response.json([...malls, ...halfYears, ...pageDocuments(locale)]);
};
