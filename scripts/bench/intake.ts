import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { readLaws } from '../../src/intake/laws.ts';
import { sealTo } from '../../src/intake/seal.ts';
import { openDatabase, openPlace, type Place } from '../../src/intake/store/open.ts';
import type { Database } from '../../src/intake/store/sql.ts';
import type { Store } from '../../src/intake/store/store.ts';
import { type Intake, submit } from '../../src/intake/submit.ts';
import { complaint } from '../../src/schema/complaint.ts';
import { startPostgres } from '../../tests/postgres.ts';
import { residentMegabytes } from './measured.ts';

const DAY = '2026-11-24';
const AT_ONCE = 1500;
const PACED_SECONDS = 10;
const A_SECOND = 100;
const STORED = [0, 100_000, 1_000_000];
const GOALS = { 'p99 at 100/s': '< 100 ms', 'peak MB of the server': '< 300', cost: 'flat' };

const COMPLAINT = complaint.parse({
  kind: 'complaint',
  place: '某商场',
  shop: '某店',
  object: 'fitness-leisure',
  problem: 'prepaid',
  narrative: '办了年卡，门店关门，联系不上。'.repeat(40),
  claim: 'refund',
  amount: '2880',
  name: '张三',
  phone: '13800000000',
  address: '某路 1 号',
  truth: 'true',
});

/** Complaints accepted, sealed and durable, beside what sealing and the disk can do alone. */
export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fangxin-bench-intake-'));
  const recipients = await Promise.all([1, 2].map(async () => identityToRecipient(await generateX25519Identity())));
  const bare = { ...(await sealing(recipients)), ...durableWrites(folder) };
  console.table([bare]);
  const server = await startPostgres();
  const places: [name: string, place: () => Promise<Place>][] = [
    ['SQLite', async () => ({ varDir: mkdtempSync(join(folder, 'sqlite-')) })],
    ...(server
      ? ([
          [
            'PostgreSQL',
            async () => ({ varDir: folder, databaseUrl: await server.createDatabase(`bench${Date.now()}`) }),
          ],
        ] as [string, () => Promise<Place>][])
      : []),
  ];
  const rates = [];
  const costs = [];
  for (const [name, place] of places) {
    rates.push({ store: name, ...(await rate(await place(), recipients)) });
    for (const stored of STORED)
      costs.push({ store: name, stored, ...(await cost(await place(), recipients, stored)) });
  }
  console.table(rates);
  console.table([await overHttp(folder, recipients)]);
  console.table(costs);
  console.log(
    'Goals:',
    GOALS,
    '\nThe stored complaints of the last table are rows put in at once; their chain is not hashed.',
  );
  await server?.stop();
  rmSync(folder, { recursive: true });
}

async function intakeOn(place: Place, recipients: string[]): Promise<{ intake: Intake; store: Store }> {
  const store = await openPlace(place, await readLaws('content'), () => DAY);
  const seal = sealTo(recipients);
  const intake = {
    store,
    seal,
    secret: Buffer.alloc(32, 1),
    today: () => DAY,
    findMall: () => undefined,
    nameOf: () => undefined,
  };
  return { intake, store };
}

let keys = 0;
const newKey = () => `bench-${String(++keys).padStart(20, '0')}`;

/** At full speed, then at a steady hundred a second. */
async function rate(place: Place, recipients: string[]) {
  const { intake, store } = await intakeOn(place, recipients);
  await Promise.all(Array.from({ length: 50 }, () => submit(COMPLAINT, newKey(), intake)));
  const began = performance.now();
  const lanes = Array.from({ length: 32 }, async () => {
    const times: number[] = [];
    for (let n = 0; n < AT_ONCE / 32; n += 1) times.push(await timed(() => submit(COMPLAINT, newKey(), intake)));
    return times;
  });
  const full = (await Promise.all(lanes)).flat();
  const seconds = (performance.now() - began) / 1000;
  const paced: Promise<number>[] = [];
  for (let n = 0; n < PACED_SECONDS * A_SECOND; n += 1) {
    paced.push(timed(() => submit(COMPLAINT, newKey(), intake)));
    await new Promise((resolve) => setTimeout(resolve, 1000 / A_SECOND));
  }
  const steady = await Promise.all(paced);
  await store.close();
  return {
    'a second': Math.round(full.length / seconds),
    'p50 full': ms(quantile(full, 0.5)),
    'p99 full': ms(quantile(full, 0.99)),
    'p50 at 100/s': ms(quantile(steady, 0.5)),
    'p99 at 100/s': ms(quantile(steady, 0.99)),
  };
}

