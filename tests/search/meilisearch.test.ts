import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { meilisearchEngine, type Stored, settingsOf, storedOf } from '../../src/search/meilisearch.ts';
import { indexDocuments, searchKey } from '../../src/search/meilisearch-index.ts';
import { page, WORDS } from './scratch-search.ts';

/** What a double of the server keeps; it answers by the documented v1 contract, and finds what holds all words. */
interface Double {
  indexes: Map<string, { documents: Map<string, Stored>; settings: Record<string, unknown> }>;
  asked: { method: string; path: string; body: unknown; key: string | undefined }[];
  /** Fails the next task of this type with these words. */
  failing: { type: string; message: string } | undefined;
  isDown: boolean;
}

let double: Double;
let server: Server;
let host = '';
beforeEach(async () => {
  double = { indexes: new Map(), asked: [], failing: undefined, isDown: false };
  server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterEach(() => server.close());

const tasks = new Map<number, object>();
const unknown = (name: string) => ({
  status: 404,
  body: { message: `Index \`${name}\` not found.`, code: 'index_not_found', type: 'invalid_request', link: '' },
});

async function answer(request: IncomingMessage): Promise<{ status: number; body?: unknown }> {
  let text = '';
  for await (const chunk of request) text += chunk;
  const body = text === '' ? undefined : JSON.parse(text);
  const { pathname, searchParams } = new URL(request.url ?? '', host);
  const key = request.headers.authorization?.replace('Bearer ', '');
  double.asked.push({ method: request.method ?? '', path: pathname, body, key });
  if (double.isDown) return { status: 503, body: { message: 'down', code: 'internal', type: 'internal', link: '' } };
  const [, first, name = '', what, more] = pathname.split('/');
  const task = (type: string, work: () => void) => {
    const uid = tasks.size + 1;
    const isFailing = double.failing?.type === type;
    if (!isFailing) work();
    const error = isFailing ? { message: double.failing?.message, code: 'internal', type: 'internal', link: '' } : null;
    if (isFailing) double.failing = undefined;
    tasks.set(uid, {
      uid,
      indexUid: name,
      status: error ? 'failed' : 'succeeded',
      type,
      error,
      enqueuedAt: new Date(),
    });
    return { status: 202, body: { taskUid: uid, indexUid: name, status: 'enqueued', type, enqueuedAt: new Date() } };
  };
  if (first === 'tasks') return { status: 200, body: tasks.get(Number(name)) };
  if (first === 'keys') return { status: 201, body: { ...body, key: 'only-search', uid: 'u' } };
  if (first === 'swap-indexes') {
    return task('indexSwap', () => {
      const [
        {
          indexes: [a, b],
        },
      ] = body as [{ indexes: [string, string] }];
      const [x, y] = [double.indexes.get(a), double.indexes.get(b)];
      if (x && y) double.indexes.set(a, y).set(b, x);
    });
  }
  if (first === 'indexes' && name === '' && request.method === 'POST') {
    return task('indexCreation', () => double.indexes.set(body.uid, { documents: new Map(), settings: {} }));
  }
  const index = double.indexes.get(name);
  if (index === undefined) return unknown(name);
  if (what === undefined && request.method === 'DELETE')
    return task('indexDeletion', () => double.indexes.delete(name));
  if (what === 'settings') {
    if (request.method === 'GET') return { status: 200, body: index.settings };
    return task('settingsUpdate', () => Object.assign(index.settings, body));
  }
  if (what === 'documents' && more === 'delete-batch') {
    return task('documentDeletion', () => {
      for (const id of body as string[]) index.documents.delete(id);
    });
  }
  if (what === 'documents' && request.method === 'GET') {
    const [offset, limit] = [Number(searchParams.get('offset') ?? 0), Number(searchParams.get('limit') ?? 20)];
    const all = [...index.documents.values()].map(({ id, digest }) => ({ id, digest }));
    return { status: 200, body: { results: all.slice(offset, offset + limit), offset, limit, total: all.length } };
  }
  if (what === 'documents') {
    return task('documentAdditionOrUpdate', () => {
      for (const one of body as Stored[]) index.documents.set(one.id, one);
    });
  }
  if (what === 'search') {
    const words = String(body.q).replaceAll('"', '').toLowerCase().split(' ');
    const hits = [...index.documents.values()].filter((one) =>
      words.every((word) => JSON.stringify(one).toLowerCase().includes(word)),
    );
    const facetDistribution = { kind: { page: hits.length } };
    return {
      status: 200,
      body: { hits, estimatedTotalHits: hits.length, offset: 0, limit: 10, facetDistribution, query: body.q },
    };
  }
  return unknown(name);
}

const stored = (title: string, digest = '1'): Stored => ({
  ...storedOf(page(title, { href: `/zh/${title.length}${title.charCodeAt(0)}/` }), {}, []),
  digest,
});
const index = (...documents: Stored[]) => indexDocuments({ host, key: 'admin' }, 'zh', documents, WORDS);
const engine = () => meilisearchEngine({ host, key: 'search', locale: 'zh' }, WORDS, {});

describe('indexing', () => {
  test('fills a new index beside and swaps it in; later sends only what changed and removes what is gone', async () => {
    expect(await index(stored('预付卡'), stored('商场名'))).toEqual({
      sent: 2,
      removed: 0,
      unchanged: 0,
      isSwapped: true,
    });
    expect([...double.indexes.keys()]).toEqual(['fangxin-zh']);
    double.asked = [];
    expect(await index(stored('预付卡'), stored('新的一页'))).toEqual({
      sent: 1,
      removed: 1,
      unchanged: 1,
      isSwapped: false,
    });
    expect(double.asked.some(({ path }) => path === '/swap-indexes')).toBe(false);
    expect([...(double.indexes.get('fangxin-zh')?.documents.values() ?? [])].map(({ title }) => title)).toEqual([
      '预付卡',
      '新的一页',
    ]);
  });

  test('swaps in a whole new index where the settings changed', async () => {
    await index(stored('预付卡'));
    const settings = double.indexes.get('fangxin-zh')?.settings ?? {};
    settings['stopWords'] = ['another'];
    expect((await index(stored('预付卡'))).isSwapped).toBe(true);
    expect(double.indexes.get('fangxin-zh')?.settings).toMatchObject(settingsOf(WORDS));
  });

  test('tells what the server says of a task that failed, and leaves the old index in its place', async () => {
    await index(stored('预付卡'));
    double.failing = { type: 'documentAdditionOrUpdate', message: 'no space left on device' };
    await expect(index(stored('预付卡', '2'))).rejects.toThrow('no space left on device');
    expect(double.indexes.get('fangxin-zh')?.documents.size).toBe(1);
  });

  test('makes a key that can search these indexes and nothing else', async () => {
    expect(await searchKey({ host, key: 'admin' }, ['zh', 'en'])).toBe('only-search');
    expect(double.asked.at(-1)?.body).toMatchObject({ actions: ['search'], indexes: ['fangxin-zh', 'fangxin-en'] });
  });
});

describe('searching', () => {
  test('asks with its own key in the words of the index, a row of signs as it stands', async () => {
    await index(stored('柏荷洲广场'), stored('北斗坊'));
    const found = await engine().search('荷洲', { filters: { kind: 'page' } });
    expect(found.hits.map(({ title }) => title)).toEqual(['柏荷洲广场']);
    expect(found.facets.kind).toEqual({ page: 1 });
    const { body, key } = double.asked.at(-1) as { body: { q: string; filter: string[] }; key: string };
    expect([key, body.filter]).toEqual(['search', ['kind = "page"']]);
    expect(body.q).toMatch(/^"h\w+z\w+"$/);
  });

  test('has the same meaning of words as the embedded engine, as synonyms of the server', () => {
    const { synonyms } = settingsOf(WORDS);
    expect(synonyms['gym']).toEqual(['fitness']);
    expect(synonyms['open day']).toEqual(['visit']);
    expect(Object.keys(synonyms)).toHaveLength(8);
  });

  test('throws where the server does not answer, so that the page takes its own index', async () => {
    double.isDown = true;
    await expect(engine().search('荷洲')).rejects.toThrow();
  });
});
