import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';

/** Encrypts a value to the officers' public keys in the age format; the server cannot read it back. */
export type Seal = (value: unknown) => Promise<Uint8Array>;

export function sealTo(recipients: string[]): Seal {
  return async (value) => {
    const encrypter = new Encrypter();
    for (const recipient of recipients) encrypter.addRecipient(recipient);
    return encrypter.encrypt(JSON.stringify(value));
  };
}

/**
 * Public key of the demonstration officer, whose private key is made on first use in VAR_DIR. For trying out only:
 * with real complaints, INTAKE_RECIPIENTS names public keys and the private ones never touch this machine.
 */
export async function demoRecipient(varDir: string): Promise<{ recipient: string; file: string }> {
  const file = join(varDir, 'officer-demo-key.txt');
  await mkdir(varDir, { recursive: true });
  if (!existsSync(file)) await writeFile(file, `${await generateIdentity()}\n`, { mode: 0o600 });
  return { recipient: await identityToRecipient((await readFile(file, 'utf8')).trim()), file };
}
