import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { MOST_FILES } from '../schema/limits.ts';
import { readEvidence } from './evidence.ts';
import { sha256 } from './store/chain.ts';
import type { StoredFile } from './store/files.ts';
import { type Intake, uploadHash } from './submit.ts';

/** More files wait under the key than one complaint may have. */
export class TooManyFiles extends Error {}

/**
 * Looks at a file, seals it as it came and as a working copy, and lays both aside under the sender’s key. Nothing of
 * it was readable on the disk at any time. Throws `BadFile` or `TooManyFiles`.
 */
export async function layAside(bytes: Buffer, key: string, { store, seal }: Intake, now: number): Promise<StoredFile> {
  const hash = uploadHash(key);
  if ((await store.waitingFiles(hash)).length >= MOST_FILES) throw new TooManyFiles();
  const { type, copy } = await readEvidence(bytes);
  const original = await seal(bytes);
  // Sealing ten megabytes takes a tenth of a second: let others have a turn in between.
  await setImmediate();
  const sealedCopy = copy === bytes ? original : await seal(copy);
  const file: StoredFile = {
    id: randomUUID(),
    receipt: null,
    uploadHash: hash,
    type,
    bytes: bytes.length,
    sha256: sha256(bytes),
    original: randomUUID(),
    copy: randomUUID(),
    created: now,
  };
  await store.addFile(file, original, sealedCopy);
  return file;
}
