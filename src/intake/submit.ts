import { randomBytes, randomUUID } from 'node:crypto';
import type { Locale } from '../schema/basics.ts';
import type { FLAGS } from '../schema/case-event.ts';
import { type Complaint, PERSONAL_FIELDS } from '../schema/complaint.ts';
import { replyKeys, type Seal } from './seal.ts';
import { codeFor, digest, isSameDigest, macUnder, newReceipt, openUnder, sealUnder } from './secrets.ts';
import { sha256 } from './store/chain.ts';
import type { StoredCase } from './store/reads.ts';
import type { Store } from './store/store.ts';

/** What the sender gets: number and code, both needed to open the case again. */
export interface Receipt {
  receipt: string;
  code: string;
  kind: StoredCase['kind'];
  received: string;
}

export interface Intake {
  store: Store;
  seal: Seal;
  secret: Buffer;
  /** Today in Asia/Shanghai, YYYY-MM-DD. */
  today: () => string;
  /** Id of the mall of exactly that name, where there is one. */
  findMall: (name: string) => string | undefined;
  nameOf: (id: string, locale: Locale) => string | undefined;
}

export type Flag = (typeof FLAGS)[number];

/** The key was used before for another content. */
export class OtherContent extends Error {}

/** A receipt can be opened by its token for a day, unless the rules say otherwise. */
const DAY = 24 * 60 * 60 * 1000;

/** Digest under which files wait for what is sent with this key. */
export function uploadHash(key: string): string {
  return digest(`upload:${key}`);
}

/**
 * Keeps a complaint and answers only when it is on the disk. The same key with the same content gives the same
 * receipt for ever; with another content it throws `OtherContent`. Throws `MissingFile` where a file named in it
 * does not wait under the key.
 */
export async function submit(complaint: Complaint, key: string, intake: Intake, flags: Flag[] = []): Promise<Receipt> {
  const { store, seal, secret, today, findMall, nameOf } = intake;
  const [keyHash, bodyMac] = [digest(key), macUnder(key, JSON.stringify(complaint))];
  const code = codeFor(secret, key);
  const kept = (await store.byKey(keyHash)) ?? (await keep());
  if (!isSameDigest(kept.bodyMac, bodyMac)) throw new OtherContent();
  return { receipt: kept.receipt, code, kind: kept.kind, received: kept.received };

  async function keep(): Promise<StoredCase> {
    const { kind, object, problem, happenedOn, amount, publish, delegate, locale, files } = complaint;
    if (object === '' || problem === '') throw new Error('The complaint was not checked.');
    const reply = await replyKeys();
    // Only a mall of the register: other text in this field would lie unsealed.
    const isKnown = complaint.mall !== '' && nameOf(complaint.mall, 'zh') !== undefined;
    const mall = isKnown ? complaint.mall : (findMall(complaint.place) ?? null);
    const replySeal = sealUnder(code, reply.identity);
    const access = { codeHash: digest(code), keyHash, bodyMac, replyKey: reply.recipient };
    const day = today();
    return store.receive(
      {
        ...access,
        receipt: newReceipt(),
        replySeal,
        kind,
        mall,
        object,
        problem,
        locale,
        flags,
      },
      {
        event: {
          type: 'received',
          day,
          data: {
            ...{
              kind,
              mall,
              object,
              problem,
              publish,
              delegate,
              locale,
              flags,
              access: { ...access, replySeal: sha256(replySeal) },
              from: null,
              files: [],
            },
            happenedOn: happenedOn === '' ? null : happenedOn,
            amount: amount === '' ? null : Number(amount),
          },
        },
        by: 'sender',
        blobs: [{ id: randomUUID(), kind: 'letter', bytes: await seal(JSON.stringify(letterOf(complaint))) }],
        files: { ids: files.map(({ id }) => id), uploadHash: uploadHash(key) },
      },
    );
  }
}

/** Puts a receipt aside for the page after a plain form post; gives the token that opens it. */
export async function putAside(receipt: Receipt, store: Store, now: number, life = DAY): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const blob = sealUnder(token, JSON.stringify(receipt));
  await store.addView({ tokenHash: digest(token), blob, expires: now + life });
  return token;
}

/** The receipt of a token; undefined where the token is wrong or too old. */
export async function takeAside(token: string, store: Store, now: number): Promise<Receipt | undefined> {
  const view = await store.view(digest(token), now);
  return view && (JSON.parse(openUnder(token, view.blob)) as Receipt);
}

/** The case of a number and code; undefined alike where the number is unknown or the code is wrong. */
export async function findCase(receipt: string, code: string, store: Store): Promise<StoredCase | undefined> {
  const found = await store.byReceipt(receipt);
  return found && isSameDigest(found.codeHash, digest(code)) ? found : undefined;
}

/** What only the officers read: who someone is, what they lived through, what their files are called. */
function letterOf(complaint: Complaint) {
  const { happenedOn, amount, claim, publish, delegate, files } = complaint;
  const personal = Object.fromEntries(PERSONAL_FIELDS.map((field) => [field, complaint[field]]));
  return { ...personal, happenedOn, amount, claim, publish, delegate, files };
}
