import { existsSync } from 'node:fs';
import type { parseArgs } from 'node:util';
import { Stop } from '../../src/disclosure/stop.ts';
import { readLaws } from '../../src/intake/laws.ts';
import { readIdentities } from '../../src/intake/seal.ts';
import { RECEIPT_LENGTH } from '../../src/intake/secrets.ts';
import { openPlace, type Place, sqliteFile } from '../../src/intake/store/open.ts';
import type { Store, StoredCase } from '../../src/intake/store/store.ts';
import type { Laws } from '../../src/lib/case-clock.ts';
import { isWellFormed, normaliseCode } from '../../src/lib/receipt-code.ts';
import { SITE } from '../../src/site.ts';

/** Options of all commands; each command names in its usage those that it reads. */
export const OPTIONS = {
  var: { type: 'string', default: 'var' },
  database: { type: 'string' },
  content: { type: 'string', default: 'content' },
  json: { type: 'boolean', default: false },
  by: { type: 'string' },
  on: { type: 'string' },
  identity: { type: 'string' },
  to: { type: 'string' },
  status: { type: 'string' },
  mall: { type: 'string' },
  kind: { type: 'string' },
  'due-until': { type: 'string' },
  limit: { type: 'string' },
  ground: { type: 'string' },
  outcome: { type: 'string' },
  result: { type: 'string' },
  refund: { type: 'string' },
  delegated: { type: 'boolean', default: false },
  performed: { type: 'boolean', default: false },
  text: { type: 'string' },
  file: { type: 'string' },
  out: { type: 'string' },
  original: { type: 'boolean', default: false },
  from: { type: 'string' },
  until: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;

export type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

/** What a command works with. */
export interface Context {
  store: Store;
  place: Place;
  laws: Laws;
  today: string;
  values: Values;
  /** What stands after the name of the command. */
  args: string[];
  say: (text: string) => void;
  width: number;
}

export interface Command {
  usage: string;
  run: (context: Context) => Promise<void>;
}

export function placeOf(values: Values): Place {
  return { databaseUrl: values.database ?? process.env['DATABASE_URL'], varDir: values.var };
}

/** Opens the store of the options. Throws `Stop` where nothing was ever received there. */
export async function openContext(values: Values, args: string[], say: Context['say']): Promise<Context> {
  const place = placeOf(values);
  if (place.databaseUrl === undefined && !existsSync(sqliteFile(place))) {
    throw new Stop(`There is no ${sqliteFile(place)}: nothing has been received here, or --var is wrong.`);
  }
  const laws = await readLaws(values.content);
  const today = new Intl.DateTimeFormat('sv', { timeZone: SITE.timeZone }).format(new Date());
  const store = await openPlace(place, laws, () => today);
  return { store, place, laws, today, values, args, say, width: process.stdout.columns ?? 100 };
}

/** The case whose number stands first. Throws `Stop` where it is mistyped or unknown. */
export async function caseOf({ store, args: [typed] }: Context): Promise<StoredCase> {
  if (typed === undefined) throw new Stop('Name the receipt number.');
  const receipt = normaliseCode(typed);
  if (!isWellFormed(receipt, RECEIPT_LENGTH))
    throw new Stop(`${typed} is no receipt number: its check symbol is wrong.`);
  const found = await store.byReceipt(receipt);
  if (found === undefined) throw new Stop(`No case has the number ${typed}.`);
  return found;
}

export function officerOf({ values }: Context): string {
  const by = values.by ?? process.env['OFFICER_NAME'];
  if (by === undefined || by.trim() === '') throw new Stop('Say who does this: --by NAME, or OFFICER_NAME.');
  return by.trim();
}

/** Day of the step: today, or the one named, which is never in the future. */
export function dayOf({ values: { on }, today }: Context): string {
  if (on === undefined) return today;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(Date.parse(on)))
    throw new Stop(`--on ${on}: write a day as 2026-11-24.`);
  if (on > today) throw new Stop(`--on ${on} is in the future.`);
  return on;
}

/** Private keys from the file of --identity. */
export async function identitiesOf({ values }: Context): Promise<string[]> {
  if (values.identity === undefined) throw new Stop('Name the file with your private key: --identity FILE.');
  if (!existsSync(values.identity)) throw new Stop(`There is no file ${values.identity}.`);
  const identities = await readIdentities(values.identity);
  if (identities.length === 0) throw new Stop(`${values.identity} holds no line that begins with AGE-SECRET-KEY-.`);
  return identities;
}

/** Public keys from --to or INTAKE_RECIPIENTS. */
export function recipientsOf({ values }: Context): string[] {
  const keys = (values.to ?? process.env['INTAKE_RECIPIENTS'] ?? '').split(/[\s,]+/).filter(Boolean);
  if (keys.length === 0) throw new Stop('Name the officers’ public keys: --to age1…,age1…, or INTAKE_RECIPIENTS.');
  const wrong = keys.find((key) => !/^age1[a-z0-9]{20,}$/.test(key));
  if (wrong !== undefined) throw new Stop(`${wrong} is no public key: it begins with age1.`);
  return keys;
}

export function needed<K extends keyof Values>({ values }: Context, name: K): NonNullable<Values[K]> {
  const value = values[name];
  if (value === undefined) throw new Stop(`Name --${name}.`);
  return value as NonNullable<Values[K]>;
}

/** Yuan from --refund; 0 where it is not named. */
export function refundOf({ values: { refund } }: Context): number {
  const yuan = Number(refund ?? 0);
  if (!Number.isFinite(yuan) || yuan < 0) throw new Stop(`--refund ${refund}: write yuan as a number.`);
  return yuan;
}
