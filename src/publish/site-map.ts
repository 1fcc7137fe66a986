import { getAnnualReports } from '../data/annual.ts';
import { getDisclosures } from '../data/disclosures.ts';
import { once } from '../data/once.ts';
import { getPage, PAGES } from '../data/pages.ts';
import { getPlans } from '../data/places.ts';
import { getAlerts, getCampaigns, getCases, getGuides, getStandards } from '../data/reading.ts';
import { formatPeriod, sentenceCase } from '../i18n/formats.ts';
import { label, translator } from '../i18n/strings.ts';
import { LOCALES, type Locale } from '../schema/basics.ts';
import { DIRECTORY_KINDS } from '../schema/directory.ts';
import { TOOLS } from '../schema/guide.ts';

/** A part of the site map: a heading and its pages, path below the language → title. */
export interface MapPart {
  id: 'find' | 'read' | 'campaign' | 'act' | 'site';
  pages: [path: string, title: string][];
}

const parts = Object.fromEntries(LOCALES.map((locale) => [locale, once(() => makeMap(locale))])) as Record<
  Locale,
  () => Promise<MapPart[]>
>;

/** Every page a reader may look for, single malls and pages of long lists left out. */
export function getSiteMap(locale: Locale): Promise<MapPart[]> {
  return parts[locale]();
}

/** Path below the language, as in `guides/odr/` → title of the page. */
export async function getPageTitles(locale: Locale): Promise<Map<string, string>> {
  return new Map((await getSiteMap(locale)).flatMap(({ pages }) => pages));
}

async function makeMap(locale: Locale): Promise<MapPart[]> {
  const [malls, reading, venues] = [
    translator(locale, 'malls'),
    translator(locale, 'reading'),
    translator(locale, 'venues'),
  ];
  const [site, form, track, tools] = [
    translator(locale, 'site'),
    translator(locale, 'form'),
    translator(locale, 'track'),
    translator(locale, 'tools'),
  ];
  const prose = await Promise.all(
    PAGES.map(async (id) => [`${id}/`, (await getPage(locale, id)).title] as [string, string]),
  );
  return [
    {
      id: 'find',
      pages: [
        ['malls/', malls('list.title')],
        ['malls/compare/', translator(locale, 'compare')('title')],
        ['disclosures/', malls('half.index.title')],
        ...(await getDisclosures()).map(({ period }): [string, string] => [
          `disclosures/${period}/`,
          malls('half.title', { period: sentenceCase(formatPeriod(locale, period)) }),
        ]),
        ['scorecard/', translator(locale, 'scorecard')('title')],
        ['ratings/', venues('ratings.title')],
        ['ratings/guide/', venues('ratings.guide.title')],
        ['directory/', venues('directory.title')],
        ...DIRECTORY_KINDS.map((kind): [string, string] => [`directory/${kind}/`, label(locale, 'directory', kind)]),
        ['inspections/', venues('inspections.title')],
        ['reports/', reading('reports.title')],
        ...(await getAnnualReports()).map(({ year }): [string, string] => [
          `reports/${year}/`,
          reading('report.title', { year }),
        ]),
        ['corrections/', venues('corrections.title')],
        ['data/', malls('data.title')],
        ['search/', malls('search.title')],
      ],
    },
    {
      id: 'read',
      pages: [
        ['guides/', reading('guides.title')],
        ...(await getGuides(locale)).map(({ id, title }): [string, string] => [`guides/${id}/`, title]),
        ['laws/', reading('laws.title')],
        ['tools/', tools('title')],
        ...TOOLS.map((tool): [string, string] => [`tools/${tool}/`, label(locale, 'tool', tool)]),
        ['alerts/', reading('alerts.title')],
        ...(await getAlerts()).map(({ id, title }): [string, string] => [`alerts/${id}/`, title[locale]]),
        ['cases/', reading('cases.title')],
        ...(await getCases(locale)).map(({ id, title }): [string, string] => [`cases/${id}/`, title]),
        ['standards/', venues('standards.title')],
        ...(await getStandards()).map(({ id, title }): [string, string] => [`standards/${id}/`, title[locale]]),
        ['firms/', venues('firms.title')],
      ],
    },
    {
      id: 'campaign',
      pages: [
        ['3-15/', reading('campaigns.title')],
        ...(await getCampaigns()).map(({ year }): [string, string] => [
          `3-15/${year}/`,
          reading('campaign.title', { year }),
        ]),
        ['events/', reading('events.title')],
        ...(await getPlans()).map(({ year }): [string, string] => [`plan/${year}/`, venues('plan.title', { year })]),
      ],
    },
    {
      id: 'act',
      pages: [
        ['complain/', form('start.title')],
        ['complain/form/', form('page.title')],
        ['complain/track/', track('track.title')],
      ],
    },
    { id: 'site', pages: [['', site('home.title')], ...prose] },
  ];
}
