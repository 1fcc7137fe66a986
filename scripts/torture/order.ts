import { createHash } from 'node:crypto';
import type { Place } from '../../src/intake/store/open.ts';
import type { Receipt } from '../../src/intake/submit.ts';
import { type Complaint, complaint } from '../../src/schema/complaint.ts';

/** What a service that will be killed is told to do. */
export interface Order {
  place: Place;
  /** Public keys of officers. */
  recipients: string[];
  /** Hexadecimal. */
  secret: string;
  /** File that takes its notes, one JSON line each. */
  notes: string;
  /** A small picture. */
  picture: string;
  writers: number;
  /** Begins every new key. */
  prefix: string;
  /** What is sent once more: a sender who got no answer does that. */
  again: Sent[];
  /** Ends after what is sent once more. */
  isOnlyAgain: boolean;
}

/** What every order has in common. */
export type Common = Pick<Order, 'recipients' | 'secret' | 'picture' | 'writers'>;

export interface SentFile {
  id: string;
  sha256: string;
}

/** A complaint that was sent; the answer is in its note. */
export interface Sent {
  key: string;
  files: SentFile[];
}

export type Note =
  | ({ what: 'laid' } & Sent)
  | ({ what: 'sent' } & Sent)
  | { what: 'answered'; key: string; receipt: Receipt }
  | { what: 'refused'; key: string; why: string };

/** The same complaint for the same key and files, as from a sender who tries again. */
export function complaintFor({ key, files }: Sent): Complaint {
  return complaint.parse({
    kind: 'complaint',
    shop: `Shop ${key}`,
    object: 'food',
    problem: 'quality',
    narrative: `What happened to ${key}. `.repeat(20),
    amount: '288.50',
    claim: 'refund',
    name: 'Name',
    phone: '13812345678',
    address: 'Address',
    truth: true,
    files: files.map(({ id }, at) => ({ id, name: `picture-${at}.png` })),
  });
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
