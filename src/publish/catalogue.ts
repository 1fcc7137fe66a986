import { getDisclosures } from '../data/disclosures.ts';
import { LANG } from '../i18n/locales.ts';
import { translator } from '../i18n/strings.ts';
import { LOCALES, type Localized } from '../schema/basics.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import { SITE } from '../site.ts';
import { getTables } from './files.ts';
import { tableName } from './table-names.ts';

const EU = 'http://publications.europa.eu/resource/authority';

/** Every published table as a catalogue by DCAT 3 (www.w3.org/TR/vocab-dcat-3), in JSON-LD. */
export async function catalogue(): Promise<unknown> {
  const disclosures = await getDisclosures();
  const texts = (make: (locale: (typeof LOCALES)[number]) => string) =>
    LOCALES.map((locale) => ({ '@value': make(locale), '@language': LANG[locale] }));
  const words = (text: Localized) => texts((locale) => text[locale]);
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': `${SITE.url}/data/catalogue.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': words(SITE.tagline),
    'dct:description': texts((locale) => translator(locale, 'malls')('data.description')),
    'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': words(SITE.publisher) },
    'dct:language': Object.values(LANG),
    'foaf:homepage': { '@id': SITE.url },
    'dcat:dataset': [...(await getTables()).keys()].map((name) => ({
      '@id': `${SITE.url}/data/${name}`,
      '@type': 'dcat:Dataset',
      'dct:title': texts((locale) => tableName(locale, name)),
      ...datesOf(name, disclosures),
      'dct:license': { '@id': `${SITE.url}/zh/data/#licence` },
      'dcat:distribution': (['csv', 'json'] as const).map((format) => ({
        '@type': 'dcat:Distribution',
        'dct:format': { '@id': `${EU}/file-type/${format.toUpperCase()}` },
        'dcat:mediaType': format === 'csv' ? 'text/csv' : 'application/json',
        'dcat:downloadURL': { '@id': `${SITE.url}/data/${name}.${format}` },
      })),
    })),
  };
}

/** A half-year was issued on its own day; every other table is made anew with the newest one. */
function datesOf(name: string, disclosures: readonly Disclosure[]) {
  const date = (day: string) => ({ '@value': day, '@type': 'xsd:date' });
  const half = disclosures.find(({ period }) => name === `disclosures/${period}`);
  const revised = half?.revisedOn;
  return {
    'dct:issued': date(half?.publishedOn ?? disclosures[0]?.publishedOn ?? ''),
    ...(revised !== undefined && { 'dct:modified': date(revised) }),
  };
}
