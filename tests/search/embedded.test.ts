import { describe, expect, test } from 'vitest';
import type { SearchDocument } from '../../src/search/documents.ts';
import { embeddedEngine } from '../../src/search/embedded.ts';

function mall(title: string, more: Partial<SearchDocument> = {}): SearchDocument {
  return { kind: 'mall', href: '/zh/malls/x/', title, names: [], note: '', text: '', ...more };
}

async function titles(documents: SearchDocument[], query: string): Promise<string[]> {
  return (await embeddedEngine(documents).search(query)).map(({ title }) => title);
}

describe('the embedded engine', () => {
  test('finds a Chinese name by any part of it', async () => {
    const documents = [mall('梧桐里购物中心'), mall('云汀广场')];
    expect(await titles(documents, '桐里')).toEqual(['梧桐里购物中心']);
    expect(await titles(documents, '场')).toEqual(['云汀广场']);
  });

  test('does not mind width, case or accents', async () => {
    const documents = [mall('Pasaje del Plátano'), mall('ＷＴＬ Mall')];
    expect(await titles(documents, 'platano')).toEqual(['Pasaje del Plátano']);
    expect(await titles(documents, 'PLÁTANO')).toEqual(['Pasaje del Plátano']);
    expect(await titles(documents, 'wtl')).toEqual(['ＷＴＬ Mall']);
  });

  test('wants every word, in any order', async () => {
    const documents = [mall('Plane Tree Lane'), mall('Tree House')];
    expect(await titles(documents, 'lane tree')).toEqual(['Plane Tree Lane']);
  });

  test('puts names that begin with the query first, then names that hold it, then the rest', async () => {
    const documents = [
      mall('North Plaza', { text: 'Harbour Tea' }),
      mall('Old Harbour'),
      mall('East Mall', { names: ['Harbour East'] }),
      mall('Harbour Court'),
    ];
    expect(await titles(documents, 'harbour')).toEqual(['East Mall', 'Harbour Court', 'Old Harbour', 'North Plaza']);
  });

  test('finds a mall by a shop in it', async () => {
    expect(await titles([mall('云汀广场', { text: '聿柘面馆 · Fideos Yuzhe' })], '面馆')).toEqual(['云汀广场']);
  });

  test('takes one or two Latin letters only where a word begins', async () => {
    const documents = [mall('Crab Bay'), mall('Lu Yuan'), mall('Flute Shop')];
    expect(await titles(documents, 'lu')).toEqual(['Lu Yuan']);
  });

  test.each(['', '   ', '。'])('finds nothing for the query %j', async (query) => {
    expect(await titles([mall('梧桐里')], query)).toEqual([]);
  });

  test('takes signs of a pattern for what they are', async () => {
    expect(await titles([mall('梧桐里')], '.*(')).toEqual([]);
  });
});
