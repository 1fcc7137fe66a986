import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { Stop } from '../src/disclosure/stop.ts';
import { LOCALES } from '../src/schema/basics.ts';
import { searchWords } from '../src/schema/search-words.ts';
import type { SearchDocument } from '../src/search/documents.ts';
import { storedOf } from '../src/search/meilisearch.ts';
import { indexDocuments, searchKey } from '../src/search/meilisearch-index.ts';
import { readingsOf, traditionalSigns } from '../src/search/readings.ts';
import { runCommand } from './command.ts';

const USAGE = 'MEILI_HOST=… MEILI_ADMIN_KEY=… npm run index [-- --dist DIR] [--key]';

await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    options: { dist: { type: 'string', default: 'dist' }, key: { type: 'boolean', default: false } },
  });
  const { MEILI_HOST: host, MEILI_ADMIN_KEY: key } = process.env;
  if (host === undefined || key === undefined) throw new Stop(`Name the server and its key. Use: ${USAGE}`);
  if (values.key) {
    console.log(
      `Put this key, which can only search, into MEILI_SEARCH_KEY: ${await searchKey({ host, key }, LOCALES)}`,
    );
    return;
  }
  const traditional = traditionalSigns();
  for (const locale of LOCALES) {
    const file = join(values.dist, 'data', 'search', locale, 'documents.json');
    if (!existsSync(file)) throw new Stop(`There is no ${file}: build the site first.`);
    const documents = (JSON.parse(await readFile(file, 'utf8')) as SearchDocument[]).map((document) => {
      const readings = [document.title, ...document.names].flatMap(readingsOf);
      const stored = storedOf(document, traditional, readings);
      return { ...stored, digest: createHash('sha256').update(JSON.stringify(stored)).digest('hex') };
    });
    const words = searchWords.parse(parse(await readFile(join('content', 'search', `${locale}.yml`), 'utf8')));
    const { sent, removed, unchanged, isSwapped } = await indexDocuments({ host, key }, locale, documents, words);
    const how = isSwapped ? 'a new index was swapped in' : 'the index was brought up to date';
    console.log(`${locale}: ${sent} sent, ${removed} removed, ${unchanged} unchanged; ${how}.`);
  }
});
