import { formatDay, formatNumber, formatPeriod, sentenceCase } from '../i18n/formats.ts';
import { label, translator } from '../i18n/strings.ts';
import type { AlertStanding, EntryState } from '../lib/life.ts';
import type { ListedMall } from '../lib/listing.ts';
import type { Alert } from '../schema/alert.ts';
import type { Locale } from '../schema/basics.ts';
import type { DirectoryEntry, DirectoryKind } from '../schema/directory.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import type { Mall } from '../schema/mall.ts';

/** One thing that search can find, in one language. */
export interface SearchDocument {
  kind: 'mall' | 'half-year' | 'page' | 'guide' | 'case' | 'alert' | 'campaign' | 'entry' | 'standard';
  href: string;
  title: string;
  /** Other names it is known by. */
  names: string[];
  /** What a result says below its title: for a mall its newest figures. */
  note: string;
  /** What else it is found by, such as the shops in a mall. */
  text: string;
}

/** Pages that always exist: address below the locale. */
const PAGES = [
  'malls',
  'complain',
  'complain/track',
  'disclosures',
  'data',
  'methods',
  'about',
  'privacy',
  'security',
  'accessibility',
] as const;

export function mallDocument(
  locale: Locale,
  mall: Mall,
  listed: ListedMall,
  areaName: string,
  period: string,
): SearchDocument {
  const t = translator(locale, 'malls');
  const values = {
    type: label(locale, 'venue', mall.type),
    area: areaName,
    period: formatPeriod(locale, period),
    received: formatNumber(locale, listed.received ?? 0),
    closed: formatNumber(locale, listed.closed ?? 0),
  };
  const shops = mall.tenants.flatMap((tenant) => Object.values(tenant.name));
  return {
    kind: 'mall',
    href: `/${locale}/malls/${listed.id}/`,
    title: mall.name[locale],
    names: [...new Set([...mall.otherNames, ...Object.values(mall.name)])].filter((name) => name !== mall.name[locale]),
    note: t(listed.received === null ? 'search.mallNote.none' : 'search.mallNote', values),
    text: [...new Set(shops)].join(' · '),
  };
}

export function halfYearDocument(locale: Locale, { period, malls, totals }: Disclosure): SearchDocument {
  const t = translator(locale, 'malls');
  return {
    kind: 'half-year',
    href: `/${locale}/disclosures/${period}/`,
    title: sentenceCase(formatPeriod(locale, period)),
    names: [period],
    note: t('search.halfNote', {
      malls: formatNumber(locale, malls.length),
      received: formatNumber(locale, totals.received),
      closed: formatNumber(locale, totals.closed),
    }),
    text: t('half.index.title'),
  };
}

/** A page of prose with a title and a sentence. */
export function readingDocument(
  kind: 'guide' | 'case' | 'campaign' | 'standard',
  { href, title, note, text = '' }: { href: string; title: string; note: string; text?: string },
): SearchDocument {
  return { kind, href, title, names: [], note, text };
}

export function alertDocument(locale: Locale, alert: Alert & { id: string; standing: AlertStanding }): SearchDocument {
  const t = translator(locale, 'malls');
  return {
    kind: 'alert',
    href: `/${locale}/alerts/${alert.id}/`,
    title: alert.title[locale],
    names: [],
    note: t('search.alertNote', {
      level: label(locale, 'alert-level', alert.level),
      state: label(locale, 'alert-state', alert.standing),
      day: formatDay(locale, alert.expires),
    }),
    text: alert.what[locale],
  };
}

/** An entry that stands in no mall; those in a mall are found through it. */
export function entryDocument(
  locale: Locale,
  kind: DirectoryKind,
  entry: DirectoryEntry & { state: EntryState },
  areaName: string,
): SearchDocument {
  const t = translator(locale, 'malls');
  const values = {
    kind: label(locale, 'directory', kind),
    area: areaName,
    state: label(locale, 'entry-state', entry.state),
  };
  return {
    kind: 'entry',
    href: `/${locale}/directory/${kind}/in/${entry.area}/#${entry.id}`,
    title: entry.name[locale],
    names: Object.values(entry.name).filter((name) => name !== entry.name[locale]),
    note: t('search.entryNote', values),
    text: '',
  };
}

export function pageDocuments(locale: Locale): SearchDocument[] {
  const t = translator(locale, 'malls');
  return PAGES.map((page) => ({
    kind: 'page',
    href: `/${locale}/${page}/`,
    title: t(`search.page.${page}`),
    names: [],
    note: t(`search.page.${page}.note`),
    text: '',
  }));
}
