import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { World } from '../../scripts/officer/context.ts';
import { officer } from '../../scripts/officer/run.ts';
import { sealTo } from '../../src/intake/seal.ts';
import { openPlace } from '../../src/intake/store/open.ts';
import type { Store } from '../../src/intake/store/store.ts';
import { type Receipt, submit, uploadHash } from '../../src/intake/submit.ts';
import { complaint } from '../../src/schema/complaint.ts';
import { CLOCKS, HOLIDAYS } from '../lib/rules.ts';

export const LAWS = { clocks: CLOCKS, holidays: HOLIDAYS };
/** A Tuesday; nothing is off that week. */
export const TODAY = '2026-06-02';

/** A whole complaint with a mark in every personal field, so that a leak can be found by its mark. */
const ANSWERS = {
  kind: 'complaint',
  mall: 'baihe-zhou',
  shop: 'CANARY-SHOP',
  object: 'fitness-leisure',
  problem: 'prepaid',
  happenedOn: '2026-05-20',
  narrative: 'CANARY-NARRATIVE 健身房关门了',
  amount: '2880',
  claim: 'refund',
  name: 'CANARY-NAME',
  phone: '13812345678',
  email: 'canary@example.org',
  address: 'CANARY-ADDRESS',
  truth: 'true',
};
export const MARKS = ['CANARY', '13812345678', 'canary@example.org', 'hurt.jpg'];

export interface Said {
  out: string;
  /** What the officer is told to mend; null where all went well. */
  error: string | null;
}

export type Office = Awaited<ReturnType<typeof scratchOffice>>;

/** A store in a folder of its own, an officer with a key, and the command line over it. */
export async function scratchOffice() {
  const folder = mkdtempSync(join(tmpdir(), 'officer-test-'));
  const { recipient, keyFile } = await keys('key.txt');
  let count = 0;

  async function keys(name: string) {
    const identity = await generateX25519Identity();
    const file = join(folder, name);
    writeFileSync(file, `# created: today\n${identity}\n`);
    return { identity, recipient: await identityToRecipient(identity), keyFile: file };
  }

  async function opened<T>(work: (store: Store) => Promise<T>, today = TODAY, databaseUrl?: string): Promise<T> {
    const store = await openPlace({ varDir: folder, databaseUrl }, LAWS, () => today);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  /** Runs a command as typed; gives what it said. */
  async function run(words: string, world: Partial<World> = {}): Promise<Said> {
    const said: string[] = [];
    try {
      await officer([...words.split(' ').filter(Boolean), '--var', folder], {
        today: TODAY,
        environment: { OFFICER_NAME: 'Li', INTAKE_RECIPIENTS: recipient },
        say: (text) => void said.push(text),
        width: 100,
        input: async () => '',
        ...world,
      });
    } catch (error) {
      if ((error as Error).name !== 'Stop') throw error;
      return { out: said.join('\n'), error: (error as Error).message };
    }
    return { out: said.join('\n'), error: null };
  }

  return {
    ...{ folder, recipient, keyFile, keys, opened, run },
    path: (name: string) => join(folder, name),
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),

    /** Sends a complaint as its sender does, on a day, to the folder or to a database. */
    send(changes: Record<string, unknown> = {}, day = TODAY, databaseUrl?: string): Promise<Receipt> {
      const key = `officer-test-key-${++count}`;
      return opened(
        (store) =>
          submit(complaint.parse({ ...ANSWERS, ...changes }), key, {
            ...{ store, seal: sealTo([recipient]), secret: Buffer.alloc(32, 7), today: () => day },
            ...{ findMall: () => undefined, nameOf: (id: string) => id },
          }),
        day,
        databaseUrl,
      );
    },

    /** Sends a complaint with one file, sealed twice as the intake does. */
    async sendWithFile(original: string, copy: string) {
      const key = `officer-test-key-${count + 1}`;
      const seal = sealTo([recipient]);
      await opened(async (store) => {
        const file = { id: 'evidence-1', receipt: null, type: 'image/jpeg' as const, bytes: original.length };
        await store.addFile(
          { ...file, sha256: 'f'.repeat(64), uploadHash: uploadHash(key), original: 'o-1', copy: 'c-1', created: 1 },
          await seal(original),
          await seal(copy),
        );
      });
      return this.send({ files: [{ id: 'evidence-1', name: 'hurt.jpg' }] });
    },

    /** Runs commands one after another; each must go well. */
    async walk(...lines: string[]): Promise<void> {
      for (const line of lines) {
        const { error } = await run(line);
        if (error !== null) throw new Error(`${line}: ${error}`);
      }
    },
  };
}
