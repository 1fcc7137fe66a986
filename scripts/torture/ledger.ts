import { readFileSync } from 'node:fs';
import type { Database, Sql } from '../../src/intake/store/sql.ts';
import type { Receipt } from '../../src/intake/submit.ts';
import { type Note, type Sent, type SentFile, sha256 } from './order.ts';

interface Answered extends Sent {
  receipt: Receipt;
}

/** What the senders know: what they sent, and what they were promised. */
export class Ledger {
  readonly answered = new Map<string, Answered>();
  /** Sent without an answer; the case may be there or not. */
  readonly open = new Map<string, Sent>();
  /** Files laid aside whose complaint was never sent. */
  readonly laid = new Map<string, SentFile[]>();
  /** Sent once more with the same key, and answered. */
  resent = 0;
  /** Keys and files that were acknowledged, and are not there as acknowledged. */
  readonly lost = new Set<string>();
  /** Keys with two cases, or two answers. */
  readonly doubled = new Set<string>();
  /** Rows that belong to nothing, or that nobody sent. */
  orphaned = 0;
  #unchecked: Answered[] = [];

  /** Reads what a service noted before it was killed. */
  read(file: string): void {
    for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
      const note = JSON.parse(line) as Note;
      if (note.what === 'laid') this.laid.set(note.key, note.files);
      if (note.what === 'sent') {
        this.laid.delete(note.key);
        if (!this.answered.has(note.key)) this.open.set(note.key, { key: note.key, files: note.files });
      }
      if (note.what === 'answered') this.#answer(note.key, note.receipt);
    }
  }

  #answer(key: string, receipt: Receipt): void {
    const first = this.answered.get(key);
    if (first !== undefined) {
      this.resent += 1;
      if (JSON.stringify(first.receipt) !== JSON.stringify(receipt)) this.doubled.add(sha256(key));
      return;
    }
    const answered = { key, files: this.open.get(key)?.files ?? [], receipt };
    this.open.delete(key);
    this.answered.set(key, answered);
    this.#unchecked.push(answered);
  }

  /** Holds the database against the ledger: all of it, or what was promised since the last look, and every count. */
  async check(database: Database, isWhole: boolean): Promise<void> {
    const promised = isWhole ? [...this.answered.values()] : this.#unchecked;
    this.#unchecked = [];
    // In a transaction: what a killed process had under way in PostgreSQL has ended by then.
    await database.transaction(async (sql) => {
      for (const answered of promised) if (!(await isKept(sql, answered))) this.lost.add(answered.key);
      const waiting = [...this.laid.values(), ...[...this.open.values()].map((sent) => sent.files)].flat();
      for (const file of waiting) if (!(await isThere(sql, file))) this.lost.add(file.id);
      const twice = 'select key_hash as hash from cases group by key_hash having count(*) > 1';
      for (const { hash } of await sql.all<{ hash: string }>(twice)) this.doubled.add(hash);
      this.orphaned = Math.max(this.orphaned, await this.#orphans(sql));
    });
  }

  async #orphans(sql: Sql): Promise<number> {
    let known = this.answered.size;
    for (const key of this.open.keys()) known += await count(sql, 'from cases where key_hash = ?', sha256(key));
    const cases = await count(sql, 'from cases');
    const begun = await count(sql, `from events where type = 'received'`);
    const belongs = 'receipt is not null and receipt not in (select receipt from cases)';
    const waits = 'receipt is null and id not in (select original from files) and id not in (select copy from files)';
    return (
      Math.max(0, cases - known) +
      Math.abs(begun - cases) +
      (await count(sql, `from files where ${belongs}`)) +
      (await count(sql, `from blobs where ${belongs}`)) +
      (await count(sql, `from blobs where ${waits}`))
    );
  }
}

async function count(sql: Sql, text: string, ...values: string[]): Promise<number> {
  return (await sql.all<{ n: number }>(`select count(*) as n ${text}`, ...values))[0]?.n ?? 0;
}

/** There once, under the number that was promised, with every file that was sent and all its sealed bytes. */
async function isKept(sql: Sql, { key, receipt, files }: Answered): Promise<boolean> {
  const cases = await sql.all<{ receipt: string }>('select receipt from cases where key_hash = ?', sha256(key));
  if (cases.length !== 1 || cases[0]?.receipt !== receipt.receipt) return false;
  const kept = await sql.all<SentFile>('select id, sha256 from files where receipt = ?', receipt.receipt);
  const listed = (all: SentFile[]) =>
    all
      .map(({ id, sha256: digest }) => `${id} ${digest}`)
      .sort()
      .join();
  if (listed(kept) !== listed(files)) return false;
  return (await count(sql, 'from blobs where receipt = ?', receipt.receipt)) === 1 + 2 * files.length;
}

async function isThere(sql: Sql, { id, sha256: digest }: SentFile): Promise<boolean> {
  const text =
    'from files f where id = ? and sha256 = ? and 2 = (select count(*) from blobs where id in (original, copy))';
  return (await count(sql, text, id, digest)) === 1;
}
