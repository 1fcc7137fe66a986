import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { replyKeys } from '../../src/intake/seal.ts';
import { startPostgres } from '../../tests/postgres.ts';
import { type Figures, killOverAndOver } from './kills.ts';
import type { Common } from './order.ts';
import { sendOneKey } from './same-key.ts';
import { failEverySync, fillDisk } from './sick-disk.ts';

const WRITERS = 8;
/** A database is killed over and over this often; then comes a new one, and the old is looked at as a whole. */
const CYCLES_A_DATABASE = 250;

/** Kills, one key many times, a full disk and a failing one: on SQLite, and on PostgreSQL where it is installed. */
export async function torture({ cycles, postgres, seconds }: { cycles: number; postgres: number; seconds: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'fangxin-torture-'));
  const server = postgres > 0 ? await startPostgres() : undefined;
  try {
    const order = await commonOrder(folder);
    const kills: Figures[] = [];
    const sameKey = [await sendOneKey('SQLite', { varDir: join(folder, 'same') }, order, folder)];
    const places = Array.from({ length: Math.ceil(cycles / CYCLES_A_DATABASE) + 1 }, (_, at) => ({
      varDir: join(folder, `sqlite-${at}`),
    }));
    kills.push(
      await killOverAndOver({
        ...{ on: 'SQLite', cycles, seconds, order, folder },
        placeOf: async (cycle) => places[Math.floor(cycle / CYCLES_A_DATABASE)] ?? { varDir: folder },
      }),
    );
    if (server !== undefined) {
      const same = { varDir: folder, databaseUrl: await server.createDatabase('same') };
      sameKey.push(await sendOneKey('PostgreSQL', same, order, folder));
      const place = { varDir: folder, databaseUrl: await server.createDatabase('torture') };
      kills.push(
        await killOverAndOver({
          ...{ on: 'PostgreSQL', cycles: postgres, seconds, order, folder },
          placeOf: async () => place,
          crash: { cycle: Math.floor(postgres / 2), fall: server.crash },
        }),
      );
    }
    const sickDisk = [await fillDisk(order, folder), await failEverySync(order, folder)];
    const isRight =
      kills.every(({ lost, doubled, orphaned, faults }) => lost + doubled + orphaned + faults === 0) &&
      [...sameKey, ...sickDisk].every((result) => result.isRight);
    return { kills, sameKey, sickDisk, isRight };
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function commonOrder(folder: string): Promise<Common> {
  const picture = join(folder, 'picture.png');
  await sharp({ create: { width: 24, height: 24, channels: 3, background: '#b3261e' } })
    .png()
    .toFile(picture);
  const officers = [await replyKeys(), await replyKeys()];
  const recipients = officers.map(({ recipient }) => recipient);
  return { recipients, secret: randomBytes(32).toString('hex'), picture, writers: WRITERS };
}
