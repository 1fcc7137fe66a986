import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Locale } from '../../src/schema/basics.ts';
import { embeddedEngine } from '../../src/search/embedded.ts';
import type { SearchEngine } from '../../src/search/engine.ts';
import { type Manifest, manifestPath, simplifiedOf } from '../../src/search/layout.ts';
import { meilisearchEngine } from '../../src/search/meilisearch.ts';

const LIST = parse(readFileSync('tests/search/queries.yml', 'utf8')) as Record<Locale, Record<string, string[]>>;
const read = (locale: Locale) => (name: string) => readFile(`dist/data/search/${locale}/${name}`, 'utf8');
const { MEILI_HOST: host, MEILI_SEARCH_KEY: key } = process.env;

/** The engines that can be asked here: the one of the built site, and a Meilisearch server where one is named. */
const ENGINES: [name: string, make: (locale: Locale) => Promise<SearchEngine>][] = [
  ['embedded', (locale) => embeddedEngine(read(locale))],
];
if (host && key) {
  ENGINES.push([
    'Meilisearch',
    async (locale) => {
      const { words, traditional } = JSON.parse(await read(locale)(manifestPath)) as Manifest;
      return meilisearchEngine({ host, key, locale }, words, simplifiedOf(traditional));
    },
  ]);
}

test('the list is long enough to mean something', () => {
  expect(Object.values(LIST).flatMap(Object.keys).length).toBeGreaterThanOrEqual(150);
});

describe.runIf(existsSync('dist/data/search')).each(ENGINES)('%s', (_, make) => {
  describe.each(Object.entries(LIST) as [Locale, Record<string, string[]>][])('%s', (locale, queries) => {
    test.each(Object.entries(queries))('%s', async (query, expected) => {
      const { hits } = await (await make(locale)).search(query, { limit: 3 });
      const found = hits.map(({ href }) => href.replace(`/${locale}/`, ''));
      if (expected.length === 0) expect(found).toEqual([]);
      else
        expect(
          found.some((href) => expected.some((one) => href.startsWith(one))),
          found.join('\n'),
        ).toBe(true);
    });
  });
});
