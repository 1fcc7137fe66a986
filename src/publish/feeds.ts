import { Feed } from 'feed';
import { getDisclosures } from '../data/disclosures.ts';
import { getAlerts, getCases } from '../data/reading.ts';
import { formatPeriod, sentenceCase } from '../i18n/formats.ts';
import { LANG } from '../i18n/locales.ts';
import { translator } from '../i18n/strings.ts';
import type { Locale } from '../schema/basics.ts';
import { SITE } from '../site.ts';

export const FEEDS = ['alerts', 'cases', 'disclosures'] as const;
export type FeedName = (typeof FEEDS)[number];

interface Item {
  path: string;
  title: string;
  text: string;
  published: string;
  updated: string;
}

const ITEMS: Record<FeedName, (locale: Locale) => Promise<Item[]>> = {
  alerts: async (locale) =>
    (await getAlerts()).map(({ id, title, what, issued, steps }) => ({
      path: `alerts/${id}/`,
      title: title[locale],
      text: what[locale],
      published: issued,
      updated: steps.at(-1)?.day ?? issued,
    })),
  cases: async (locale) =>
    (await getCases(locale)).map(({ id, title, summary, year }) => ({
      path: `cases/${id}/`,
      title,
      text: summary,
      // Lists of cases come out with the campaign of the following year.
      published: `${year + 1}-03-10`,
      updated: `${year + 1}-03-10`,
    })),
  disclosures: async (locale) => {
    const t = translator(locale, 'malls');
    return (await getDisclosures()).map(({ period, malls, totals, publishedOn }) => {
      const name = formatPeriod(locale, period);
      return {
        path: `disclosures/${period}/`,
        title: t('half.title', { period: sentenceCase(name) }),
        text: t('half.description', { period: name, malls: malls.length, n: totals.received }),
        published: publishedOn,
        updated: publishedOn,
      };
    });
  },
};

/** An Atom feed (RFC 4287), newest first. */
export async function atomFeed(locale: Locale, name: FeedName): Promise<string> {
  const t = translator(locale, 'reading');
  const items = (await ITEMS[name](locale)).sort((a, b) => (a.updated < b.updated ? 1 : -1));
  const base = `${SITE.url}/${locale}/`;
  const feed = new Feed({
    id: `${base}${name}/`,
    link: `${base}${name}/`,
    title: `${t(`feed.${name}`)} – ${SITE.name[locale]}`,
    language: LANG[locale],
    copyright: SITE.publisher[locale],
    updated: moment(items[0]?.updated ?? '2021-01-01'),
    feedLinks: { atom: `${base}${name}/feed.xml` },
    author: { name: SITE.publisher[locale] },
    generator: SITE.name.en,
  });
  for (const { path, title, text, published, updated } of items) {
    const link = `${base}${path}`;
    feed.addItem({ id: link, link, title, description: text, published: moment(published), date: moment(updated) });
  }
  return feed.atom1();
}

/** A day as the moment it begins in Shanghai. */
function moment(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}
