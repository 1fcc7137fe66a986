import type { Database } from './sql.ts';

/** A receipt waiting to be shown after a plain form post, encrypted under its own token. */
export interface ReceiptView {
  tokenHash: string;
  blob: Uint8Array;
  /** Milliseconds since 1970. */
  expires: number;
}

/** Receipts put aside for a day. */
export function receiptViews(database: Database) {
  return {
    async addView({ tokenHash, blob, expires }: ReceiptView): Promise<void> {
      await database.transaction((sql) =>
        sql.all('insert into receipt_views values (?, ?, ?)', tokenHash, blob, expires),
      );
    },

    async view(tokenHash: string, at: number): Promise<ReceiptView | undefined> {
      const text = `select token_hash as "tokenHash", blob, expires from receipt_views where token_hash = ? and expires > ?`;
      return (await database.all<ReceiptView>(text, tokenHash, at))[0];
    },

    async dropOldViews(at: number): Promise<void> {
      await database.transaction((sql) => sql.all('delete from receipt_views where expires <= ?', at));
    },
  };
}
