import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { parse } from 'yaml';
import { searchWords } from '../../src/schema/search-words.ts';
import type { SearchDocument } from '../../src/search/documents.ts';
import { buildIndex } from '../../src/search/index-builder.ts';
import { readingsOf, traditionalSigns } from '../../src/search/readings.ts';
import { random } from '../demo/random.ts';

const SIGNS = 600;
const FIRST_SIGN = 0x5000;

/** Invented pages: a name of four to eight signs and a text of eighty, the same for the same count. */
export function inventedDocuments(count: number): SearchDocument[] {
  const { whole } = random(42);
  // Without traditional signs, which are found by their simplified ones and the other way round.
  const traditional = traditionalSigns();
  const all = Array.from({ length: 4 * SIGNS }, (_, at) => String.fromCodePoint(FIRST_SIGN + at));
  const simplified = new Set(Object.values(traditional));
  const signs = all.filter((one) => traditional[one] === undefined && !simplified.has(one));
  const below = (most: number) => whole(0, most - 1);
  // Common signs are commoner: the lower half is drawn twice as often.
  const sign = () => signs[Math.min(below(SIGNS), below(SIGNS) + below(2) * SIGNS)] ?? '';
  const row = (length: number) => Array.from({ length }, sign).join('');
  return Array.from({ length: count }, (_, at) => ({
    kind: 'mall' as const,
    href: `/zh/malls/m${at}/`,
    title: row(4 + below(5)),
    names: [],
    note: `${row(6)} · ${below(500)}`,
    text: row(12),
    body: row(80),
    area: `a${below(13)}`,
  }));
}

// As a program of its own, so that its time and memory are its own: COUNT FOLDER
if (import.meta.main) {
  const [count = '0', folder = ''] = process.argv.slice(2);
  const files = buildIndex(inventedDocuments(Number(count)), {
    words: searchWords.parse(parse(await readFile('content/search/zh.yml', 'utf8'))),
    traditional: traditionalSigns(),
    readings: readingsOf,
  });
  mkdirSync(folder, { recursive: true });
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  for (const [name, text] of files) {
    writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text, { params }));
  }
}
