import { Meilisearch } from 'meilisearch';
import type { Locale } from '../schema/basics.ts';
import type { SearchDocument } from './documents.ts';
import { FACETS, type Filters, type Found, type Hit, NOTHING, type SearchEngine } from './engine.ts';
import { gramsOf, pairsOf } from './grams.ts';
import { type Asked, askedBy, type SearchWords, type Simplified } from './query.ts';
import { normalise, runsOf } from './text.ts';

/** Name of the index of one language. */
export const indexName = (locale: Locale) => `fangxin-${locale}`;

/** Results are worth waiting this long for; after it the page looks into its own index. */
const PATIENCE = 3000;

/** A document as the server keeps it. */
export interface Stored extends Hit {
  id: string;
  /** Of all the rest: equal digests need no sending. */
  digest: string;
  body: string;
  /** Readings of Chinese names. */
  readings: string[];
  titleGrams: string;
  nameGrams: string;
  textGrams: string;
  area: string | null;
  year: string | null;
}

const FIELDS = ['title', 'titleGrams', 'names', 'nameGrams', 'readings', 'note', 'text', 'textGrams', 'body'];

/** A document with its Chinese written as words; `digest` is made by the caller. */
export function storedOf(
  document: SearchDocument,
  traditional: Simplified,
  readings: string[],
): Omit<Stored, 'digest'> {
  const { href, title, names, note, text, body, area = null, year = null } = document;
  return {
    // Identifiers are letters, digits, hyphens and underscores alone.
    id: href.replace(/[^A-Za-z0-9_-]/g, '_'),
    ...document,
    area,
    year,
    readings,
    titleGrams: gramsOf(title, traditional),
    nameGrams: gramsOf(names.join('\n'), traditional),
    textGrams: gramsOf([note, text, body].join('\n'), traditional),
  };
}

/** Settings of an index (www.meilisearch.com/docs/reference/api/settings). */
export function settingsOf({ same, stop }: SearchWords) {
  const synonyms: Record<string, string[]> = {};
  for (const group of same) {
    const written = group.map((word) => wordsOfRow(normalise(word)));
    for (const word of written) synonyms[word] = written.filter((other) => other !== word);
  }
  return {
    searchableAttributes: FIELDS,
    filterableAttributes: [...FACETS],
    displayedAttributes: ['id', 'digest', 'kind', 'href', 'title', 'names', 'note', 'text'],
    rankingRules: ['words', 'typo', 'attribute', 'proximity', 'exactness', 'sort'],
    stopWords: stop.filter((word) => /^[a-z]+$/.test(normalise(word))).map(normalise),
    synonyms,
    typoTolerance: { enabled: true, disableOnAttributes: ['titleGrams', 'nameGrams', 'textGrams'] },
    pagination: { maxTotalHits: 10_000 },
  };
}

/** Search by a Meilisearch server, with a key that can only search. Throws where it does not answer in time. */
export function meilisearchEngine(
  { host, key, locale }: { host: string; key: string; locale: Locale },
  words: SearchWords,
  simplified: Simplified,
): SearchEngine {
  const index = new Meilisearch({ host, apiKey: key, timeout: PATIENCE }).index(indexName(locale));
  return {
    async search(query, { filters = {}, offset = 0, limit = 10 } = {}) {
      const { written, meant } = askedBy(query, words, simplified);
      if (meant.length === 0) return NOTHING;
      const ask = async (asked: Asked[], isExact: boolean, matchingStrategy: 'all' | 'frequency' = 'all') => {
        const answer = await index.search<Hit>(asked.map((one) => queryOf(one, isExact)).join(' '), {
          offset,
          limit,
          matchingStrategy,
          filter: filterOf(filters),
          facets: [...FACETS],
          attributesToRetrieve: ['kind', 'href', 'title', 'names', 'note', 'text'],
        });
        return { answer, total: answer.estimatedTotalHits ?? answer.hits.length };
      };
      let found = written.length > 0 ? await ask(written, true) : await ask(meant, false);
      if (found.total === 0 && written.length > 0) found = await ask(meant, false);
      const isPartial = found.total === 0 && meant.length >= 3;
      if (isPartial) found = await ask(meant, false, 'frequency');
      const facets: Found['facets'] = { kind: {}, area: {}, year: {} };
      for (const name of FACETS) facets[name] = found.answer.facetDistribution?.[name] ?? {};
      const hits = found.answer.hits.map(({ kind, href, title, names, note, text }) => ({
        kind,
        href,
        title,
        names,
        note,
        text,
      }));
      const marks = meant.flatMap(({ alternatives }) => alternatives.flatMap((runs) => runs.map(({ text }) => text)));
      return { total: found.total, hits, facets, marks: [...new Set(marks)], isPartial };
    },
  };
}

/** A thing asked for, in the words of the index. Rows of signs that are no known word have to stand as they are. */
function queryOf({ alternatives, isRest }: Asked, isExact: boolean): string {
  const runs = alternatives[0] ?? [];
  return runs
    .map(({ isHan, text }) => {
      const row = isHan ? pairsOf(text).join(' ') : text;
      return isHan && (isExact || isRest) ? `"${row}"` : row;
    })
    .join(' ');
}

function wordsOfRow(normal: string): string {
  return runsOf(normal)
    .flatMap(({ isHan, text }) => (isHan ? pairsOf(text) : [text]))
    .join(' ');
}

function filterOf(filters: Filters): string[] {
  return FACETS.flatMap((name) => (filters[name] === undefined ? [] : [`${name} = ${JSON.stringify(filters[name])}`]));
}
