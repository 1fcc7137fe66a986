import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { restorePostgres } from '../../src/intake/store/postgres.ts';
import { openDatabase } from '../../src/intake/store/open.ts';
import { verifyStore } from '../../src/intake/store/verify.ts';
import { receive, startBackends } from './scratch-store.ts';

const backends = await startBackends();
const { postgres, server } = backends;
afterAll(backends.stop);

async function set(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

describe.skipIf(postgres === undefined || server === undefined)('PostgreSQL', () => {
  const scratch = async () => {
    const made = await postgres?.scratch();
    if (made === undefined || server === undefined) throw new Error('PostgreSQL is missing.');
    return { ...made, url: made.place.databaseUrl ?? '', server };
  };

  it.each(['fsync', 'full_page_writes'])('is refused where %s is off', async (setting) => {
    const { place, server: running, open } = await scratch();
    await set(running.url, `alter system set ${setting} = off`, 'select pg_reload_conf()');
    await expect.poll(() => openDatabase(place).then((database) => database.close())).rejects;
    await expect(openDatabase(place)).rejects.toThrow(`${setting} = off`);
    await set(running.url, `alter system reset ${setting}`, 'select pg_reload_conf()');
    await expect.poll(() => open().then(() => true, () => false)).toBe(true);
  });

  it('is refused where a commit does not wait for the disk', async () => {
    const { place, url } = await scratch();
    await set(url, `alter database "${new URL(url).pathname.slice(1)}" set synchronous_commit = off`);
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
    const { open: openAgain } = { open: () => openDatabase({ ...place, databaseUrl: target }) };
    const again = await openAgain();
    expect(await again.all('select count(*) as n from cases')).toEqual([{ n: 2 }]);
    await again.close();
  });
});
