import { advance, type CaseState } from '../../lib/case-path.ts';
import type { CaseEvent, Evidence } from '../../schema/case-event.ts';
import { addBlob, type Blob } from './blobs.ts';
import { type Link, linkHash, START, sha256 } from './chain.ts';
import { FILE, type StoredFile, waitingFiles } from './files.ts';
import { outbox } from './outbox.ts';
import { find, LINK, type Reads, readsOf, type StoredCase } from './reads.ts';
import type { Database, Sql, SqlValue } from './sql.ts';
import { makeTables } from './tables.ts';
import { receiptViews } from './views.ts';

/** Sealed bytes as an event names them. */
type Sealed = Pick<Blob, 'id' | 'kind'> & { digest: string };

/** What is written with an event. */
export interface Writing {
  event: CaseEvent;
  by: string;
  blobs?: Blob[];
  /** Takes these files, which wait under this digest, into the case. */
  files?: { ids: string[]; uploadHash: string };
  key?: { hash: string; mac: string };
  /** Digests of bytes that took the place of others. */
  resealed?: Sealed[];
}

export type NewCase = Omit<StoredCase, 'seq' | 'received' | 'status' | 'due' | 'state'>;

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
      ...blobs.map(({ id, kind, bytes }) => ({ id, kind, digest: sha256(bytes) })),
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
      seals: JSON.stringify(
        Object.fromEntries([...sealed, ...resealed].map(({ id, kind, digest }) => [id, `${kind} ${digest}`])),
      ),
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
    return { ...found, status: state.status, due, state };
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

  async function digestsOf(sql: Sql, ids: string[]): Promise<Sealed[]> {
    const found: Sealed[] = [];
    for (const id of ids) found.push(...(await sql.all<Sealed>('select id, kind, digest from blobs where id = ?', id)));
    return found;
  }

  return {
    ...readsOf(database),
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
        const whole: StoredCase = {
          ...kept,
          seq,
          received: state.received,
          status: state.status,
          due: dueOf(state),
          state,
        };
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

    /** Takes the sealed words and files of an ended case away for good; the chain keeps their digests. */
    async purge(receipt: string, writing: Writing): Promise<void> {
      await database.transaction(async (sql) => {
        await append(sql, receipt, writing);
        await sql.all('delete from blobs where receipt = ?', receipt);
        await sql.all('delete from files where receipt = ?', receipt);
      });
      await database.forget();
    },

    /** Puts newly sealed bytes in the place of others; the event names their digests. */
    reseal: (receipt: string, blobs: Blob[], writing: Writing) =>
      database.transaction(async (sql) => {
        const resealed = blobs.map(({ id, kind, bytes }) => ({ id, kind, digest: sha256(bytes) }));
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

    /** Questions that all see the same moment, whatever is written meanwhile. */
    snapshot: <T>(work: (reads: Reads) => Promise<T>) => database.snapshot((sql) => work(readsOf(sql))),
    backup: (file: string) => database.backup(file),
    close: () => database.close(),
  };
}

function evidenceOf({ id, type, bytes, sha256: digest }: StoredFile): Evidence {
  return { id, type, bytes, sha256: digest };
}
