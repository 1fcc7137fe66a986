import { sha256 } from './chain.ts';
import type { Sql } from './sql.ts';

/** Sealed bytes that belong to an event. */
export interface Blob {
  id: string;
  kind: 'letter' | 'message' | 'reply' | 'original' | 'copy';
  bytes: Uint8Array;
}

/** Puts sealed bytes into their table, with the digest that the chain will name. */
export async function addBlob(
  sql: Sql,
  { id, receipt, kind, bytes }: Blob & { receipt: string | null },
): Promise<void> {
  const digest = sha256(bytes);
  await sql.all(
    'insert into blobs (id, receipt, kind, digest, bytes) values (?, ?, ?, ?, ?)',
    id,
    receipt,
    kind,
    digest,
    bytes,
  );
}
