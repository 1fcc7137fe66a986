import { advance, type CaseState } from '../../lib/case-path.ts';
import type { Locale } from '../../schema/basics.ts';
import type { CaseEvent, EventType, Evidence } from '../../schema/case-event.ts';
import { addBlob, type Blob } from './blobs.ts';
import { type Link, linkHash, START, sha256 } from './chain.ts';
import { FILE, type StoredFile, waitingFiles } from './files.ts';
import { outbox } from './outbox.ts';
import type { Database, Sql, SqlValue } from './sql.ts';
import { makeTables } from './tables.ts';
import { receiptViews } from './views.ts';

/** One case as it lies on the disk: nothing in it says who someone is, except within its seals. */
export interface StoredCase {
  receipt: string;
  /** Place of its first event in the chain; newer cases have a higher one. */
  seq: number;
  codeHash: string;
  keyHash: string;
  /** Keyed digest of what was sent, to tell the same from another content under one key. */
  bodyMac: string;
  kind: 'complaint' | 'report';
  mall: string | null;
  object: string;
  problem: string;
  locale: Locale;
  /** Day of receipt, Asia/Shanghai. */
  received: string;
  /** Next day by which something is due; null where nothing runs. */
  due: string | null;
  flags: string[];
  /** Public key to which officers seal their answers; its private part is sealed under the tracking code. */
  replyKey: string;
  replySeal: Uint8Array;
  state: CaseState;
}

/** What is written with an event. */
export interface Writing {
  event: CaseEvent;
  by: string;
  blobs?: Blob[];
  /** Takes these files, which wait under this digest, into the case. */
  files?: { ids: string[]; uploadHash: string };
  key?: { hash: string; mac: string };
  /** Digests of bytes that took the place of others. */
  resealed?: { id: string; digest: string }[];
}

export type NewCase = Omit<StoredCase, 'seq' | 'received' | 'due' | 'state'>;

/** The event carried a key that was used before: here is what was written then. */
export class KnownKey extends Error {
  readonly link: Link;
  constructor(link: Link) {
    super('This key was used before.');
    this.link = link;
  }
}

/** A file that was named is not there, or waits under another key. */
export class MissingFile extends Error {}

export interface StoreOptions {
  /** Instant as ISO 8601; tests set the clock. */
  now?: () => number;
  /** Next day due of a state. */
  dueOf: (state: CaseState) => string | null;
  /** Text for the outbox of an event; undefined keeps no outbox. */
  letterOf?: (link: Link, state: CaseState) => string;
}

export type Store = Awaited<ReturnType<typeof openStore>>;

const CASE = `receipt, seq, code_hash as "codeHash", key_hash as "keyHash", body_mac as "bodyMac", kind, mall, object,
  problem, locale, received, due, flags, reply_key as "replyKey", reply_seal as "replySeal", state`;
const LINK = `seq, receipt, at, day, by_whom as "by", type, data, seals, key_hash as "keyHash", body_mac as "bodyMac", prev, hash`;

