import type { Locale } from '../../schema/basics.ts';
import type { Status } from '../../schema/taxonomy.ts';

/** One complaint as it lies on disk: nothing in it says who someone is, except within the seal. */
export interface StoredCase {
  receipt: string;
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
  status: Status;
  sealed: Uint8Array;
}

/** A receipt waiting to be shown once or twice after a plain form post, encrypted under its own token. */
export interface ReceiptView {
  tokenHash: string;
  blob: Uint8Array;
  /** Milliseconds since 1970. */
  expires: number;
}

/** What the intake needs of a database. A promise that resolves means: it is on the disk. */
export interface Store {
  /** Keeps a case; where its key is known already, keeps nothing and gives the one that is there. */
  add(complaint: StoredCase): Promise<StoredCase>;
  byReceipt(receipt: string): Promise<StoredCase | undefined>;
  byKey(keyHash: string): Promise<StoredCase | undefined>;
  /** Newest first. */
  list(): Promise<StoredCase[]>;
  addView(view: ReceiptView, now: number): Promise<void>;
  view(tokenHash: string, now: number): Promise<ReceiptView | undefined>;
  close(): Promise<void>;
}
