import { formatDay, formatNumber, formatPeriod, sentenceCase } from '../i18n/formats.ts';
import { label, translator } from '../i18n/strings.ts';
import type { AlertStanding, EntryState } from '../lib/life.ts';
import type { ListedMall } from '../lib/listing.ts';
import type { Alert } from '../schema/alert.ts';
import type { Locale } from '../schema/basics.ts';
import type { DirectoryEntry, DirectoryKind } from '../schema/directory.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import type { Mall } from '../schema/mall.ts';
import type { Hit, Kind } from './engine.ts';

/** One thing that search can find, in one language. */
export interface SearchDocument extends Hit {
  /** Found by it, but not shown in a result: the text of a page. */
  body: string;
  /** Sub-district, where it has one. */
  area?: string;
  year?: string;
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
  rating?: string,
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
    note: [t(listed.received === null ? 'search.mallNote.none' : 'search.mallNote', values), rating]
      .filter(Boolean)
      .join(' · '),
    text: [...new Set(shops)].join(' · '),
    body: mall.tenants.map(({ object }) => label(locale, 'object', object)).join(' '),
    area: mall.area,
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
    body: '',
    year: period.slice(0, 4),
  };
}

/** Anything to read with a title and a sentence: guides, cases, campaigns, laws and the like. */
export function readingDocument(
  kind: Kind,
  { href, title, note, ...more }: Pick<Hit, 'href' | 'title' | 'note'> & Partial<SearchDocument>,
): SearchDocument {
  return { names: [], text: '', body: '', ...more, kind, href, title, note };
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
    body: '',
    year: alert.issued.slice(0, 4),
  };
}

/** An entry of a directory. */
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
    body: '',
    area: entry.area,
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
    body: '',
  }));
}
