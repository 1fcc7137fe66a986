import type { CaseState } from '../../lib/case-path.ts';
import type { Locale } from '../../schema/basics.ts';
import type { CaseEvent, EventType } from '../../schema/case-event.ts';
import type { Blob } from './blobs.ts';
import type { Link } from './chain.ts';
import { FILE, type StoredFile } from './files.ts';
import type { Sql } from './sql.ts';

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
  /** As in the state, for questions by it. */
  status: CaseState['status'];
  /** Next day by which something is due; null where nothing runs. */
  due: string | null;
  flags: string[];
  /** Public key to which officers seal their answers; its private part is sealed under the tracking code. */
  replyKey: string;
  replySeal: Uint8Array;
  state: CaseState;
}

const CASE = `receipt, seq, code_hash as "codeHash", key_hash as "keyHash", body_mac as "bodyMac", kind, mall, object,
  problem, locale, received, status, due, flags, reply_key as "replyKey", reply_seal as "replySeal", state`;
export const LINK = `seq, receipt, at, day, by_whom as "by", type, data, seals, key_hash as "keyHash", body_mac as "bodyMac", prev, hash`;

export type Reads = ReturnType<typeof readsOf>;

/** What is asked of the store: over the database as it is now, or as it was at one moment. */
export function readsOf(sql: Sql) {
  return {
    byReceipt: (receipt: string) => find(sql, 'receipt', receipt),
    byKey: (keyHash: string) => find(sql, 'key_hash', keyHash),

    /** Cases, newest first, or by the day something is due. */
    async list({ status, mall, limit = 1000 }: { status?: string; mall?: string; limit?: number } = {}) {
      const wanted = [
        ...(status === undefined ? [] : ([['status', status]] as const)),
        ...(mall === undefined ? [] : ([['mall', mall]] as const)),
      ];
      const where = wanted.length === 0 ? '' : `where ${wanted.map(([column]) => `${column} = ?`).join(' and ')}`;
      const rows = await sql.all<CaseRow>(
        `select ${CASE} from cases ${where} order by seq desc limit ?`,
        ...[...wanted.map(([, value]) => value), limit],
      );
      return rows.map(caseOf);
    },

    /** Cases whose next day is up to and with `day`, the most urgent first. */
    async dueUntil(day: string, limit = 1000): Promise<StoredCase[]> {
      const text = `select ${CASE} from cases where due is not null and due <= ? order by due, seq limit ?`;
      return (await sql.all<CaseRow>(text, day, limit)).map(caseOf);
    },

    /** Every case, oldest first, without holding all at once. */
    async *each(batch = 500): AsyncGenerator<StoredCase> {
      let after = 0;
      for (;;) {
        const text = `select ${CASE} from cases where seq > ? order by seq limit ?`;
        const rows = await sql.all<CaseRow>(text, after, batch);
        for (const row of rows) yield caseOf(row);
        if (rows.length < batch) return;
        after = rows.at(-1)?.seq ?? after;
      }
    },

    async events(receipt: string): Promise<Link[]> {
      return sql.all<Link>(`select ${LINK} from events where receipt = ? order by seq`, receipt);
    },

    /** The chain over all cases, in order. */
    async *links(batch = 1000): AsyncGenerator<Link> {
      let after = 0;
      for (;;) {
        const rows = await sql.all<Link>(`select ${LINK} from events where seq > ? order by seq limit ?`, after, batch);
        yield* rows;
        if (rows.length < batch) return;
        after = rows.at(-1)?.seq ?? after;
      }
    },

    async blob(id: string): Promise<Uint8Array | undefined> {
      const [row] = await sql.all<{ bytes: Uint8Array }>('select bytes from blobs where id = ?', id);
      return row?.bytes;
    },

    /** Sealed words; undefined where the id names a file, or nothing. */
    async words(id: string): Promise<Uint8Array | undefined> {
      const text = `select bytes from blobs where id = ? and kind in ('letter', 'message', 'reply')`;
      return (await sql.all<{ bytes: Uint8Array }>(text, id))[0]?.bytes;
    },

    /** Ids of the sealed bytes of a case. */
    async sealsOf(receipt: string): Promise<Pick<Blob, 'id' | 'kind'>[]> {
      return sql.all('select id, kind from blobs where receipt = ?', receipt);
    },

    /** All sealed bytes, without the bytes. */
    async blobIds(): Promise<(Pick<Blob, 'id' | 'kind'> & { receipt: string | null; digest: string })[]> {
      return sql.all('select id, receipt, kind, digest from blobs');
    },

    async files(receipt: string): Promise<StoredFile[]> {
      return sql.all<StoredFile>(`select ${FILE} from files where receipt = ? order by created, id`, receipt);
    },
  };
}

export async function find(sql: Sql, where: string, value: string): Promise<StoredCase | undefined> {
  const [row] = await sql.all<CaseRow>(`select ${CASE} from cases where ${where} = ?`, value);
  return row && caseOf(row);
}

type CaseRow = Omit<StoredCase, 'flags' | 'state'> & { flags: string; state: string };

function caseOf(row: CaseRow): StoredCase {
  return { ...row, flags: JSON.parse(row.flags) as string[], state: JSON.parse(row.state) as CaseState };
}

/** What every reader of the chain needs of an event: its type and facts. */
export function eventOf({ type, day, data }: Pick<Link, 'type' | 'day' | 'data'>): CaseEvent {
  return { type: type as EventType, day, data: JSON.parse(data) } as CaseEvent;
}
