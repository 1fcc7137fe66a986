import { openSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import sharp from 'sharp';
import { readEvidence } from '../../src/intake/evidence.ts';
import { readLaws } from '../../src/intake/laws.ts';
import { replyKeys, sealTo } from '../../src/intake/seal.ts';
import { openPlace } from '../../src/intake/store/open.ts';
import { type Intake, submit } from '../../src/intake/submit.ts';
import { layAside } from '../../src/intake/uploads.ts';
import { complaintFor, type Note, type Order, type Sent } from './order.ts';

// A process of its own, which its parent kills in the middle of its work. It is loaded first and begins when told to.
process.once('disconnect', () => process.exit());
process.once('message', (order: Order) => void serve(order));
const laws = await readLaws('content');
await warmUp();
process.send?.('loaded');

async function serve(order: Order): Promise<void> {
  const notes = openSync(order.notes, 'a');
  // Written at once: what this process has said stays said when it is killed with the next instruction.
  const note = (what: Note) => writeSync(notes, `${JSON.stringify(what)}\n`);
  const today = () => '2026-11-24';
  const store = await openPlace(order.place, laws, today);
  const intake: Intake = {
    store,
    today,
    seal: sealTo(order.recipients),
    secret: Buffer.from(order.secret, 'hex'),
    findMall: () => undefined,
    nameOf: () => undefined,
  };
  const picture = readFileSync(order.picture);
  await Promise.all(Array.from({ length: order.writers }, (_, writer) => write(writer)));
  await store.close();
  process.disconnect();

  async function write(writer: number): Promise<void> {
    for (const [at, sent] of order.again.entries()) if (at % order.writers === writer) await send(sent);
    for (let count = 0; !order.isOnlyAgain; count += 1) {
      const sent: Sent = { key: `${order.prefix}-writer-${writer}-${count}`, files: [] };
      try {
        for (let file = (writer + count) % 3; file > 0; file -= 1) {
          const { id, sha256 } = await layAside(picture, sent.key, intake, Date.now());
          sent.files.push({ id, sha256 });
          note({ what: 'laid', ...sent });
        }
      } catch (error) {
        note({ what: 'refused', key: sent.key, why: (error as Error).message });
        await setTimeout(5);
        continue;
      }
      await send(sent);
    }
  }

  async function send(sent: Sent): Promise<void> {
    note({ what: 'sent', ...sent });
    try {
      note({ what: 'answered', key: sent.key, receipt: await submit(complaintFor(sent), sent.key, intake) });
    } catch (error) {
      note({ what: 'refused', key: sent.key, why: (error as Error).message });
      await setTimeout(5);
    }
  }
}

/** Does once without a trace what takes its time only the first time, so that kills fall into the writing. */
async function warmUp(): Promise<void> {
  const { recipient } = await replyKeys();
  const seal = sealTo([recipient]);
  for (let n = 0; n < 5; n += 1) await seal('warm');
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } });
  await readEvidence(await picture.png().toBuffer());
}
