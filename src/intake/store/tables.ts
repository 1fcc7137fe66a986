import type { Database, Sql } from './sql.ts';

/** Raised with every change of the tables; a database of another version is refused, never guessed at. */
const VERSION = '3';

/**
 * Four tables hold the truth, the others serve. `events` is a chain: each row’s hash covers its words and the hash
 * before it. `cases` is what the events add up to, kept for quick questions. `blobs` are sealed bytes, each named with
 * its digest in an event. `files` are sealed too; without a receipt they wait for their complaint.
 */
function statements({ dialect }: Database): string[] {
  const [blob, whole] = dialect === 'sqlite' ? ['blob', 'integer'] : ['bytea', 'bigint'];
  const strict = dialect === 'sqlite' ? ' strict' : '';
  const table = (text: string) => `create table if not exists ${text}${strict}`;
  return [
    table('about (name text primary key, value text not null)'),
    table(`events (
      seq ${whole} primary key, receipt text not null, at text not null, day text not null, by_whom text not null,
      type text not null, data text not null, seals text not null, key_hash text, body_mac text,
      prev text not null, hash text not null
    )`),
    table(`cases (
      receipt text primary key, seq ${whole} not null, code_hash text not null, key_hash text not null unique,
      body_mac text not null, kind text not null, mall text, object text not null, problem text not null,
      locale text not null, received text not null, status text not null, due text, flags text not null,
      reply_key text not null, reply_seal ${blob} not null, state text not null
    )`),
    table(
      `blobs (id text primary key, receipt text, kind text not null, digest text not null, bytes ${blob} not null)`,
    ),
    table(`files (
      id text primary key, receipt text, upload_hash text not null, type text not null, bytes ${whole} not null,
      sha256 text not null, original text not null, copy text not null, created ${whole} not null
    )`),
    table(`receipt_views (token_hash text primary key, blob ${blob} not null, expires ${whole} not null)`),
    table(`outbox (
      seq ${whole} primary key, receipt text not null, body text not null, attempts ${whole} not null,
      next_at ${whole} not null, delivered ${whole}, dead ${whole}
    )`),
    'create index if not exists events_receipt on events (receipt, seq)',
    'create unique index if not exists events_key on events (receipt, key_hash)',
    'create index if not exists cases_seq on cases (seq)',
    'create index if not exists cases_due on cases (due)',
    'create index if not exists cases_code on cases (code_hash)',
    'create index if not exists blobs_receipt on blobs (receipt)',
    'create index if not exists files_receipt on files (receipt)',
    'create index if not exists files_upload on files (upload_hash)',
    'create index if not exists outbox_open on outbox (receipt, seq) where delivered is null',
  ];
}

/** Makes the tables where they are missing. Throws where the database is of another version. */
export async function makeTables(database: Database): Promise<void> {
  await database.transaction(async (sql) => {
    const [about, cases] = [await exists(sql, database, 'about'), await exists(sql, database, 'cases')];
    if (about || cases) {
      const [version] = about ? await sql.all<{ value: string }>(`select value from about where name = 'version'`) : [];
      if (version?.value === VERSION) return;
      const found = version === undefined ? 'an older version' : `version ${version.value}`;
      throw new Error(
        `The database is of ${found}, this program needs ${VERSION}: restore a backup, or begin with an empty one.`,
      );
    }
    for (const statement of statements(database)) await sql.all(statement);
    await sql.all(`insert into about (name, value) values ('version', ?)`, VERSION);
  });
}

async function exists(sql: Sql, { dialect }: Database, table: string): Promise<boolean> {
  const text =
    dialect === 'sqlite'
      ? `select 1 as one from sqlite_master where type = 'table' and name = ?`
      : `select 1 as one from information_schema.tables where table_schema = current_schema() and table_name = ?`;
  return (await sql.all(text, table)).length > 0;
}
