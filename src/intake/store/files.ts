import type { Evidence } from '../../schema/case-event.ts';
import { addBlob } from './blobs.ts';
import type { Database } from './sql.ts';

/** A file that waits for its complaint, or belongs to one. */
export interface StoredFile extends Evidence {
  receipt: string | null;
  uploadHash: string;
  /** Ids of the sealed blobs. */
  original: string;
  copy: string;
  /** Milliseconds since 1970. */
  created: number;
}

export const FILE = `id, receipt, upload_hash as "uploadHash", type, bytes, sha256, original, copy, created`;

/** Files that were sent before their complaint and wait for it. */
export function waitingFiles(database: Database) {
  return {
    /** Files that wait under the digest of an upload key. */
    async waitingFiles(uploadHash: string): Promise<StoredFile[]> {
      return database.all<StoredFile>(
        `select ${FILE} from files where upload_hash = ? and receipt is null order by created, id`,
        uploadHash,
      );
    },

    /** Lays a file aside until its complaint comes. Gives the number that wait under the key, itself included. */
    async addFile(file: StoredFile, original: Uint8Array, copy: Uint8Array): Promise<number> {
      return database.transaction(async (sql) => {
        for (const [id, kind, bytes] of [
          [file.original, 'original', original],
          [file.copy, 'copy', copy],
        ] as const) {
          await addBlob(sql, { id, receipt: null, kind, bytes });
        }
        await sql.all(
          'insert into files values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
          ...[file.id, null, file.uploadHash, file.type, file.bytes, file.sha256, file.original, file.copy],
          file.created,
        );
        const text = 'select count(*) as n from files where upload_hash = ? and receipt is null';
        const [{ n } = { n: 0 }] = await sql.all<{ n: number }>(text, file.uploadHash);
        return n;
      });
    },

    /** Removes a file that still waits. */
    async dropFile(id: string, uploadHash: string): Promise<boolean> {
      return database.transaction(async (sql) => {
        const text = `delete from files where id = ? and upload_hash = ? and receipt is null returning ${FILE}`;
        const [file] = await sql.all<StoredFile>(text, id, uploadHash);
        if (file === undefined) return false;
        await sql.all('delete from blobs where id in (?, ?)', file.original, file.copy);
        return true;
      });
    },

    /** Removes files whose complaint never came by then. Gives how many went. */
    async dropStale(olderThan: number): Promise<number> {
      return database.transaction(async (sql) => {
        const text = `delete from files where receipt is null and created < ? returning ${FILE}`;
        const gone = await sql.all<StoredFile>(text, olderThan);
        for (const file of gone) await sql.all('delete from blobs where id in (?, ?)', file.original, file.copy);
        return gone.length;
      });
    },
  };
}
