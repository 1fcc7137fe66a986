import { spawn } from 'node:child_process';
import pg from 'pg';
import type { Database, Sql, SqlValue } from './sql.ts';

// Whole numbers of eight bytes arrive as text, since they may be too large; ours are not.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Any number does, as long as every process of this service takes the same. */
const WRITE_LOCK = 20_210_301;
const CONNECTIONS = 8;

/** A PostgreSQL database that several processes may share. Throws where the server does not wait for the disk. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: 5000 });
  // An idle connection that breaks is replaced when the next one is asked for.
  pool.on('error', () => {});
  // One that breaks in use fails its statement; without a listener its event would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await pool.query<Record<string, string>>(`show ${setting}`);
    if (rows[0]?.[setting] === 'off') {
      await pool.end();
      throw new Error(`PostgreSQL runs with ${setting} = off: the intake would not be safe.`);
    }
  }
  const over = (client: pg.Pool | pg.PoolClient): Sql => ({
    async all<R>(text: string, ...values: SqlValue[]) {
      let place = 0;
      const numbered = text.replaceAll('?', () => `$${++place}`);
      const { rows } = await client.query(numbered, values.map(asBytes));
      return rows as R[];
    },
  });
  return {
    dialect: 'postgres',
    ...over(pool),
    async transaction(work) {
      const client = await pool.connect();
      let isBroken = false;
      try {
        await client.query('begin');
        await client.query('select pg_advisory_xact_lock($1)', [WRITE_LOCK]);
        const value = await work(over(client));
        await client.query('commit');
        return value;
      } catch (error) {
        await client.query('rollback').catch(() => {
          isBroken = true;
        });
        throw error;
      } finally {
        client.release(isBroken);
      }
    },
    async snapshot(work) {
      const client = await pool.connect();
      try {
        await client.query('begin transaction isolation level repeatable read, read only');
        return await work(over(client));
      } finally {
        await client.query('commit').catch(() => {});
        client.release();
      }
    },
    async forget() {
      await pool.query('vacuum blobs');
    },
    backup: (file) => run('pg_dump', ['--format=custom', `--file=${file}`, `--dbname=${url}`]),
    close: () => pool.end(),
  };
}

/** Puts a copy made by `backup` into an empty database. */
export function restorePostgres(url: string, file: string): Promise<void> {
  return run('pg_restore', ['--exit-on-error', '--no-owner', `--dbname=${url}`, file]);
}

function asBytes(value: SqlValue): SqlValue {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}

function run(program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.on('error', () => reject(new Error(`${program} is not installed here.`)));
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} failed: ${said.trim()}`))));
  });
}
