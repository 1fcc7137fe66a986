import { LANG } from '../i18n/locales.ts';
import type { Locale } from '../schema/basics.ts';
import type { Event } from '../schema/event.ts';
import { SITE } from '../site.ts';

/** A statement for machines by schema.org; put into a page as JSON-LD. */
export type Statement = Record<string, unknown>;

const publisher = (locale: Locale) => ({ '@type': 'GovernmentOrganization', name: SITE.publisher[locale] });

interface Article {
  /** Path of the page, with its leading slash. */
  path: string;
  title: string;
  description: string;
  published?: string;
  reviewed: string;
}

/** A page of prose. */
export function articleData(locale: Locale, { path, title, description, published, reviewed }: Article): Statement {
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: title,
    description,
    inLanguage: LANG[locale],
    url: `${SITE.url}${path}`,
    ...(published === undefined ? {} : { datePublished: published }),
    dateModified: reviewed,
    publisher: publisher(locale),
  };
}

/** Events at a place and time. */
export function eventsData(locale: Locale, events: readonly Event[]): Statement[] {
  return events.map(({ day, from, to, place, title, text }) => ({
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: title[locale],
    description: text[locale],
    inLanguage: LANG[locale],
    startDate: `${day}T${from}:00+08:00`,
    endDate: `${day}T${to}:00+08:00`,
    location: { '@type': 'Place', name: place[locale], address: SITE.district[locale] },
    organizer: publisher(locale),
  }));
}

/** The complaint service. */
export function serviceData(locale: Locale, name: string, description: string): Statement {
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentService',
    name,
    description,
    serviceOperator: publisher(locale),
    areaServed: { '@type': 'AdministrativeArea', name: SITE.district[locale] },
    availableChannel: [
      { '@type': 'ServiceChannel', serviceUrl: `${SITE.url}/${locale}/complain/` },
      { '@type': 'ServiceChannel', servicePhone: { '@type': 'ContactPoint', telephone: SITE.hotline } },
    ],
    availableLanguage: Object.values(LANG),
  };
}

interface Dataset {
  path: string;
  name: string;
  description: string;
  /** First and last day it tells of, as in 2026-01-01/2026-06-30. */
  temporal?: string;
  published?: string;
  /** Names of tables below /data. */
  tables: string[];
}

/** Published tables. */
export function datasetData(
  locale: Locale,
  { path, name, description, temporal, published, tables }: Dataset,
): Statement {
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    name,
    description,
    url: `${SITE.url}${path}`,
    inLanguage: LANG[locale],
    ...(temporal === undefined ? {} : { temporalCoverage: temporal }),
    ...(published === undefined ? {} : { datePublished: published }),
    isAccessibleForFree: true,
    license: `${SITE.url}/${locale}/data/#licence`,
    creator: publisher(locale),
    distribution: tables.flatMap((table) =>
      (['csv', 'json'] as const).map((format) => ({
        '@type': 'DataDownload',
        encodingFormat: format === 'csv' ? 'text/csv' : 'application/json',
        contentUrl: `${SITE.url}/data/${table}.${format}`,
      })),
    ),
  };
}
