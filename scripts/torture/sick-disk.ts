import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { sealTo } from '../../src/intake/seal.ts';
import { openDatabase } from '../../src/intake/store/open.ts';
import type { Database } from '../../src/intake/store/sql.ts';
import { openStore } from '../../src/intake/store/store.ts';
import { verifyStore } from '../../src/intake/store/verify.ts';
import { type Intake, submit } from '../../src/intake/submit.ts';
import { type Common, complaintFor, type Note } from './order.ts';
import { startService } from './services.ts';

/** Fills a tiny disk to the brim, then makes room: nothing is promised that is not kept, and the service recovers. */
export async function fillDisk(order: Common, folder: string) {
  const varDir = join(folder, 'tiny');
  mkdirSync(varDir);
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=900k', 'fangxin', varDir]).status === 0;
  try {
    const database = await openDatabase({ varDir });
    const limit = (pages: number) => database.transaction((sql) => sql.all(`pragma max_page_count = ${pages}`));
    if (!isMounted) await limit(150);
    const { intake, store } = await intakeOver(database, order);
    const kept: string[] = [];
    let refused = 0;
    for (let turn = 0; refused < 40 && turn < 400; turn += 1) {
      const keys = Array.from({ length: 8 }, (_, n) => `full-disk-key-${turn}-${n}`);
      const results = await Promise.allSettled(
        keys.map((key) => submit(complaintFor({ key, files: [] }), key, intake)),
      );
      for (const result of results) {
        if (result.status === 'rejected') refused += 1;
        else kept.push(result.value.receipt);
      }
    }
    if (isMounted) execFileSync('mount', ['-o', 'remount,size=64m', varDir]);
    else await limit(1_000_000);
    for (let n = 0; n < 10; n += 1) {
      const key = `room-again-key-${n}`;
      kept.push((await submit(complaintFor({ key, files: [] }), key, intake)).receipt);
    }
    await store.close();
    const again = await intakeOver(await openDatabase({ varDir }), order);
    const there = new Set((await again.store.list({ limit: 1_000_000 })).map(({ receipt }) => receipt));
    const lost = kept.filter((receipt) => !there.has(receipt)).length;
    const { faults } = await verifyStore(again.store);
    await again.store.close();
    const how = isMounted ? 'full disk (tmpfs of 900 KB)' : 'full database (max_page_count)';
    return {
      how,
      acknowledged: kept.length,
      refused,
      lost,
      faults: faults.length,
      isRight: lost + faults.length === 0 && refused > 0,
    };
  } finally {
    if (isMounted) spawnSync('umount', ['--lazy', varDir]);
  }
}

/** No wait for the disk ever succeeds: nothing may be promised. */
export async function failEverySync(order: Common, folder: string) {
  const varDir = join(folder, 'failing');
  mkdirSync(varDir);
  const first = await intakeOver(await openDatabase({ varDir }), order);
  await first.store.close();
  const isTraced = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0;
  const { acknowledged, refused } = isTraced ? await underStrace(varDir, order, folder) : await inside(varDir, order);
  const again = await intakeOver(await openDatabase({ varDir }), order);
  const { faults } = await verifyStore(again.store);
  await again.store.close();
  const how = isTraced ? 'every fsync fails with EIO (strace)' : 'every commit throws';
  return {
    how,
    acknowledged,
    refused,
    lost: 0,
    faults: faults.length,
    isRight: acknowledged === 0 && refused > 0 && faults.length === 0,
  };
}

/** The kernel itself answers EIO to the service. */
async function underStrace(varDir: string, order: Common, folder: string) {
  const calls = 'fsync,fdatasync';
  const strace = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${calls}:error=EIO`];
  const service = await startService(join(folder, 'cache'), strace);
  const notes = join(folder, 'notes-failing');
  service.begin({ ...order, place: { varDir }, notes, prefix: 'failing-sync', again: [], isOnlyAgain: false });
  for (let waited = 0; waited < 100; waited += 1) {
    await setTimeout(100);
    if (existsSync(notes) && readFileSync(notes, 'utf8').split('"refused"').length > 40) break;
  }
  await service.kill();
  const lines = readFileSync(notes, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Note);
  return {
    acknowledged: lines.filter(({ what }) => what === 'answered' || what === 'laid').length,
    refused: lines.filter(({ what }) => what === 'refused').length,
  };
}

async function inside(varDir: string, order: Common) {
  const database = await openDatabase({ varDir });
  let isSick = false;
  const { intake, store } = await intakeOver(
    {
      ...database,
      transaction: (work) =>
        database.transaction(async (sql) => {
          const value = await work(sql);
          if (isSick) throw new Error('disk I/O error');
          return value;
        }),
    },
    order,
  );
  isSick = true;
  const keys = Array.from({ length: 40 }, (_, n) => `failing-commit-key-${n}`);
  const results = await Promise.allSettled(keys.map((key) => submit(complaintFor({ key, files: [] }), key, intake)));
  await store.close();
  const acknowledged = results.filter(({ status }) => status === 'fulfilled').length;
  return { acknowledged, refused: results.length - acknowledged };
}

async function intakeOver(database: Database, { recipients, secret }: Common) {
  const store = await openStore(database, { dueOf: () => null });
  const intake: Intake = {
    store,
    seal: sealTo(recipients),
    secret: Buffer.from(secret, 'hex'),
    today: () => '2026-11-24',
    findMall: () => undefined,
    nameOf: () => undefined,
  };
  return { intake, store };
}