/** What the intake needs of a database, the same on both. A promise that resolves means: it is on the disk. */
export async function openStore(database: Database, options: StoreOptions) {
  const { now = Date.now, dueOf, letterOf } = options;
  await makeTables(database);

  async function link(sql: Sql, receipt: string, state: CaseState | undefined, writing: Writing): Promise<CaseState> {
    const { event, by, blobs = [], files, key, resealed = [] } = writing;
    const taken = files === undefined ? [] : await takeFiles(sql, receipt, files);
    const data = 'files' in event.data ? { ...event.data, files: taken.map(evidenceOf) } : event.data;
    const next = advance(state, { ...event, data } as CaseEvent);
    const fileIds = taken.flatMap(({ original, copy }) => [original, copy]);
    const sealed = [
      ...blobs.map(({ id, bytes }) => ({ id, digest: sha256(bytes) })),
      ...(await digestsOf(sql, fileIds)),
    ];
    for (const { id, kind, bytes } of blobs) await addBlob(sql, { id, receipt, kind, bytes });
    const [last] = await sql.all<Pick<Link, 'seq' | 'hash'>>('select seq, hash from events order by seq desc limit 1');
    const words: Omit<Link, 'hash'> = {
      seq: (last?.seq ?? 0) + 1,
      receipt,
      at: new Date(now()).toISOString(),
      day: event.day,
      by,
      type: event.type,
      data: JSON.stringify(data),
      seals: JSON.stringify(Object.fromEntries([...sealed, ...resealed].map(({ id, digest }) => [id, digest]))),
      keyHash: key?.hash ?? null,
      bodyMac: key?.mac ?? null,
      prev: last?.hash ?? START,
    };
    const whole: Link = { ...words, hash: linkHash(words) };
    await sql.all(
      'insert into events values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...([whole.seq, receipt, whole.at, whole.day, by, whole.type, whole.data, whole.seals] satisfies SqlValue[]),
      ...[whole.keyHash, whole.bodyMac, whole.prev, whole.hash],
    );
    if (letterOf !== undefined) {
      const body = letterOf(whole, next);
      await sql.all(
        'insert into outbox (seq, receipt, body, attempts, next_at) values (?, ?, ?, 0, ?)',
        ...[whole.seq, receipt, body, now()],
      );
    }
    return next;
  }

  async function append(sql: Sql, receipt: string, writing: Writing): Promise<StoredCase> {
    const found = await find(sql, 'receipt', receipt);
    if (found === undefined) throw new Error('There is no such case.');
    if (writing.key !== undefined) {
      const [known] = await sql.all<Link>(
        `select ${LINK} from events where receipt = ? and key_hash = ?`,
        ...[receipt, writing.key.hash],
      );
      if (known !== undefined) throw new KnownKey(known);
    }
    const state = await link(sql, receipt, found.state, writing);
    const due = dueOf(state);
    await sql.all(
      'update cases set status = ?, due = ?, state = ? where receipt = ?',
      ...[state.status, due, JSON.stringify(state), receipt],
    );
    return { ...found, due, state };
  }

  async function takeFiles(sql: Sql, receipt: string, { ids, uploadHash }: NonNullable<Writing['files']>) {
    const taken: StoredFile[] = [];
    for (const id of ids) {
      const [file] = await sql.all<StoredFile>(
        `update files set receipt = ? where id = ? and upload_hash = ? and receipt is null returning ${FILE}`,
        ...[receipt, id, uploadHash],
      );
      if (file === undefined) throw new MissingFile(id);
      await sql.all('update blobs set receipt = ? where id in (?, ?)', receipt, file.original, file.copy);
      taken.push(file);
    }
    return taken;
  }

  async function digestsOf(sql: Sql, ids: string[]): Promise<{ id: string; digest: string }[]> {
    const found: { id: string; digest: string }[] = [];
    for (const id of ids)
      found.push(...(await sql.all<(typeof found)[0]>('select id, digest from blobs where id = ?', id)));
    return found;
  }

  async function find(sql: Sql, where: string, value: string): Promise<StoredCase | undefined> {
    const [row] = await sql.all<CaseRow>(`select ${CASE} from cases where ${where} = ?`, value);
    return row && caseOf(row);
  }

  return {
    ...waitingFiles(database),
    ...receiptViews(database),
    ...outbox(database, now),

    /**
     * Keeps a case; where its key is known already, keeps nothing and gives the one that is there. `also` is written to
     * another case at once: both or neither.
     */
    async receive(kept: NewCase, writing: Writing, also?: { receipt: string; writing: Writing }): Promise<StoredCase> {
      return database.transaction(async (sql) => {
        const known = await find(sql, 'key_hash', kept.keyHash);
        if (known !== undefined) return known;
        if (also !== undefined) await append(sql, also.receipt, also.writing);
        const state = await link(sql, kept.receipt, undefined, writing);
        const [{ seq } = { seq: 0 }] = await sql.all<{ seq: number }>('select max(seq) as seq from events');
        const whole: StoredCase = { ...kept, seq, received: state.received, due: dueOf(state), state };
        await sql.all(
          'insert into cases values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          ...[whole.receipt, seq, whole.codeHash, whole.keyHash, whole.bodyMac, whole.kind, whole.mall, whole.object],
          ...[whole.problem, whole.locale, whole.received, state.status, whole.due, JSON.stringify(whole.flags)],
          ...[whole.replyKey, whole.replySeal, JSON.stringify(state)],
        );
        return whole;
      });
    },

    /** Adds an event to a case. Throws `NotAllowed` where the law’s path has no such step, `KnownKey` on a repeat. */
    append: (receipt: string, writing: Writing) => database.transaction((sql) => append(sql, receipt, writing)),

    byReceipt: (receipt: string) => find(database, 'receipt', receipt),
    byKey: (keyHash: string) => find(database, 'key_hash', keyHash),

    /** Cases, newest first, or by the day something is due. */
    async list({ status, mall, limit = 1000 }: { status?: string; mall?: string; limit?: number } = {}) {
      const wanted = [
        ...(status === undefined ? [] : ([['status', status]] as const)),
        ...(mall === undefined ? [] : ([['mall', mall]] as const)),
      ];
      const where = wanted.length === 0 ? '' : `where ${wanted.map(([column]) => `${column} = ?`).join(' and ')}`;
      const rows = await database.all<CaseRow>(
        `select ${CASE} from cases ${where} order by seq desc limit ?`,
        ...[...wanted.map(([, value]) => value), limit],
      );
      return rows.map(caseOf);
    },

    /** Cases whose next day is up to and with `day`, the most urgent first. */
    async dueUntil(day: string, limit = 1000): Promise<StoredCase[]> {
      const text = `select ${CASE} from cases where due is not null and due <= ? order by due, seq limit ?`;
      return (await database.all<CaseRow>(text, day, limit)).map(caseOf);
    },

    /** Every case, oldest first, without holding all at once. */
    async *each(batch = 500): AsyncGenerator<StoredCase> {
      let after = 0;
      for (;;) {
        const text = `select ${CASE} from cases where seq > ? order by seq limit ?`;
        const rows = await database.all<CaseRow>(text, after, batch);
        for (const row of rows) yield caseOf(row);
        if (rows.length < batch) return;
        after = rows.at(-1)?.seq ?? after;
      }
    },

    async events(receipt: string): Promise<Link[]> {
      return database.all<Link>(`select ${LINK} from events where receipt = ? order by seq`, receipt);
    },

    /** The chain over all cases, in order. */
    async *links(batch = 1000): AsyncGenerator<Link> {
      let after = 0;
      for (;;) {
        const rows = await database.all<Link>(
          `select ${LINK} from events where seq > ? order by seq limit ?`,
          after,
          batch,
        );
        yield* rows;
        if (rows.length < batch) return;
        after = rows.at(-1)?.seq ?? after;
      }
    },

    async blob(id: string): Promise<Uint8Array | undefined> {
      const [row] = await database.all<{ bytes: Uint8Array }>('select bytes from blobs where id = ?', id);
      return row?.bytes;
    },

    /** Sealed words; undefined where the id names a file, or nothing. */
    async words(id: string): Promise<Uint8Array | undefined> {
      const text = `select bytes from blobs where id = ? and kind in ('letter', 'message', 'reply')`;
      return (await database.all<{ bytes: Uint8Array }>(text, id))[0]?.bytes;
    },

    /** Ids of the sealed bytes of a case. */
    async sealsOf(receipt: string): Promise<Pick<Blob, 'id' | 'kind'>[]> {
      return database.all('select id, kind from blobs where receipt = ?', receipt);
    },

    /** Ids and owners of all sealed bytes, without the bytes. */
    async blobIds(): Promise<{ id: string; receipt: string | null }[]> {
      return database.all('select id, receipt from blobs');
    },

    async files(receipt: string): Promise<StoredFile[]> {
      return database.all<StoredFile>(`select ${FILE} from files where receipt = ? order by created, id`, receipt);
    },

    /** Takes the sealed words and files of an ended case away for good; the chain keeps their digests. */
    purge: (receipt: string, writing: Writing) =>
      database.transaction(async (sql) => {
        await append(sql, receipt, writing);
        await sql.all('delete from blobs where receipt = ?', receipt);
        await sql.all('delete from files where receipt = ?', receipt);
      }),

    /** Puts newly sealed bytes in the place of others; the event names their digests. */
    reseal: (receipt: string, blobs: Pick<Blob, 'id' | 'bytes'>[], writing: Writing) =>
      database.transaction(async (sql) => {
        const resealed = blobs.map(({ id, bytes }) => ({ id, digest: sha256(bytes) }));
        for (const [at, { id, bytes }] of blobs.entries()) {
          const digest = resealed[at]?.digest ?? '';
          await sql.all(
            'update blobs set bytes = ?, digest = ? where id = ? and receipt = ?',
            bytes,
            digest,
            id,
            receipt,
          );
        }
        await append(sql, receipt, { ...writing, resealed });
      }),

    backup: (file: string) => database.backup(file),
    close: () => database.close(),
  };
}

type CaseRow = Omit<StoredCase, 'flags' | 'state'> & { flags: string; state: string };

function caseOf(row: CaseRow): StoredCase {
  return { ...row, flags: JSON.parse(row.flags) as string[], state: JSON.parse(row.state) as CaseState };
}

function evidenceOf({ id, type, bytes, sha256: digest }: StoredFile): Evidence {
  return { id, type, bytes, sha256: digest };
}

/** What every reader of the chain needs of an event: its type and facts. */
export function eventOf({ type, day, data }: Pick<Link, 'type' | 'day' | 'data'>): CaseEvent {
  return { type: type as EventType, day, data: JSON.parse(data) } as CaseEvent;
}
