/** A value as both databases take it. */
export type SqlValue = string | number | null | Uint8Array;
export type SqlRow = Record<string, SqlValue>;

/** Runs statements whose parameters are written `?`. */
export interface Sql {
  all<R = SqlRow>(text: string, ...values: SqlValue[]): Promise<R[]>;
}

/**
 * A database in which every promise that resolves means: it is on the disk. SQLite and PostgreSQL give the same
 * answers to the same statements; `store.ts` is written once for both.
 */
export interface Database extends Sql {
  readonly dialect: 'sqlite' | 'postgres';
  /** All of it or nothing. Transactions that write run one after another, also across processes. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Questions that all see the same moment, whatever is written meanwhile. */
  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Sees to it that what was deleted lies in no log any more, as far as the database can. */
  forget(): Promise<void>;
  /** Writes a copy of the whole database to a file while it is in use. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}
