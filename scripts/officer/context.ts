import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { identityToRecipient } from 'age-encryption';
import { readRegister } from '../../src/disclosure/register.ts';
import { Stop } from '../../src/disclosure/stop.ts';
import { readLaws } from '../../src/intake/laws.ts';
import { letterOf } from '../../src/intake/post.ts';
import { readIdentities, sealTo } from '../../src/intake/seal.ts';
import { RECEIPT_LENGTH } from '../../src/intake/secrets.ts';
import { openPlace, type Place, sqliteFile } from '../../src/intake/store/open.ts';
import type { StoredCase } from '../../src/intake/store/reads.ts';
import type { Store } from '../../src/intake/store/store.ts';
import type { Laws } from '../../src/lib/case-clock.ts';
import { isWellFormed, normaliseCode } from '../../src/lib/receipt-code.ts';
import { day } from '../../src/schema/basics.ts';

/** Every option of every command; a command takes those that its usage names. */
export const OPTIONS = {
  var: { type: 'string' },
  database: { type: 'string' },
  content: { type: 'string' },
  help: { type: 'boolean' },
  json: { type: 'boolean' },
  by: { type: 'string' },
  on: { type: 'string' },
  identity: { type: 'string' },
  to: { type: 'string' },
  from: { type: 'string' },
  status: { type: 'string' },
  mall: { type: 'string' },
  kind: { type: 'string' },
  'due-until': { type: 'string' },
  limit: { type: 'string' },
  ground: { type: 'string' },
  outcome: { type: 'string' },
  result: { type: 'string' },
  refund: { type: 'string' },
  delegated: { type: 'boolean' },
  performed: { type: 'boolean' },
  text: { type: 'string' },
  file: { type: 'string' },
  out: { type: 'string' },
  mapping: { type: 'string' },
  original: { type: 'boolean' },
  'older-than': { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const;

export type Option = keyof typeof OPTIONS;
export type Values = { [O in Option]?: (typeof OPTIONS)[O]['type'] extends 'string' ? string : boolean };

/** Where a command runs. */
export interface World {
  /** Today in Asia/Shanghai. */
  today: string;
  environment: NodeJS.ProcessEnv;
  say: (text: string) => void;
  /** Columns of the terminal. */
  width: number;
  input: () => Promise<string>;
}

/** One call of a command. */
export interface Call extends World {
  values: Values;
  /** What stands after the name of the command. */
  args: string[];
  place: Place;
  content: string;
}

/** A call with the store open. */
export interface Context extends Call {
  store: Store;
  laws: Laws;
}

export interface Command {
  /** Name, what follows it, and its options. */
  usage: string;
  does: string;
  /** What its options may say, for its own help. */
  choices?: string;
  /** Runs on the store of the place; `runBare` opens it itself, where there may be none yet. */
  run?: (context: Context) => Promise<void>;
  runBare?: (call: Call) => Promise<void>;
}

/** The call with the store of its place. Throws `Stop` where nothing was ever received there. */
export async function openContext(call: Call): Promise<Context> {
  const { place, content, today, environment } = call;
  if (place.databaseUrl === undefined && !existsSync(sqliteFile(place))) {
    throw new Stop(`There is no ${sqliteFile(place)}: nothing has been received here, or --var is wrong.`);
  }
  const laws = await readLaws(content);
  // The bureau’s platform is told of officers’ steps as of senders’: the server posts what lies in the outbox.
  const store = await openPlace(place, laws, () => today, environment['WEBHOOK_URL'] ? { letterOf } : {}).catch(
    (error: Error) => {
      throw new Stop(`The complaints cannot be opened: ${error.message}`);
    },
  );
  return { ...call, laws, store };
}

/** The case of a typed number, the first argument unless told. Throws `Stop` where it is mistyped or unknown. */
export async function caseOf({ store, args }: Context, typed = args[0]): Promise<StoredCase> {
  if (typed === undefined) throw new Stop('Name the receipt number.');
  const receipt = normaliseCode(typed);
  if (!isWellFormed(receipt, RECEIPT_LENGTH)) {
    throw new Stop(
      `${typed} is no receipt number: it has ${RECEIPT_LENGTH} signs, of which the last checks the others.`,
    );
  }
  const found = await store.byReceipt(receipt);
  if (found === undefined) throw new Stop(`No case has the number ${typed}.`);
  return found;
}

/** Ids of the malls of the register: what else a sender wrote for a mall may say more than it should. */
export async function knownMalls({ content }: Call): Promise<Set<string>> {
  return new Set((await readRegister(content)).malls.keys());
}

export function officerOf({ values, environment }: Call): string {
  const by = (values.by ?? environment['OFFICER_NAME'] ?? '').trim();
  if (by === '') throw new Stop('Say who does this: --by NAME, or OFFICER_NAME.');
  return by;
}

/** Day of the step: today, or the one named, which is never in the future. */
export function dayOf({ values: { on }, today }: Call): string {
  if (on === undefined) return today;
  if (checkedDay('on', on) > today) throw new Stop(`--on ${on} is in the future: today is ${today}.`);
  return on;
}

/** First and last day of receipt of the span that is asked for. */
export function spanOf({ values: { from, to } }: Call): { from: string; to: string } {
  return {
    from: from === undefined ? '0000-01-01' : checkedDay('from', from),
    to: to === undefined ? '9999-12-31' : checkedDay('to', to),
  };
}

export function checkedDay(option: Option, text: string): string {
  if (!day.safeParse(text).success) throw new Stop(`--${option} ${text}: write a day as 2026-11-24.`);
  return text;
}

export function checkedNumber(option: Option, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Stop(`--${option} ${text}: write a whole number above 0.`);
  return Number(text);
}

/** Yuan from --refund; 0 where it is not named. */
export function refundOf({ values: { refund = '0' } }: Call): number {
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(refund)) throw new Stop(`--refund ${refund}: write yuan as 1234.50.`);
  return Number(refund);
}

export function needed(
  { values }: Call,
  name: { [O in Option]: Values[O] extends string | undefined ? O : never }[Option],
): string {
  const value = values[name];
  if (value === undefined || value.trim() === '') throw new Stop(`Name --${name}.`);
  return value;
}

/** Private keys from the file of --identity. */
export async function identitiesOf(call: Call): Promise<string[]> {
  const file = needed(call, 'identity');
  if (!existsSync(file)) throw new Stop(`There is no file ${file}.`);
  const identities = await readIdentities(file);
  if (identities.length === 0) throw new Stop(`${file} holds no line that begins with AGE-SECRET-KEY-.`);
  for (const identity of identities) {
    await identityToRecipient(identity).catch(() => {
      throw new Stop(`${file} holds a private key that is mistyped.`);
    });
  }
  return identities;
}

/** Public keys from --to or INTAKE_RECIPIENTS. */
export function recipientsOf({ values, environment }: Call): string[] {
  const keys = (values.to ?? environment['INTAKE_RECIPIENTS'] ?? '').split(/[\s,]+/).filter(Boolean);
  if (keys.length === 0) throw new Stop('Name the officers’ public keys: --to age1…,age1…, or INTAKE_RECIPIENTS.');
  for (const key of keys) {
    try {
      sealTo([key]);
    } catch {
      throw new Stop(`${key} is no public key: it begins with age1, and one sign of it may be mistyped.`);
    }
  }
  return keys;
}

/** Does what opens seals; says so in a sentence where the keys do not fit. */
export async function opening<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUnfit(error)) throw new Stop('The private key does not open this case: it was sealed to another one.');
    throw error;
  }
}

export function isUnfit(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('no identity matched');
}

/** Writes what only its owner may read, and never over something else. */
export async function writePrivate(file: string, bytes: Uint8Array | string): Promise<void> {
  try {
    await writeFile(file, bytes, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new Stop(`${file} is there already: name another file.`);
    if (code === 'ENOENT') throw new Stop(`The folder of ${file} is not there.`);
    throw error;
  }
}
