import { randomBytes } from 'node:crypto';
import type { Locale } from '../schema/basics.ts';
import { type Complaint, PERSONAL_FIELDS } from '../schema/complaint.ts';
import type { Seal } from './seal.ts';
import { codeFor, digest, isSameDigest, macUnder, newReceipt, openUnder, sealUnder } from './secrets.ts';
import type { Store, StoredCase } from './store/store.ts';

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

/** The key was used before for another content. */
export class OtherContent extends Error {}

/** A receipt can be opened by its token for this long. */
const VIEW_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * Keeps a complaint and answers only when it is on the disk. The same key with the same content gives the same
 * receipt for ever; with another content it throws `OtherContent`.
 */
export async function submit(complaint: Complaint, key: string, intake: Intake): Promise<Receipt> {
  const { store, seal, secret, today, findMall } = intake;
  const bodyMac = macUnder(key, JSON.stringify(complaint));
  const code = codeFor(secret, key);
  const known = await store.byKey(digest(key));
  const kept =
    known ??
    (await store.add({
      receipt: newReceipt(),
      codeHash: digest(code),
      keyHash: digest(key),
      bodyMac,
      kind: complaint.kind,
      mall: complaint.mall || (findMall(complaint.place) ?? null),
      object: complaint.object,
      problem: complaint.problem,
      locale: complaint.locale,
      received: today(),
      status: 'received',
      sealed: await seal(sealedPart(complaint)),
    }));
  if (!isSameDigest(kept.bodyMac, bodyMac)) throw new OtherContent();
  return { receipt: kept.receipt, code, kind: kept.kind, received: kept.received };
}

/** Puts a receipt aside for the page after a plain form post; gives the token that opens it. */
export async function putAside(receipt: Receipt, store: Store, now: number): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const blob = sealUnder(token, JSON.stringify(receipt));
  await store.addView({ tokenHash: digest(token), blob, expires: now + VIEW_MILLISECONDS }, now);
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

function sealedPart(complaint: Complaint) {
  const { happenedOn, amount, claim, publish, delegate } = complaint;
  const personal = Object.fromEntries(PERSONAL_FIELDS.map((field) => [field, complaint[field]]));
  return { ...personal, happenedOn, amount, claim, publish, delegate };
}
