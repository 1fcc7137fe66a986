import { createHmac, randomBytes } from 'node:crypto';
import type { Complaint } from '../../schema/complaint.ts';

const WINDOW = 30 * 24 * 60 * 60 * 1000;
const MOST_REMEMBERED = 50_000;
/** From so many complaints of one phone or of one text on, an officer should see that they belong together. */
const MANY = 4;

/**
 * Notes complaints that repeat a phone or a text. It flags and never refuses. Only digests under a key that lives as
 * long as this process are kept, and in memory: on the disk they would let numbers be guessed.
 */
export function repeats(now: () => number): (complaint: Complaint) => boolean {
  const key = randomBytes(32);
  const seen = new Map<string, number[]>();
  const note = (mark: string) => {
    const digest = createHmac('sha256', key).update(mark).digest('base64');
    const times = [...(seen.get(digest) ?? []).filter((at) => at > now() - WINDOW), now()].slice(-MANY);
    seen.delete(digest);
    seen.set(digest, times);
    if (seen.size > MOST_REMEMBERED) seen.delete(seen.keys().next().value ?? digest);
    return times.length >= MANY;
  };
  return ({ phone, narrative }) => {
    const digits = phone.replace(/\D/g, '').slice(-11);
    const words = narrative.replace(/\s+/g, '');
    return [digits === '' ? false : note(`phone:${digits}`), note(`words:${words}`)].includes(true);
  };
}
