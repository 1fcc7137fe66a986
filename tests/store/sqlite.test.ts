import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { openSqlite } from '../../src/intake/store/sqlite.ts';
import { openStore } from '../../src/intake/store/store.ts';
import { verifyStore } from '../../src/intake/store/verify.ts';
import { receive } from './scratch-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'fangxin-sqlite-'));
let files = 0;
const file = () => join(folder, String(++files), 'intake.sqlite');
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

async function open(place = file()) {
  const database = openSqlite(place);
  return { database, store: await openStore(database, { dueOf: () => null }) };
}

/** Sends many at once; gives the keys that were acknowledged. */
async function sendMany(store: Awaited<ReturnType<typeof open>>['store'], prefix: string, many: number) {
  const keys = Array.from({ length: many }, (_, n) => `${prefix}${n}`);
  const results = await Promise.allSettled(keys.map((key) => receive(store, key, { blobs: [blob(key)] })));
  return keys.filter((_, at) => results[at]?.status === 'fulfilled');
}

const blob = (id: string) => ({ id, kind: 'letter' as const, bytes: new Uint8Array(2000) });

describe('the SQLite file', () => {
  it('shows nobody what is not committed yet', async () => {
    const { database, store } = await open();
    let commit = () => {};
    let isIn = () => {};
    const inserted = new Promise<void>((resolve) => {
      isIn = resolve;
    });
    const writing = database.transaction(async (sql) => {
      await sql.all(`insert into receipt_views values ('t', ?, 9)`, new Uint8Array([1]));
      isIn();
      await new Promise<void>((resolve) => {
        commit = resolve;
      });
    });
    await inserted;
    expect(await store.view('t', 0)).toBeUndefined();
    commit();
    await writing;
    expect(await store.view('t', 0)).toBeDefined();
    await store.close();
  });

  it('waits once for the disk for all that come in one turn', async () => {
    const { store } = await open();
    const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
    await sendMany(store, 'a', 50);
    expect(exec.mock.calls.filter(([text]) => text === 'commit')).toHaveLength(1);
    expect(await store.list()).toHaveLength(50);
    await store.close();
  });

  it('gives no receipt where the commit fails, to nobody of that turn', async () => {
    const { store } = await open();
    const before = await sendMany(store, 'a', 3);
    const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
    exec.mockImplementation(function (this: DatabaseSync, text: string) {
      if (text === 'commit') throw new Error('disk I/O error');
      this.prepare(text.split(';')[0] ?? '').run();
    });
    expect(await sendMany(store, 'b', 20)).toEqual([]);
    exec.mockRestore();
    expect(await store.list()).toHaveLength(before.length);
    const after = await sendMany(store, 'c', 3);
    expect(after).toHaveLength(3);
    expect(await verifyStore(store)).toMatchObject({ events: 6, cases: 6, blobs: 6, faults: [] });
    await store.close();
  });

  it('gives no receipt on a full disk, loses none that it gave, and goes on when there is room', async () => {
    const place = file();
    const { database, store } = await open(place);
    const [{ pages } = { pages: 0 }] = await database.all<{ pages: number }>(
      'select page_count as pages from pragma_page_count()',
    );
    const limit = (most: number) => database.transaction((sql) => sql.all(`pragma max_page_count = ${most}`));
    await limit(pages + 60);
    const kept: string[] = [];
    let refused = 0;
    for (let turn = 0; turn < 12; turn += 1) {
      const acknowledged = await sendMany(store, `${turn}-`, 10);
      kept.push(...acknowledged);
      refused += 10 - acknowledged.length;
    }
    expect(kept.length).toBeGreaterThan(10);
    expect(refused).toBeGreaterThan(10);
    await limit(1_000_000);
    kept.push(...(await sendMany(store, 'after', 5)));
    await store.close();
    const { store: again } = await open(place);
    expect((await again.list()).map(({ receipt }) => receipt).sort()).toEqual(kept.map((key) => `R-${key}`).sort());
    expect((await verifyStore(again)).faults).toEqual([]);
    await again.close();
  });

  it('finishes what was asked of it before it closes', async () => {
    const place = file();
    const { store } = await open(place);
    const sending = sendMany(store, 'a', 30);
    await store.close();
    expect(await sending).toHaveLength(30);
    const { store: again } = await open(place);
    expect(await again.list()).toHaveLength(30);
    await again.close();
  });

  it('makes a copy of what is committed, whatever is being written meanwhile', async () => {
    const { database, store } = await open();
    await sendMany(store, 'a', 20);
    const copy = join(folder, 'copy.sqlite');
    const unfinished = database.transaction(async (sql) => {
      await sql.all(`update cases set status = 'closed'`);
      await database.backup(copy);
      throw new Error('not today');
    });
    await expect(unfinished).rejects.toThrow('not today');
    await store.close();
    const { store: again } = await open(copy);
    expect(await again.list({ status: 'received' })).toHaveLength(20);
    expect((await verifyStore(again)).faults).toEqual([]);
    await again.close();
  });

  it('is not opened where it is damaged or no database', async () => {
    const none = file();
    await open(none).then(({ store }) => store.close());
    writeFileSync(none, 'not a database, but long enough to look like one '.repeat(200));
    expect(() => openSqlite(none)).toThrow();
    const torn = file();
    const { store } = await open(torn);
    await sendMany(store, 'a', 40);
    await store.close();
    const whole = new DatabaseSync(torn);
    const { page } = whole.prepare(`select rootpage as page from sqlite_schema where name = 'cases'`).get() as {
      page: number;
    };
    whole.close();
    const bytes = readFileSync(torn);
    writeFileSync(torn, bytes.fill(7, (page - 1) * 4096, page * 4096));
    expect(() => openSqlite(torn)).toThrow();
  });
});
