import { randomUUID } from 'node:crypto';
import type { CaseEvent, EventData } from '../schema/case-event.ts';
import { openSeal, sealTo } from './seal.ts';
import { newReceipt } from './secrets.ts';
import type { Blob } from './store/blobs.ts';
import { sha256 } from './store/chain.ts';
import { eventOf, type StoredCase } from './store/reads.ts';
import type { Store } from './store/store.ts';

/** Adds an officer’s step, dated and named. Throws `NotAllowed` where the law’s path has no such step. */
export function step(store: Store, receipt: string, event: CaseEvent, by: string): Promise<StoredCase> {
  return store.append(receipt, { event, by: `officer:${by}` });
}

/** Writes to the sender: sealed to the key that the tracking code opens, and to the officers. */
export async function reply(
  store: Store,
  found: StoredCase,
  text: string,
  by: string,
  day: string,
  officers: string[],
) {
  const bytes = await sealTo([found.replyKey, ...officers])(JSON.stringify({ text }));
  return store.append(found.receipt, {
    event: { type: 'officer-wrote', day, data: {} },
    by: `officer:${by}`,
    blobs: [{ id: randomUUID(), kind: 'reply', bytes }],
  });
}

/** Everything of a case that an officer’s private key opens. */
export interface Opened {
  letter: Record<string, unknown> | null;
  /** Words of both sides after the letter, oldest first. */
  messages: { day: string; from: 'sender' | 'officer'; text: string }[];
  files: { id: string; name: string; type: string; bytes: number; sha256: string }[];
}

/** Opens letter, messages and the list of files. Throws where none of the keys fits. */
export async function openCase(store: Store, { receipt }: StoredCase, identities: string[]): Promise<Opened> {
  const opened: Opened = { letter: null, messages: [], files: [] };
  const names = new Map<string, string>();
  for (const link of await store.events(receipt)) {
    if (!['received', 'sender-wrote', 'officer-wrote'].includes(link.type)) continue;
    const words = await wordsOf(store, link.seals, identities);
    if (words === undefined) continue;
    const files = (words['files'] ?? []) as { id: string; name: string }[];
    for (const { id, name } of files) names.set(id, name);
    if (link.type === 'received') opened.letter = words;
    else {
      const from = link.type === 'sender-wrote' ? 'sender' : 'officer';
      opened.messages.push({ day: link.day, from, text: String(words['text'] ?? '') });
    }
  }
  for (const { id, type, bytes, sha256 } of await store.files(receipt)) {
    opened.files.push({ id, name: names.get(id) ?? '', type, bytes, sha256 });
  }
  return opened;
}

/** The file as it was sent, or the working copy without metadata. */
export async function openFile(
  store: Store,
  receipt: string,
  id: string,
  which: 'original' | 'copy',
  identities: string[],
): Promise<Uint8Array | undefined> {
  const file = (await store.files(receipt)).find((one) => one.id === id);
  const sealed = file && (await store.blob(file[which]));
  return sealed && openSeal(sealed, identities);
}

/** The letter of an event; undefined where it was purged. Of several seals, files are passed over: they are no JSON. */
async function wordsOf(store: Store, seals: string, identities: string[]) {
  for (const id of Object.keys(JSON.parse(seals) as Record<string, string>)) {
    const blob = await store.words(id);
    if (blob === undefined) continue;
    return JSON.parse(Buffer.from(await openSeal(blob, identities)).toString('utf8')) as Record<string, unknown>;
  }
  return undefined;
}

/**
 * Splits a complaint that also reports a violation (SAMR Order 121 art 9): the report becomes a case of its own, with
 * a number of its own and the same tracking code, and carries the letter again, sealed anew.
 */
export async function split(
  store: Store,
  found: StoredCase,
  by: string,
  day: string,
  officers: string[],
  identities: string[],
) {
  const [first] = await store.events(found.receipt);
  if (first === undefined) throw new Error('The case has no events.');
  const begun = eventOf(first).data as EventData<'received'>;
  const { letter } = await openCase(store, found, identities);
  const receipt = newReceipt();
  const keyHash = `${found.keyHash}:${receipt}`;
  const { codeHash, bodyMac, replyKey, replySeal, mall, object, problem, locale } = found;
  const kept = { receipt, codeHash, keyHash, bodyMac, replyKey, replySeal, kind: 'report' as const, flags: [] };
  return store.receive(
    { ...kept, mall, object, problem, locale },
    {
      event: {
        type: 'received',
        day: found.received,
        data: {
          ...begun,
          kind: 'report',
          files: [],
          flags: [],
          from: found.receipt,
          access: { codeHash, keyHash, bodyMac, replyKey, replySeal: sha256(replySeal) },
        },
      },
      by: `officer:${by}`,
      blobs:
        letter === null
          ? []
          : [{ id: randomUUID(), kind: 'letter', bytes: await sealTo(officers)(JSON.stringify(letter)) }],
    },
    {
      receipt: found.receipt,
      writing: { event: { type: 'split', day, data: { into: receipt } }, by: `officer:${by}` },
    },
  );
}

/** Seals everything of a case to other keys: after a key was lost, or when an officer comes or goes. Gives how many. */
export async function reseal(
  store: Store,
  { receipt, replyKey }: StoredCase,
  identities: string[],
  officers: string[],
  by: string,
  day: string,
): Promise<number> {
  const blobs: Blob[] = [];
  for (const { id, kind } of await store.sealsOf(receipt)) {
    const sealed = await store.blob(id);
    // What the office answered stays readable for who has the code.
    const seal = sealTo(kind === 'reply' ? [replyKey, ...officers] : officers);
    if (sealed !== undefined) blobs.push({ id, kind, bytes: await seal(await openSeal(sealed, identities)) });
  }
  if (blobs.length > 0) {
    await store.reseal(receipt, blobs, { event: { type: 'resealed', day, data: {} }, by: `officer:${by}` });
  }
  return blobs.length;
}
