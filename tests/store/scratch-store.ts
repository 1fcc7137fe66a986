import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../src/intake/store/chain.ts';
import { openDatabase, type Place } from '../../src/intake/store/open.ts';
import type { Database } from '../../src/intake/store/sql.ts';
import { type NewCase, openStore, type Store, type StoreOptions, type Writing } from '../../src/intake/store/store.ts';
import { startPostgres } from '../postgres.ts';

export interface Opened {
  store: Store;
  database: Database;
}

/** An empty database that may be opened several times, as by several processes. */
export interface Scratch {
  place: Place;
  open(options?: Partial<StoreOptions>): Promise<Opened>;
}

export interface Backend {
  name: string;
  scratch(): Promise<Scratch>;
}

/** Every database there is here, and what ends all that was opened. */
export async function startBackends() {
  const folder = mkdtempSync(join(tmpdir(), 'fangxin-store-'));
  const server = await startPostgres();
  const opened: Opened[] = [];
  let count = 0;
  const over = (place: Place): Scratch => ({
    place,
    async open(options = {}) {
      const database = await openDatabase(place);
      const store = await openStore(database, { dueOf: (state) => (state.closed ? null : state.received), ...options });
      opened.push({ store, database });
      return { store, database };
    },
  });
  const sqlite: Backend = {
    name: 'SQLite',
    scratch: async () => over({ varDir: join(folder, String(++count)) }),
  };
  const postgres: Backend | undefined = server && {
    name: 'PostgreSQL',
    scratch: async () => over({ varDir: folder, databaseUrl: await server.createDatabase(`test-${++count}`) }),
  };
  return {
    sqlite,
    postgres,
    server,
    all: [sqlite, ...(postgres ? [postgres] : [])],
    async stop() {
      for (const { store } of opened) await store.close().catch(() => {});
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function newCase(key: string, changes: Partial<NewCase> = {}): NewCase {
  return {
    receipt: `R-${key}`,
    codeHash: `code-${key}`,
    keyHash: `key-${key}`,
    bodyMac: `mac-${key}`,
    kind: 'complaint',
    mall: 'wutong-li',
    object: 'food',
    problem: 'quality',
    locale: 'zh',
    flags: [],
    replyKey: `age-${key}`,
    replySeal: new Uint8Array([0, 1, 127, 128, 255]),
    ...changes,
  };
}

/** The first event of a case, as the intake writes it. */
export function received(kept: NewCase, changes: Partial<Writing> & { day?: string } = {}): Writing {
  const { kind, mall, object, problem, locale, flags, codeHash, keyHash, bodyMac, replyKey, replySeal } = kept;
  const { day = '2026-11-24', ...writing } = changes;
  return {
    event: {
      type: 'received',
      day,
      data: {
        ...{ kind, mall, locale, publish: false, delegate: false, from: null, files: [] },
        ...{
          happenedOn: null,
          amount: null,
          access: { codeHash, keyHash, bodyMac, replyKey, replySeal: sha256(replySeal) },
        },
        object: object as 'food',
        problem: problem as 'quality',
        flags: flags as [],
      },
    },
    by: 'sender',
    blobs: [{ id: randomUUID(), kind: 'letter', bytes: Buffer.from(`sealed letter of ${kept.receipt}`) }],
    ...writing,
  };
}

/** Keeps one complaint. */
export function receive(
  store: Store,
  key: string,
  changes: Partial<Writing> & { day?: string } = {},
  kept = newCase(key),
) {
  return store.receive(kept, received(kept, changes));
}

/** Lays one file aside. */
export async function layAside(store: Store, uploadHash: string, created = 1000) {
  const bytes = Buffer.from(`picture ${randomUUID()}`);
  const file = {
    ...{ id: randomUUID(), receipt: null, uploadHash, type: 'image/png' as const, bytes: bytes.length },
    ...{ sha256: sha256(bytes), original: randomUUID(), copy: randomUUID(), created },
  };
  const waiting = await store.addFile(file, Buffer.from(`original ${file.id}`), Buffer.from(`copy ${file.id}`));
  return { ...file, waiting };
}

export async function listed<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
