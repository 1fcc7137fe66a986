import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Database, Sql, SqlValue } from './sql.ts';

interface Waiting {
  work: (sql: Sql) => Promise<unknown>;
  kept: (value: unknown) => void;
  failed: (error: unknown) => void;
}

/** How many transactions share one commit, and with it one wait for the disk. */
const MOST_TOGETHER = 200;

/** One SQLite file. Every commit waits for the disk. Throws where the file is damaged. */
export function openSqlite(file: string): Database {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  // Deleted words are overwritten, so that what was purged is gone from the file too.
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;');
  database.exec('pragma secure_delete = on;');
  // Read back: a driver that falls back to NORMAL in WAL mode would lose the last commits with the power.
  const full = database.prepare('pragma synchronous').get() as { synchronous: number };
  if (full.synchronous !== 2) throw new Error('SQLite does not sync every commit: the intake would not be safe.');
  const check = database.prepare('pragma quick_check').get() as { quick_check: string };
  if (check.quick_check !== 'ok') throw new Error(`${file} is damaged (${check.quick_check}): restore a backup.`);

  const sql = over(database);
  // Questions go over a connection of their own: it sees only what is committed, and so what is on the disk.
  const reader = new DatabaseSync(file, { readOnly: true });
  const waiting: Waiting[] = [];
  let isBusy = false;

  /** Takes all that wait, each behind its own savepoint, and commits them at once. */
  async function drain(): Promise<void> {
    isBusy = true;
    while (waiting.length > 0) {
      const group = waiting.splice(0, MOST_TOGETHER);
      const answers: (() => void)[] = [];
      try {
        database.exec('begin immediate');
        for (const { work, kept, failed } of group) {
          database.exec('savepoint one');
          try {
            const value = await work(sql);
            database.exec('release one');
            answers.push(() => kept(value));
          } catch (error) {
            // A full disk ends the whole transaction; then there is no savepoint left to go back to.
            if (!database.isTransaction) throw error;
            database.exec('rollback to one; release one');
            answers.push(() => failed(error));
          }
        }
        database.exec('commit');
        for (const answer of answers) answer();
      } catch (error) {
        if (database.isTransaction) database.exec('rollback');
        for (const { failed } of group) failed(error);
      }
    }
    isBusy = false;
  }

  return {
    dialect: 'sqlite',
    ...over(reader),
    transaction: <T>(work: (sql: Sql) => Promise<T>) =>
      new Promise<T>((kept, failed) => {
        waiting.push({ work, kept: kept as Waiting['kept'], failed });
        // In the next turn, so that all who ask in this one share a commit.
        if (!isBusy) {
          isBusy = true;
          setImmediate(() => void drain());
        }
      }),
    async snapshot(work) {
      const own = new DatabaseSync(file, { readOnly: true });
      try {
        own.exec('begin');
        return await work(over(own));
      } finally {
        own.close();
      }
    },
    // From the connection that sees only what is committed, and in one go: taken in pieces, a copy begins anew with every write of another process.
    async backup(target) {
      await backup(reader, target, { rate: 0x7fff_ffff });
    },
    async forget() {
      database.exec('pragma wal_checkpoint(truncate);');
    },
    async close() {
      while (isBusy) await new Promise((resolve) => setImmediate(resolve));
      reader.close();
      database.close();
    },
  };
}

function over(database: DatabaseSync): Sql {
  const prepared = new Map<string, StatementSync>();
  return {
    async all<R>(text: string, ...values: SqlValue[]) {
      let statement = prepared.get(text);
      if (statement === undefined) {
        statement = database.prepare(text);
        prepared.set(text, statement);
      }
      return statement.all(...values) as R[];
    },
  };
}
