import { Meilisearch } from 'meilisearch';
import type { Locale } from '../schema/basics.ts';
import { indexName, type Stored, settingsOf } from './meilisearch.ts';
import type { SearchWords } from './query.ts';

export interface Indexed {
  sent: number;
  removed: number;
  unchanged: number;
  /** A whole new index took the place of the old one. */
  isSwapped: boolean;
}

const PAGE = 1000;
const PATIENCE = { timeout: 10 * 60 * 1000 };

/**
 * Brings the index of a language to these documents. Where the settings are the same, only what changed is sent and
 * what is gone removed. Otherwise a new index is filled beside and swapped in, so that search never stops. Throws
 * with the server’s own words where a task fails.
 */
export async function indexDocuments(
  { host, key }: { host: string; key: string },
  locale: Locale,
  documents: Stored[],
  words: SearchWords,
): Promise<Indexed> {
  const client = new Meilisearch({ host, apiKey: key });
  const [name, next] = [indexName(locale), `${indexName(locale)}-next`];
  const settings = settingsOf(words);
  const done = async (task: ReturnType<typeof client.createIndex>) => {
    const { status, error, type } = await task.waitTask(PATIENCE);
    if (status !== 'succeeded') throw new Error(`Meilisearch could not do ${type}: ${error?.message ?? status}`);
  };

  const kept = await digestsIn(client, name);
  if (kept !== undefined && same(pick(await client.index(name).getSettings(), settings), settings)) {
    const changed = documents.filter(({ id, digest }) => kept.get(id) !== digest);
    const ids = new Set(documents.map(({ id }) => id));
    const gone = [...kept.keys()].filter((id) => !ids.has(id));
    for (const part of parts(changed)) await done(client.index<Stored>(name).addDocuments(part, { primaryKey: 'id' }));
    if (gone.length > 0) await done(client.index(name).deleteDocuments(gone));
    return {
      sent: changed.length,
      removed: gone.length,
      unchanged: documents.length - changed.length,
      isSwapped: false,
    };
  }

  if ((await digestsIn(client, next)) !== undefined) await done(client.deleteIndex(next));
  await done(client.createIndex(next, { primaryKey: 'id' }));
  await done(client.index(next).updateSettings(settings));
  for (const part of parts(documents)) await done(client.index<Stored>(next).addDocuments(part, { primaryKey: 'id' }));
  if (kept === undefined) await done(client.createIndex(name, { primaryKey: 'id' }));
  await done(client.swapIndexes([{ indexes: [name, next], rename: false }]));
  await done(client.deleteIndex(next));
  return { sent: documents.length, removed: 0, unchanged: 0, isSwapped: true };
}

/** Makes a key that can search these indexes and do nothing else. */
export async function searchKey(
  { host, key }: { host: string; key: string },
  locales: readonly Locale[],
): Promise<string> {
  const made = await new Meilisearch({ host, apiKey: key }).createKey({
    name: 'Fangxin search',
    description: 'Searches the public indexes; may stand in a page.',
    actions: ['search'],
    indexes: locales.map(indexName),
    expiresAt: null,
  });
  return made.key;
}

/** Identifier → digest of all documents of an index; undefined where there is none of that name. */
async function digestsIn(client: Meilisearch, name: string): Promise<Map<string, string> | undefined> {
  const digests = new Map<string, string>();
  try {
    for (let offset = 0; ; offset += PAGE) {
      const { results, total } = await client
        .index<Stored>(name)
        .getDocuments({ fields: ['id', 'digest'], offset, limit: PAGE });
      for (const { id, digest } of results) digests.set(id, digest);
      if (results.length === 0 || offset + PAGE >= total) return digests;
    }
  } catch (error) {
    if ((error as { cause?: { code?: string } }).cause?.code === 'index_not_found') return undefined;
    throw error;
  }
}

function parts<T>(list: T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / PAGE) }, (_, at) => list.slice(at * PAGE, (at + 1) * PAGE));
}

/** Of some settings, those that are ours, with lists in an order of their own where the server keeps none. */
function pick(found: object, wanted: object): Record<string, unknown> {
  const all = found as Record<string, unknown>;
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, all[name]]));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

const UNORDERED = ['filterableAttributes', 'stopWords', 'disableOnAttributes', 'displayedAttributes'];

function ordered(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return UNORDERED.includes(name) ? [...value].sort() : value;
  if (typeof value !== 'object' || value === null) return value;
  const wanted = name === 'typoTolerance' ? ['enabled', 'disableOnAttributes'] : Object.keys(value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => wanted.includes(key))
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([key, one]) => [key, ordered(one, name === 'synonyms' ? 'stopWords' : key)]),
  );
}
