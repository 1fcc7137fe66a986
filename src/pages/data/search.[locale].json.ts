import type { APIRoute } from 'astro';
import { getDisclosures, getLatest } from '../../data/disclosures.ts';
import { getListing } from '../../data/half-years.ts';
import { getMall } from '../../data/malls.ts';
import { getDirectory } from '../../data/places.ts';
import { getAlerts, getCampaigns, getCases, getGuides, getStandards } from '../../data/reading.ts';
import { getAreaNames } from '../../data/views.ts';
import { translator } from '../../i18n/strings.ts';
import { LOCALES, type Locale } from '../../schema/basics.ts';
import { DIRECTORY_KINDS } from '../../schema/directory.ts';
import {
  alertDocument,
  entryDocument,
  halfYearDocument,
  mallDocument,
  pageDocuments,
  readingDocument,
} from '../../search/documents.ts';

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
  const reading = [
    ...(await getGuides(locale)).map(({ id, title, answer }) =>
      readingDocument('guide', { href: `/${locale}/guides/${id}/`, title, note: answer }),
    ),
    ...(await getCases(locale)).map(({ id, title, summary }) =>
      readingDocument('case', { href: `/${locale}/cases/${id}/`, title, note: summary }),
    ),
    ...(await getAlerts()).map((alert) => alertDocument(locale, alert)),
    ...(await getCampaigns()).map(({ year, theme, summary }) =>
      readingDocument('campaign', {
        href: `/${locale}/3-15/${year}/`,
        title: `${translator(locale, 'reading')('campaign.title', { year })}: ${theme[locale]}`,
        note: summary[locale],
      }),
    ),
    ...(await getStandards()).map(({ id, title, summary }) =>
      readingDocument('standard', { href: `/${locale}/standards/${id}/`, title: title[locale], note: summary[locale] }),
    ),
  ];
  const entries = await Promise.all(
    DIRECTORY_KINDS.map(async (kind) =>
      (await getDirectory(kind))
        .filter(({ mall }) => mall === undefined)
        .map((entry) => entryDocument(locale, kind, entry, areas[entry.area] ?? '')),
    ),
  );
  return Response.json([...malls, ...halfYears, ...reading, ...entries.flat(), ...pageDocuments(locale)]);
};
