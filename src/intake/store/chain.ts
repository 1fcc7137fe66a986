import { createHash } from 'node:crypto';
import type { EventType } from '../../schema/case-event.ts';

/** One link of the chain as it lies in the table `events`. */
export interface Link {
  /** 1, 2, 3 … over all cases, without a gap. */
  seq: number;
  receipt: string;
  /** Instant, ISO 8601 in UTC. */
  at: string;
  /** Day of the step, Asia/Shanghai. */
  day: string;
  /** `sender`, `system`, or the name an officer gave. */
  by: string;
  type: EventType;
  /** Facts as JSON text, hashed as they stand. */
  data: string;
  /** Sealed bytes that came with the event, as JSON text: id → SHA-256. */
  seals: string;
  keyHash: string | null;
  bodyMac: string | null;
  /** Hash of the link before, over all cases; of the first, `START`. */
  prev: string;
  hash: string;
}

export const START = '0'.repeat(64);

/** SHA-256 over every word of a link and the hash before it, in a fixed order. */
export function linkHash(link: Omit<Link, 'hash'>): string {
  const { prev, seq, receipt, at, day, by, type, data, seals, keyHash, bodyMac } = link;
  return sha256(JSON.stringify([prev, seq, receipt, at, day, by, type, data, seals, keyHash, bodyMac]));
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