/** The real server on SQLite, asked over HTTP a hundred times a second by this process. */
async function overHttp(folder: string, recipients: string[]) {
  const environment = {
    ...process.env,
    PORT: '0',
    VAR_DIR: join(folder, 'server'),
    INTAKE_RECIPIENTS: recipients.join(','),
    TRUST_PROXY: '127.0.0.1',
  };
  const server = spawn('node', ['src/intake/server.ts'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve) => {
    server.stdout.on('data', (chunk) => {
      const found = /search: (http\S+)\//.exec(String(chunk))?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const times: Promise<number>[] = [];
  let [peak, kept] = [0, 0];
  for (let n = 0; n < PACED_SECONDS * A_SECOND; n += 1) {
    times.push(
      timed(async () => {
        const answer = await fetch(`${url}/api/v1/complaints`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': newKey(),
            // From many addresses: one alone would soon reach its limit.
            'x-forwarded-for': `10.0.${n >> 8}.${n & 255}`,
          },
          body: JSON.stringify({ ...COMPLAINT, publish: 'true', delegate: 'true', truth: 'true' }),
        });
        if (answer.status === 201) kept += 1;
        await answer.arrayBuffer();
      }),
    );
    if (n % 50 === 0) peak = Math.max(peak, residentMegabytes(server.pid ?? 0));
    await new Promise((resolve) => setTimeout(resolve, 1000 / A_SECOND));
  }
  const all = await Promise.all(times);
  server.kill();
  await once(server, 'exit');
  return {
    'over HTTP': 'SQLite',
    sent: all.length,
    kept,
    'p50 at 100/s': ms(quantile(all, 0.5)),
    'p99 at 100/s': ms(quantile(all, 0.99)),
    'peak MB of the server': Math.round(peak),
  };
}

/** What one complaint, one step and one look cost beside so many stored ones. */
async function cost(place: Place, recipients: string[], stored: number) {
  const { intake, store } = await intakeOn(place, recipients);
  const database = await openDatabase(place);
  if (stored > 0) await fill(database, stored);
  const [sends, steps, looks]: number[][] = [[], [], []];
  for (let n = 0; n < 100; n += 1) {
    let receipt = '';
    sends?.push(
      await timed(async () => {
        receipt = (await submit(COMPLAINT, newKey(), intake)).receipt;
      }),
    );
    const event = { type: 'accepted' as const, day: DAY, data: {} };
    steps?.push(await timed(() => store.append(receipt, { event, by: 'officer:bench' })));
    looks?.push(await timed(() => store.byReceipt(receipt)));
  }
  await database.close();
  await store.close();
  return {
    'send ms': ms(quantile(sends ?? [], 0.5)),
    'step ms': ms(quantile(steps ?? [], 0.5)),
    'look ms': ms(quantile(looks ?? [], 0.5)),
  };
}

/** Rows of plausible cases and events, made by the database itself. */
async function fill({ dialect, transaction }: Database, count: number): Promise<void> {
  const numbers =
    dialect === 'sqlite'
      ? `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`
      : `with n(i) as (select generate_series(1, ${count}))`;
  const state = JSON.stringify({ kind: 'complaint', status: 'received', received: DAY, lastDay: DAY }).replaceAll(
    "'",
    "''",
  );
  const seal = dialect === 'sqlite' ? 'zeroblob(200)' : `decode(repeat('00', 200), 'hex')`;
  const letter = dialect === 'sqlite' ? 'zeroblob(2000)' : `decode(repeat('00', 2000), 'hex')`;
  await transaction(async (sql) => {
    await sql.all(`insert into events ${numbers} select i, 'F' || i, '${DAY}T00:00:00Z', '${DAY}', 'sender', 'received',
      '{}', '{}', null, null, 'p', 'h' || i from n`);
    await sql.all(`insert into cases ${numbers} select 'F' || i, i, 'c' || i, 'k' || i, 'm', 'complaint', null, 'food',
      'price', 'zh', '${DAY}', 'received', '2026-12-03', '[]', 'age1', ${seal}, '${state}' from n`);
    await sql.all(`insert into blobs ${numbers} select 'b' || i, 'F' || i, 'letter', 'd', ${letter} from n`);
  });
}

async function sealing(recipients: string[]) {
  const seal = sealTo(recipients);
  const text = 'x'.repeat(2000);
  const began = performance.now();
  for (let n = 0; n < 500; n += 1) await seal(text);
  return { 'bare seals a second': Math.round(500 / ((performance.now() - began) / 1000)) };
}

function durableWrites(folder: string) {
  const file = openSync(join(folder, 'raw'), 'a');
  const bytes = Buffer.alloc(2000);
  const began = performance.now();
  for (let n = 0; n < 1000; n += 1) {
    writeSync(file, bytes);
    fsyncSync(file);
  }
  closeSync(file);
  return { 'raw durable writes a second': Math.round(1000 / ((performance.now() - began) / 1000)) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function quantile(times: number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

function ms(time: number): string {
  return time.toFixed(1);
}
