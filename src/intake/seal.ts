import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

/** Encrypts bytes or text to the officers’ public keys in the age format; the server cannot read it back. */
export type Seal = (content: Uint8Array | string) => Promise<Uint8Array>;

/** To one or more public keys (age1…). */
export function sealTo(recipients: readonly string[]): Seal {
  if (recipients.length === 0) throw new Error('Nobody to seal to: name at least one public key.');
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return (content) => encrypter.encrypt(content);
}

/** Opens what was sealed to any of these private keys. Throws where none of them fits. */
export async function openSeal(sealed: Uint8Array, identities: readonly string[]): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  return decrypter.decrypt(sealed);
}

/** A key pair for the answers to one case. */
export async function replyKeys(): Promise<{ recipient: string; identity: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Private keys in a file: one to a line, as `age-keygen` writes them. */
export async function readIdentities(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim());
  return lines.filter((line) => line.startsWith('AGE-SECRET-KEY-'));
}

/**
 * Public key of the demonstration officer, whose private key is made on first use in VAR_DIR. For trying out only:
 * with real complaints, INTAKE_RECIPIENTS names public keys and the private ones never touch this machine.
 */
export async function demoRecipient(varDir: string): Promise<{ recipient: string; file: string }> {
  const file = join(varDir, 'officer-demo-key.txt');
  await mkdir(varDir, { recursive: true });
  if (!existsSync(file)) await writeFile(file, `${await generateX25519Identity()}\n`, { mode: 0o600 });
  const [identity = ''] = await readIdentities(file);
  return { recipient: await identityToRecipient(identity), file };
}
