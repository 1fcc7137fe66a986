import { createHash, createHmac, randomBytes } from 'node:crypto';
import { isSameDigest } from '../secrets.ts';

/** A small piece of work for the sender's machine: find a number that gives a digest with so many zero bits. */
export interface Challenge {
  salt: string;
  /** Milliseconds since 1970. */
  expires: number;
  bits: number;
  mac: string;
}

/** About 16,000 tries: a moment on a phone, dear for who sends thousands. */
const BITS = 14;
const LIFE = 30 * 60 * 1000;

export interface ProofOfWork {
  challenge(): Challenge;
  /** Whether a proof `salt.expires.bits.mac.nonce` holds. Each counts once. */
  accepts(proof: string): boolean;
}

/** Hands out challenges and checks them without keeping any; only those spent are remembered until they expire. */
export function proofOfWork(secret: Buffer, now: () => number): ProofOfWork {
  const macOf = (salt: string, expires: number, bits: number) =>
    createHmac('sha256', secret).update(`proof:${salt}:${expires}:${bits}`).digest('hex');
  const spent = new Map<string, number>();
  return {
    challenge() {
      const [salt, expires] = [randomBytes(12).toString('hex'), now() + LIFE];
      return { salt, expires, bits: BITS, mac: macOf(salt, expires, BITS) };
    },
    accepts(proof) {
      const [salt = '', expires = '', bits = '', mac = '', nonce = ''] = proof.slice(0, 300).split('.');
      if (Number(expires) < now() || Number(bits) < BITS || spent.has(salt)) return false;
      if (!isSameDigest(mac, macOf(salt, Number(expires), Number(bits)))) return false;
      if (leadingZeros(createHash('sha256').update(`${salt}.${nonce}`).digest()) < Number(bits)) return false;
      for (const [old, until] of spent) if (until < now()) spent.delete(old);
      spent.set(salt, Number(expires));
      return true;
    },
  };
}

function leadingZeros(digest: Uint8Array): number {
  let zeros = 0;
  for (const byte of digest) {
    if (byte !== 0) return zeros + Math.clz32(byte) - 24;
    zeros += 8;
  }
  return zeros;
}
