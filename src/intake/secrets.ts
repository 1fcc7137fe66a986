import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { symbolsFrom, withCheck } from '../lib/receipt-code.ts';

/** Length of receipt number and tracking code, check symbol included. */
export const RECEIPT_LENGTH = 8;
export const CODE_LENGTH = 16;

/** The server's secret, made on first start. Without it a repeated key cannot be told its code again. */
export function serverSecret(varDir: string): Buffer {
  const file = join(varDir, 'intake-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}

/** A new random receipt number. */
export function newReceipt(): string {
  return drawn(RECEIPT_LENGTH, () => randomBytes(RECEIPT_LENGTH));
}

/** The tracking code that belongs to a sender's key: the same key gives the same code for ever. */
export function codeFor(secret: Buffer, key: string): string {
  let draw = 0;
  return drawn(CODE_LENGTH, () => createHmac('sha256', secret).update(`code:${draw++}:${key}`).digest());
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Digest of a content under the sender's key: without that key, guesses at the content cannot be tried. */
export function macUnder(key: string, content: string): string {
  return createHmac('sha256', key).update(content).digest('hex');
}

export function isSameDigest(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** Encrypts a text under a random token, so that whoever has the database alone cannot read it. */
export function sealUnder(token: string, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(token), nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

export function openUnder(token: string, blob: Uint8Array): string {
  const bytes = Buffer.from(blob);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(token), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
}

function keyOf(token: string): Buffer {
  return Buffer.from(hkdfSync('sha256', token, '', 'receipt view', 32));
}

function drawn(length: number, bytes: () => Uint8Array): string {
  for (;;) {
    const code = withCheck(symbolsFrom(bytes(), length - 1));
    if (code !== undefined) return code;
  }
}
