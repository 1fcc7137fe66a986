import type { SearchDocument } from '../../src/search/documents.ts';
import { embeddedEngine } from '../../src/search/embedded.ts';
import type { SearchEngine } from '../../src/search/engine.ts';
import { buildIndex } from '../../src/search/index-builder.ts';
import { readingsOf, traditionalSigns } from '../../src/search/readings.ts';

const traditional = traditionalSigns();
export const WORDS = {
  stop: ['怎么办', 'how', 'the'],
  same: [
    ['健身卡', '预付卡'],
    ['跑路', '关门'],
    ['gym', 'fitness'],
    ['open day', 'visit'],
  ],
};

export function page(title: string, more: Partial<SearchDocument> = {}): SearchDocument {
  return { kind: 'page', href: `/${title}/`, title, names: [], note: '', text: '', body: '', ...more };
}

/** The embedded engine over these documents, as it reads them from its files. */
export function engineOf(documents: SearchDocument[]): Promise<SearchEngine> {
  const files = buildIndex(documents, { words: WORDS, traditional, readings: readingsOf });
  return embeddedEngine(async (name) => {
    const text = files.get(name);
    if (text === undefined) throw new Error(`The index has no ${name}.`);
    return text;
  });
}

export async function titles(documents: SearchDocument[], query: string): Promise<string[]> {
  const { hits } = await (await engineOf(documents)).search(query);
  return hits.map(({ title }) => title);
}
