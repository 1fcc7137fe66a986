import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SqlRow } from '../../src/intake/store/sql.ts';
import { verifyStore } from '../../src/intake/store/verify.ts';
import { layAside, type Opened, receive, startBackends } from './scratch-store.ts';

const backends = await startBackends();
afterAll(backends.stop);

const DAY = '2026-11-25';
const FIRST = { events: 'seq = 1', cases: `receipt = 'R-one'`, blobs: `receipt = 'R-one'`, files: `receipt = 'R-one'` };
type Table = keyof typeof FIRST;
const TABLES = Object.keys(FIRST) as Table[];

/** What somebody might change behind our back; `bytes` stands for other bytes. */
const CHANGES: Record<Table, string[]> = {
  events: [
    'seq = 100',
    ...['receipt', 'at', 'day', 'by_whom', 'type', 'prev', 'hash'].map(longer),
    `data = replace(data, '"publish":false', '"publish":true')`,
    `seals = '{}'`,
    `key_hash = 'x'`,
    `body_mac = 'x'`,
  ],
  cases: [
    ...['receipt', 'code_hash', 'key_hash', 'body_mac', 'object', 'problem', 'received', 'reply_key'].map(longer),
    `kind = 'report'`,
    'mall = null',
    `locale = 'en'`,
    `flags = '["repeat"]'`,
    `state = replace(state, 'accepted', 'closed')`,
    `state = '{'`,
    longer('status'),
    'seq = 100',
    'reply_seal = $bytes',
  ],
  blobs: [longer('id'), longer('receipt'), 'receipt = null', 'bytes = $bytes', longer('digest'), `kind = 'reply'`],
  files: [
    ...['id', 'receipt', 'sha256', 'original', 'copy'].map(longer),
    'receipt = null',
    `type = 'image/webp'`,
    'bytes = bytes + 1',
  ],
};

/** What serves questions alone and is no part of the truth. */
const NOT_COVERED: Record<Table, string[]> = {
  events: [],
  cases: ['due = null'],
  blobs: [],
  files: [longer('upload_hash'), 'created = created + 1'],
};

function longer(column: string): string {
  return `${column} = ${column} || 'x'`;
}

const updates = (changes: Record<Table, string[]>) =>
  TABLES.flatMap((table) => changes[table].map((change) => `update ${table} set ${change} where ${FIRST[table]}`));

describe.each(backends.all)('checking the store on $name', ({ scratch }) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await (await scratch()).open();
    const { store } = opened;
    const file = await layAside(store, 'mine');
    await receive(store, 'one', { files: { ids: [file.id], uploadHash: 'mine' } });
    await store.append('R-one', { event: { type: 'accepted', day: DAY, data: {} }, by: 'officer:Li' });
    await receive(store, 'two');
    await layAside(store, 'waiting');
  });

  it('finds nothing wrong where nothing was changed', async () => {
    const { store } = opened;
    expect(await verifyStore(store)).toMatchObject({ events: 3, cases: 2, blobs: 4, faults: [] });
  });

  it.each(updates(CHANGES))('finds: %s', async (statement) => {
    expect(await faultsAfter(statement, opened)).not.toEqual([]);
  });

  it.each(updates(NOT_COVERED))('is not meant to find: %s', async (statement) => {
    expect(await faultsAfter(statement, opened)).toEqual([]);
  });

  it.each(TABLES)('finds that a row of %s is gone', async (table) => {
    expect(await faultsAfter(`delete from ${table} where ${FIRST[table]}`, opened)).not.toEqual([]);
  });

  it('finds that events changed hands', async () => {
    const statement = `update events set receipt = case receipt when 'R-one' then 'R-two' else 'R-one' end`;
    expect(await faultsAfter(statement, opened)).not.toEqual([]);
  });

  it('shows by its head that the newest link was cut off with its case', async () => {
    const { head } = await verifyStore(opened.store);
    const { database } = opened;
    const cut = await changed(opened, async () => {
      await database.transaction(async (sql) => {
        await sql.all('delete from events where seq = 3');
        await sql.all(`delete from cases where receipt = 'R-two'`);
        await sql.all(`delete from blobs where receipt = 'R-two'`);
      });
      return verifyStore(opened.store);
    });
    expect(cut.faults).toEqual([]);
    expect(cut.head).not.toBe(head);
  });
});

/** What the check says after a statement that is then taken back. */
async function faultsAfter(statement: string, opened: Opened): Promise<string[]> {
  const { database, store } = opened;
  const bytes = database.dialect === 'sqlite' ? `x'ff'` : String.raw`'\xff'::bytea`;
  return changed(opened, async () => {
    await database.transaction((sql) => sql.all(statement.replace('$bytes', bytes)));
    return (await verifyStore(store)).faults;
  });
}

/** Does something to the tables and puts them back as they were. */
async function changed<T>({ database }: Opened, work: () => Promise<T>): Promise<T> {
  const before = new Map<string, SqlRow[]>();
  for (const table of TABLES) before.set(table, await database.all(`select * from ${table}`));
  const result = await work();
  await database.transaction(async (sql) => {
    for (const [table, rows] of before) {
      await sql.all(`delete from ${table}`);
      for (const row of rows) {
        const columns = Object.keys(row);
        const places = columns.map(() => '?').join(', ');
        await sql.all(`insert into ${table} (${columns.join(', ')}) values (${places})`, ...Object.values(row));
      }
    }
  });
  return result;
}
