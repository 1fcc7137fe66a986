import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/intake/store/open.ts';
import { restorePostgres } from '../../src/intake/store/postgres.ts';
import { verifyStore } from '../../src/intake/store/verify.ts';
import { receive, startBackends } from './scratch-store.ts';

const backends = await startBackends();
const { postgres, server } = backends;
afterAll(backends.stop);

async function ask(url: string, ...statements: string[]): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

describe.skipIf(postgres === undefined || server === undefined)('PostgreSQL', () => {
  const scratch = async () => {
    const made = await postgres?.scratch();
    if (made === undefined || server === undefined) throw new Error('PostgreSQL is missing.');
    return { ...made, url: made.place.databaseUrl ?? '', server };
  };

  it.each(['fsync', 'full_page_writes'])('is refused where %s is off', async (setting) => {
    const { place, server: running } = await scratch();
    const change = async (text: string, becomes: string) => {
      await ask(running.url, text, 'select pg_reload_conf()');
      await expect.poll(() => ask(running.url, `show ${setting}`)).toBe(becomes);
    };
    await change(`alter system set ${setting} = off`, 'off');
    try {
      await expect(openDatabase(place)).rejects.toThrow(`${setting} = off`);
    } finally {
      await change(`alter system reset ${setting}`, 'on');
    }
  });

  it('is refused where a commit does not wait for the disk', async () => {
    const { place, url } = await scratch();
    await ask(url, `alter database "${new URL(url).pathname.slice(1)}" set synchronous_commit = off`);
    await expect(openDatabase(place)).rejects.toThrow('synchronous_commit = off');
  });

  it('shows nobody what is not committed yet', async () => {
    const { open } = await scratch();
    const { store, database } = await open();
    await database.transaction(async (sql) => {
      await sql.all(`insert into receipt_views values ('t', ?, 9)`, new Uint8Array([1]));
      expect(await store.view('t', 0)).toBeUndefined();
    });
    expect(await store.view('t', 0)).toBeDefined();
  });

  it('refuses, and goes on afterwards, when the server falls in the middle of a transaction', async () => {
    const { open, server: running } = await scratch();
    const { store } = await open();
    await receive(store, 'before');
    const sending = Promise.allSettled(Array.from({ length: 200 }, (_, n) => receive(store, `n${n}`)));
    await running.crash();
    const results = await sending;
    const kept = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.receipt] : []));
    await receive(store, 'after');
    const there = (await store.list()).map(({ receipt }) => receipt);
    expect(there).toEqual(expect.arrayContaining(['R-before', 'R-after', ...kept]));
    expect((await verifyStore(store)).faults).toEqual([]);
  });

  it('is copied to a file and put back from it', async () => {
    const { open, place, url, server: running } = await scratch();
    const { store } = await open();
    for (const key of ['one', 'two']) await receive(store, key);
    const file = `${place.varDir}/copy.dump`;
    await store.backup(file);
    const target = await running.createDatabase(`restored-${new URL(url).pathname.slice(1)}`);
    await restorePostgres(target, file);
    const again = await openDatabase({ ...place, databaseUrl: target });
    expect(await again.all('select count(*) as n from cases')).toEqual([{ n: 2 }]);
    await again.close();
  });
});
