import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

export interface Postgres {
  /** The database that every server has. */
  url: string;
  /** Makes an empty database and gives its address. */
  createDatabase(name: string): Promise<string>;
  /** Breaks off every connection without a goodbye, as when the machine falls, and starts again. */
  crash(): Promise<void>;
  /** Ends the server and removes all that it kept. */
  stop(): Promise<void>;
}

/** Who owns the processes; PostgreSQL does not run as root. */
type Owner = { uid: number; gid: number } | undefined;

const USER = 'fangxin';
const run = promisify(execFile);

/** A PostgreSQL server of its own in a temporary folder, on a free port of this machine; undefined where none is installed. */
export async function startPostgres(): Promise<Postgres | undefined> {
  const programs = findPrograms();
  if (programs === undefined) {
    console.log('PostgreSQL is not installed here: its tests are left out. To have them: apt-get install postgresql');
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'fangxin-postgres-'));
  const data = join(folder, 'data');
  const owner = ownerFor(folder);
  const call = async (program: string, args: string[]) => {
    // The standard streams of pg_ctl stay open in the server that it starts: a log file takes them.
    await run(join(programs, program), args, { cwd: folder, ...owner });
  };
  const port = await freePort();
  const start = () => {
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
    return call('pg_ctl', ['start', '-w', '-s', '-D', data, '-l', join(folder, 'log'), '-o', options]);
  };
  const stop = async (mode: 'fast' | 'immediate') => {
    await call('pg_ctl', ['stop', '-w', '-s', '-D', data, '-m', mode]);
  };
  const urlOf = (database: string) => `postgres://${USER}@127.0.0.1:${port}/${database}`;
  try {
    await call('initdb', ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
    await start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    url: urlOf('postgres'),
    async createDatabase(name) {
      const client = new pg.Client({ connectionString: urlOf('postgres') });
      await client.connect();
      await client.query(`create database ${client.escapeIdentifier(name)}`);
      await client.end();
      return urlOf(name);
    },
    async crash() {
      await stop('immediate');
      await start();
    },
    async stop() {
      await stop('fast').finally(() => rmSync(folder, { recursive: true, force: true }));
    },
  };
}

/** Folder with the server's programs; Debian keeps them beside the search path. */
function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  return folders.find((folder) => ['initdb', 'pg_ctl'].every((program) => existsSync(join(folder, program))));
}

function ownerFor(folder: string): Owner {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (kind: '-u' | '-g', user: string) => Number(execFileSync('id', [kind, user], { stdio: 'pipe' }));
  for (const user of ['postgres', 'nobody']) {
    try {
      const owner = { uid: idOf('-u', user), gid: idOf('-g', user) };
      chownSync(folder, owner.uid, owner.gid);
      return owner;
    } catch {
      // There is no such user here.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody.');
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}
