import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Store, StoredCase } from './store.ts';

const TABLES = `
  create table if not exists cases (
    receipt text primary key, code_hash text not null, key_hash text not null unique, body_mac text not null,
    kind text not null, mall text, object text not null, problem text not null, locale text not null,
    received text not null, status text not null, sealed blob not null
  ) strict;
  create table if not exists receipt_views (token_hash text primary key, blob blob not null, expires integer not null) strict;
`;

const CASE = `receipt, code_hash as codeHash, key_hash as keyHash, body_mac as bodyMac, kind, mall, object, problem,
  locale, received, status, sealed`;

/** A store in one SQLite file. Every commit waits for the disk. Throws where the file is damaged. */
export function openSqlite(file: string): Store {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;');
  // Read back: a driver that falls back to NORMAL in WAL mode would lose the last commits with the power.
  const full = database.prepare('pragma synchronous').get() as { synchronous: number };
  if (full.synchronous !== 2) throw new Error('SQLite does not sync every commit: the intake would not be safe.');
  const check = database.prepare('pragma quick_check').get() as { quick_check: string };
  if (check.quick_check !== 'ok') throw new Error(`${file} is damaged (${check.quick_check}): restore a backup.`);
  database.exec(TABLES);

  const insert = database.prepare(
    `insert into cases values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (key_hash) do nothing`,
  );
  const byReceipt = database.prepare(`select ${CASE} from cases where receipt = ?`);
  const byKey = database.prepare(`select ${CASE} from cases where key_hash = ?`);
  const all = database.prepare(`select ${CASE} from cases order by rowid desc`);
  const insertView = database.prepare('insert into receipt_views values (?, ?, ?)');
  const dropViews = database.prepare('delete from receipt_views where expires <= ?');
  const findView = database.prepare(
    'select token_hash as tokenHash, blob, expires from receipt_views where token_hash = ? and expires > ?',
  );

  return {
    async add(c) {
      insert.run(
        c.receipt,
        c.codeHash,
        c.keyHash,
        c.bodyMac,
        c.kind,
        c.mall,
        c.object,
        c.problem,
        c.locale,
        c.received,
        c.status,
        c.sealed,
      );
      return byKey.get(c.keyHash) as unknown as StoredCase;
    },
    async byReceipt(receipt) {
      return byReceipt.get(receipt) as unknown as StoredCase | undefined;
    },
    async byKey(keyHash) {
      return byKey.get(keyHash) as unknown as StoredCase | undefined;
    },
    async list() {
      return all.all() as unknown as StoredCase[];
    },
    async addView({ tokenHash, blob, expires }, now) {
      dropViews.run(now);
      insertView.run(tokenHash, blob, expires);
    },
    async view(tokenHash, now) {
      return findView.get(tokenHash, now) as unknown as Awaited<ReturnType<Store['view']>>;
    },
    async close() {
      database.close();
    },
  };
}
