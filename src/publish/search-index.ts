import { getDisclosures, getLatest } from '../data/disclosures.ts';
import { getListing } from '../data/half-years.ts';
import { getLaws } from '../data/laws.ts';
import { getMall } from '../data/malls.ts';
import { once } from '../data/once.ts';
import { getDirectory, getPlans, getRatings, getRatingsByMall, getRubric } from '../data/places.ts';
import { getAlerts, getCampaigns, getCases, getEvents, getGuides, getStandards } from '../data/reading.ts';
import { getSearchWords } from '../data/rules.ts';
import { getAreaNames } from '../data/views.ts';
import { formatDay } from '../i18n/formats.ts';
import { label, translator } from '../i18n/strings.ts';
import { LOCALES, type Locale } from '../schema/basics.ts';
import { DIRECTORY_KINDS } from '../schema/directory.ts';
import {
  alertDocument,
  entryDocument,
  halfYearDocument,
  mallDocument,
  pageDocuments,
  readingDocument,
  type SearchDocument,
} from '../search/documents.ts';
import { buildIndex } from '../search/index-builder.ts';
import { readingsOf, traditionalSigns } from '../search/readings.ts';

/** Everything that search finds in one language. */
export async function searchDocuments(locale: Locale): Promise<SearchDocument[]> {
  const areas = await getAreaNames(locale);
  return [
    ...(await mallDocuments(locale, areas)),
    ...(await readingDocuments(locale)),
    ...(await placeDocuments(locale, areas)),
    ...(await getDisclosures()).map((disclosure) => halfYearDocument(locale, disclosure)),
    ...pageDocuments(locale),
  ];
}

async function mallDocuments(locale: Locale, areas: Record<string, string>): Promise<SearchDocument[]> {
  const [latest, byMall, rubric] = [await getLatest(), await getRatingsByMall(), await getRubric()];
  return Promise.all(
    (await getListing(locale, latest)).map(async (listed) => {
      const rating = byMall.get(listed.id)?.[0];
      const level = rubric.levels.find(({ id }) => id === rating?.result?.level)?.name[locale];
      const rated = rating?.standing === 'rated' && level !== undefined ? `${level} ${rating.year}` : undefined;
      return mallDocument(locale, await getMall(listed.id), listed, areas[listed.area] ?? '', latest.period, rated);
    }),
  );
}

async function readingDocuments(locale: Locale): Promise<SearchDocument[]> {
  const t = translator(locale, 'reading');
  const venues = translator(locale, 'venues');
  return [
    ...(await getGuides(locale)).map(({ id, title, answer, steps, entry }) =>
      readingDocument('guide', {
        href: `/${locale}/guides/${id}/`,
        title,
        note: answer,
        body: [...steps, plainText(entry.body)].join('\n'),
      }),
    ),
    ...(await getCases(locale)).map(({ id, title, summary, year, entry }) =>
      readingDocument('case', {
        href: `/${locale}/cases/${id}/`,
        title,
        note: summary,
        body: plainText(entry.body),
        year: String(year),
      }),
    ),
    ...(await getAlerts()).map((alert) => ({
      ...alertDocument(locale, alert),
      body: alert.advice.map((line) => line[locale]).join('\n'),
    })),
    ...(await getCampaigns()).map(({ year, theme, summary, launches }) =>
      readingDocument('campaign', {
        href: `/${locale}/3-15/${year}/`,
        title: `${t('campaign.title', { year })}: ${theme[locale]}`,
        note: summary[locale],
        body: launches.map(({ title, text }) => `${title[locale]} ${text[locale]}`).join('\n'),
        year: String(year),
      }),
    ),
    ...(await getStandards()).map(({ id, title, summary, checklists }) =>
      readingDocument('standard', {
        href: `/${locale}/standards/${id}/`,
        title: title[locale],
        note: summary[locale],
        body: checklists.flatMap(({ items }) => items.map(({ text }) => text[locale])).join('\n'),
      }),
    ),
    // What is yet to come first.
    ...[...(await getEvents())]
      .sort((a, b) => (a.day < b.day ? 1 : -1))
      .map(({ id, title, text, day, area }) =>
        readingDocument('event', {
          href: `/${locale}/events/#${id}`,
          title: title[locale],
          note: `${formatDay(locale, day)} · ${text[locale]}`,
          ...(area && { area }),
          year: day.slice(0, 4),
        }),
      ),
    ...[...(await getLaws())].map(([id, { name, short, note, from }]) =>
      readingDocument('law', {
        href: `/${locale}/laws/#${id}`,
        title: name[locale],
        names: [short[locale]].filter((one) => one !== name[locale]),
        note: note?.[locale] ?? t('law.since', { from: formatDay(locale, from) }),
      }),
    ),
    ...(await getPlans()).flatMap(({ year, rows }) =>
      rows.map(({ id, task, note, state }) =>
        readingDocument('plan', {
          href: `/${locale}/plan/${year}/#${id}`,
          title: task[locale],
          names: [id],
          note: `${label(locale, 'plan-state', state)} · ${note[locale]}`,
          year: String(year),
        }),
      ),
    ),
    ...(await getRatings()).map(({ year, malls, publishedOn }, at) =>
      readingDocument('rating', {
        href: `/${locale}/ratings/${at === 0 ? '' : `${year}/`}`,
        title: venues('ratings.title.year', { year }),
        note: venues('ratings.found', { n: malls.length, day: formatDay(locale, publishedOn) }),
        year: String(year),
      }),
    ),
  ];
}

async function placeDocuments(locale: Locale, areas: Record<string, string>): Promise<SearchDocument[]> {
  const entries = await Promise.all(
    DIRECTORY_KINDS.map(async (kind) =>
      (await getDirectory(kind)).map((entry) => entryDocument(locale, kind, entry, areas[entry.area] ?? '')),
    ),
  );
  return entries.flat();
}

/** The words of a text in Markdown. */
function plainText(markdown = ''): string {
  return markdown.replace(/\]\([^)]*\)/g, ' ').replace(/[#*_|>`[\]-]+/g, ' ');
}

const traditional = once(async () => traditionalSigns());

const indexes = Object.fromEntries(
  LOCALES.map((locale) => [
    locale,
    once(async () => {
      const documents = await searchDocuments(locale);
      const files = buildIndex(documents, {
        words: await getSearchWords(locale),
        traditional: await traditional(),
        readings: readingsOf,
      });
      // For another engine: `npm run index` sends these.
      return files.set('documents.json', JSON.stringify(documents));
    }),
  ]),
) as Record<Locale, () => Promise<Map<string, string>>>;

/** The files of the embedded index of one language, by name. */
export function getSearchIndex(locale: Locale): Promise<Map<string, string>> {
  return indexes[locale]();
}
