import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { FastifyInstance } from 'fastify';
import { type AppOptions, buildApp } from '../../src/intake/app.ts';
import { busyBeyond } from '../../src/intake/guard/busy.ts';
import { guard, LIMITS, type Limits } from '../../src/intake/guard/guard.ts';
import { readMallNames } from '../../src/intake/mall-names.ts';
import { pagesFrom } from '../../src/intake/pages.ts';
import { sealTo } from '../../src/intake/seal.ts';
import { serverSecret } from '../../src/intake/secrets.ts';
import { openPlace } from '../../src/intake/store/open.ts';
import type { Store, StoreOptions } from '../../src/intake/store/store.ts';
import { formFragment } from '../../src/islands/complaint-form/render.tsx';
import { LOCALES } from '../../src/schema/basics.ts';
import { CLOCKS, HOLIDAYS } from '../lib/rules.ts';

export interface Scratch {
  app: FastifyInstance;
  store: Store;
  folder: string;
  identity: string;
  log: string[];
}

const MARKED = {
  'complain/form': 'form',
  'complain/receipt': 'receipt',
  'complain/track': 'track',
  'not-found': 'error',
  'tools/deadline': 'tool',
  'tools/refund': 'tool',
  'tools/damages': 'tool',
};

export interface ScratchChanges {
  store?: Store;
  today?: string | (() => string);
  limits?: Partial<Limits>;
  storeOptions?: Omit<StoreOptions, 'dueOf'>;
}

export const LAWS = { clocks: CLOCKS, holidays: HOLIDAYS };
const FREE: Limits['writes'] = { most: 1_000_000, perSecond: 1_000_000 };

/** The service on a folder of its own, with the least pages that it fills. */
export async function scratchIntake(changes: Partial<AppOptions> & ScratchChanges = {}): Promise<Scratch> {
  const folder = mkdtempSync(join(tmpdir(), 'intake-test-'));
  const dist = join(folder, 'dist');
  writeDist(dist);
  const identity = await generateIdentity();
  const { today: day = '2026-11-24', limits = {} } = changes;
  const today = typeof day === 'function' ? day : () => day;
  const now = changes.now ?? Date.now;
  const store = changes.store ?? (await openPlace({ varDir: folder }, LAWS, today, changes.storeOptions));
  const secret = serverSecret(folder);
  const log: string[] = [];
  const app = await buildApp({
    intake: {
      store,
      seal: sealTo([await identityToRecipient(identity)]),
      secret,
      today,
      ...(await readMallNames(dist)),
    },
    guard: guard(secret, now, { ...LIMITS, writes: FREE, looks: FREE, megabytes: FREE, ...limits }),
    busy: busyBeyond(200),
    laws: LAWS,
    readPage: pagesFrom(dist),
    renderForm: formFragment,
    now: Date.now,
    dist,
    log: { write: (line) => void log.push(line) },
    ...changes,
  });
  return { app, store, folder, identity, log };
}

function writeDist(dist: string): void {
  for (const locale of LOCALES) {
    for (const [path, name] of Object.entries(MARKED)) {
      mkdirSync(join(dist, locale, path), { recursive: true });
      const page = `<!doctype html><html lang="${locale}"><head><title>${path}</title></head><body><!--${name}:start-->plain ${name}<!--${name}:end--></body></html>`;
      writeFileSync(join(dist, locale, path, 'index.html'), page);
    }
    mkdirSync(join(dist, 'data'), { recursive: true });
    writeFileSync(
      join(dist, 'data', `names.${locale}.json`),
      JSON.stringify([['wutong-li', `Wutong ${locale}`, '梧桐里']]),
    );
  }
}

/** A whole complaint with a mark in every personal field, so that a leak can be found by its mark. */
export const ANSWERS = {
  kind: 'complaint',
  place: '梧桐里',
  shop: 'CANARY-SHOP',
  object: 'fitness-leisure',
  problem: 'prepaid',
  happenedOn: '2026-11-02',
  narrative: 'CANARY-NARRATIVE 健身房关门了',
  amount: '2880',
  claim: 'refund',
  name: 'CANARY-NAME',
  phone: '13812345678',
  email: 'canary@example.org',
  address: 'CANARY-ADDRESS',
  truth: 'true',
};

export const MARKS = [
  'CANARY-SHOP',
  'CANARY-NARRATIVE',
  'CANARY-NAME',
  '13812345678',
  'canary@example.org',
  'CANARY-ADDRESS',
];

/** Posts a form as a browser without script does. */
export function post(app: FastifyInstance, url: string, fields: Record<string, string>) {
  return app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
}

/** What stands in an element of that id, as text without markup. */
export function textOf(html: string, id: string): string {
  return new RegExp(`id="${id}"[^>]*>([^<]*)`).exec(html)?.[1] ?? '';
}

/** Checks and sends a complaint without script; gives the receipt page and the address it came from. */
export async function sendPlain(app: FastifyInstance, locale: string, answers: Record<string, string> = ANSWERS) {
  const form = `/${locale}/complain/form/`;
  const review = await post(app, form, { ...answers, action: 'check' });
  const key = /name="key" value="([^"]+)"/.exec(review.body)?.[1] ?? '';
  const sent = await post(app, form, { ...answers, action: 'send', key });
  const address = String(sent.headers.location);
  return { review, key, sent, address, page: await app.inject({ url: address }) };
}
