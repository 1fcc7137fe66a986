import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CaseEvent } from '../schema/case-event.ts';
import { MOST_FILES } from '../schema/limits.ts';
import { openSeal } from './seal.ts';
import { digest, isSameDigest, macUnder, openUnder } from './secrets.ts';
import { eventOf, type StoredCase } from './store/reads.ts';
import { KnownKey, type Store, type Writing } from './store/store.ts';
import { type Intake, OtherContent, uploadHash } from './submit.ts';

/** What a sender may still do with a case. Error texts are string keys of content/ui/<locale>/track.json. */
export const senderAction = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('write'),
    text: z.string().trim().max(4000, { error: 'error.text.long' }).default(''),
    files: z
      .array(z.strictObject({ id: z.string().regex(/^[\w-]{8,40}$/), name: z.string().max(200) }))
      .max(MOST_FILES, { error: 'error.files.many' })
      .default([]),
  }),
  z.strictObject({ action: z.literal('withdraw') }),
  z.strictObject({
    action: z.literal('rate'),
    rating: z.enum(['solved', 'unsolved', 'unrated'], { error: 'error.rating' }),
  }),
]);
export type SenderAction = z.infer<typeof senderAction>;

/** Writes what the sender does. The same key with the same content is done once; with another it throws. */
export async function act(found: StoredCase, action: SenderAction, key: string, intake: Intake): Promise<StoredCase> {
  const { store, today } = intake;
  const mac = macUnder(key, JSON.stringify(action));
  const writing: Writing = {
    ...(await writingOf(action, key, intake)),
    event: eventFor(action, today()),
    by: 'sender',
    key: { hash: digest(key), mac },
  };
  try {
    return await store.append(found.receipt, writing);
  } catch (error) {
    if (!(error instanceof KnownKey)) throw error;
    if (!isSameDigest(error.link.bodyMac ?? '', mac)) throw new OtherContent();
    return (await store.byReceipt(found.receipt)) ?? found;
  }
}

/** An answer of the office, opened with the tracking code. */
export interface Reply {
  day: string;
  text: string;
}

/** Answers to the sender, oldest first. Only who has the code can read them: it opens the key they are sealed to. */
export async function repliesTo(found: StoredCase, code: string, store: Store): Promise<Reply[]> {
  const identity = openUnder(code, found.replySeal);
  const replies: Reply[] = [];
  for (const link of await store.events(found.receipt)) {
    if (link.type !== 'officer-wrote') continue;
    for (const id of Object.keys(JSON.parse(link.seals) as Record<string, string>)) {
      const sealed = await store.blob(id);
      if (sealed === undefined) continue;
      const { text } = JSON.parse(Buffer.from(await openSeal(sealed, [identity])).toString('utf8')) as { text: string };
      replies.push({ day: link.day, text });
    }
  }
  return replies;
}

/** The dated steps of a case that its sender may see. */
export async function stepsOf(found: StoredCase, store: Store): Promise<CaseEvent[]> {
  return (await store.events(found.receipt)).map(eventOf).filter(({ type }) => type !== 'resealed');
}

async function writingOf(action: SenderAction, key: string, { seal }: Intake): Promise<Omit<Writing, 'event' | 'by'>> {
  if (action.action !== 'write') return {};
  const { text, files } = action;
  return {
    blobs: [{ id: randomUUID(), kind: 'message', bytes: await seal(JSON.stringify({ text, files })) }],
    files: { ids: files.map(({ id }) => id), uploadHash: uploadHash(key) },
  };
}

function eventFor(action: SenderAction, day: string): CaseEvent {
  if (action.action === 'write') return { type: 'sender-wrote', day, data: { files: [] } };
  if (action.action === 'withdraw') return { type: 'withdrawn', day, data: {} };
  return { type: 'rated', day, data: { rating: action.rating } };
}
