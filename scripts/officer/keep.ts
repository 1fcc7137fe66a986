import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Stop } from '../../src/disclosure/stop.ts';
import { openDatabase, sqliteFile } from '../../src/intake/store/open.ts';
import { restorePostgres } from '../../src/intake/store/postgres.ts';
import type { Database } from '../../src/intake/store/sql.ts';
import { openSqlite } from '../../src/intake/store/sqlite.ts';
import { openStore, type Store } from '../../src/intake/store/store.ts';
import { type Verified, verifyStore } from '../../src/intake/store/verify.ts';
import type { Call, Command } from './context.ts';
import { jsonOf } from './table.ts';

const MOST_CHECKS = 3;

export const verify: Command = {
  usage: 'verify [--json]',
  does: 'check every byte that the chain of events covers; the head, written down elsewhere, shows a cut end too',
  run: ({ store, say, values }) => check(store, say, values.json),
};

async function check(store: Store, say: Call['say'], isJson = false): Promise<void> {
  const result = await settled(store);
  const { events, cases, blobs, head, faults } = result;
  if (isJson) say(jsonOf(result));
  else say(`${events} events of ${cases} cases, ${blobs} sealed pieces.\nHead of the chain: ${head}`);
  if (faults.length > 0) throw new Stop(faults.join('\n'));
  if (!isJson) say('Nothing was changed.');
}

/**
 * Checks again where something does not agree: what comes in while the check runs looks for a moment as if it were
 * named by no event. Only what is said every time is a fault.
 */
async function settled(store: Store): Promise<Verified> {
  let result = await verified(store);
  for (let times = 1; times < MOST_CHECKS && result.faults.length > 0; times += 1) {
    const again = await verified(store);
    result = { ...again, faults: again.faults.filter((fault) => result.faults.includes(fault)) };
  }
  return result;
}

/** Where a row cannot even be read, that is told as a fault. */
async function verified(store: Store): Promise<Verified> {
  return verifyStore(store).catch((error: Error) => {
    throw new Stop(`The check broke off, since a row cannot be read: ${error.message}.`);
  });
}

export const backup: Command = {
  usage: 'backup FILE',
  does: 'copy everything to a file, while the service runs',
  async run({ store, args: [file], say }) {
    if (file === undefined) throw new Stop('Name the file to write.');
    if (existsSync(file)) throw new Stop(`${file} is there already: name another file.`);
    await mkdir(dirname(file), { recursive: true });
    // Under another name until it is whole: half a backup is never taken for one.
    const part = `${file}.part`;
    try {
      await store.backup(part);
      await chmod(part, 0o600);
      await rename(part, file);
    } finally {
      await rm(part, { force: true });
    }
    say(
      `A copy of everything is in ${file}, sealed as the original is. The server’s secret is not in it: keep that too.`,
    );
  },
};

export const restore: Command = {
  usage: 'restore FILE',
  does: 'put a backup into an empty place, and check it',
  async runBare(call) {
    const [file] = call.args;
    if (file === undefined) throw new Stop('Name the backup.');
    if (!existsSync(file)) throw new Stop(`There is no file ${file}.`);
    if (call.place.databaseUrl === undefined) await restoreSqlite(file, call);
    else await restoreDatabase(call.place.databaseUrl, file, call);
  },
};

/** Opens and checks a copy beside the place; only what is whole gets the name of the store. */
async function restoreSqlite(file: string, { place, say }: Call): Promise<void> {
  const target = sqliteFile(place);
  if (existsSync(target)) throw new Stop(`${target} is there already: restore into an empty place.`);
  const part = `${target}.part`;
  await mkdir(dirname(target), { recursive: true });
  try {
    await copyFile(file, part);
    if (!isStore(part)) throw new Stop(`${file} is no backup of complaints.`);
    await checkDatabase(openChecked(part, file), say);
    await rename(part, target);
  } finally {
    for (const end of ['', '-wal', '-shm']) await rm(`${part}${end}`, { force: true });
  }
  say(`It is restored to ${target}.`);
}

/** Whether the file has our tables: SQLite takes an empty file for an empty database. */
function isStore(file: string): boolean {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return database.prepare(`select 1 from sqlite_master where name = 'events'`).get() !== undefined;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

function openChecked(part: string, file: string): Database {
  try {
    return openSqlite(part);
  } catch (error) {
    throw new Stop(`${file} is damaged: ${(error as Error).message}`);
  }
}

async function restoreDatabase(url: string, file: string, { place, say }: Call): Promise<void> {
  const database = await openDatabase(place);
  try {
    const tables = await database.all('select 1 from information_schema.tables where table_schema = current_schema()');
    if (tables.length > 0) throw new Stop('The database has tables already: restore into an empty one.');
  } finally {
    await database.close();
  }
  await restorePostgres(url, file).catch((error: Error) => {
    throw new Stop(error.message);
  });
  await checkDatabase(await openDatabase(place), say);
  say('It is restored to the database.');
}

async function checkDatabase(database: Database, say: Call['say']): Promise<void> {
  try {
    await check(await openStore(database, { dueOf: () => null }), say);
  } finally {
    await database.close();
  }
}
