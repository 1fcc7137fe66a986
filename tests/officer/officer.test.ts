import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeEach, describe, expect, it } from 'vitest';
import { importRecords } from '../../src/disclosure/import.ts';
import { readLaws } from '../../src/intake/laws.ts';
import { openCase } from '../../src/intake/officer.ts';
import { sealTo } from '../../src/intake/seal.ts';
import { repliesTo } from '../../src/intake/sender.ts';
import { openPlace } from '../../src/intake/store/open.ts';
import type { Store } from '../../src/intake/store/store.ts';
import { verifyStore } from '../../src/intake/store/verify.ts';
import { type Receipt, submit } from '../../src/intake/submit.ts';
import { complaint } from '../../src/schema/complaint.ts';
import { ANSWERS, MARKS } from '../intake/scratch-intake.ts';

const TODAY = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(new Date());
const laws = await readLaws('content');
let folder = '';
let identity = '';
let recipient = '';
let receipt: Receipt;

/** Runs the command as an officer does, in a process of its own. */
function officer(...args: string[]) {
  const all = ['scripts/officer.ts', ...args, '--var', folder];
  const { stdout, stderr, status } = spawnSync('node', all, {
    encoding: 'utf8',
    env: { ...process.env, OFFICER_NAME: 'Li' },
  });
  return { out: stdout, error: stderr, status };
}

async function opened<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openPlace({ varDir: folder }, laws, () => TODAY);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function send(
  changes: Record<string, string> = {},
  key = `officer-test-${Math.random()}-0000`,
): Promise<Receipt> {
  return opened((store) =>
    submit(complaint.parse({ ...ANSWERS, mall: 'baihe-zhou', ...changes }), key.replace('.', ''), {
      store,
      seal: sealTo([recipient]),
      secret: Buffer.alloc(32, 7),
      today: () => TODAY,
      findMall: () => undefined,
      nameOf: () => undefined,
    }),
  );
}

const keyFile = () => {
  writeFileSync(join(folder, 'key.txt'), `# created: today\n${identity}\n`);
  return join(folder, 'key.txt');
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'officer-test-'));
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  receipt = await send();
});

describe('the path of a complaint', () => {
  it('is walked step by step, and a step that the law has not is refused with what it has', () => {
    const number = receipt.receipt;
    expect(officer('inbox').out).toContain('received');
    const early = officer('agree', number);
    expect([early.status, early.error]).toEqual([1, expect.stringContaining('allowed now: reviewed, accepted')]);
    for (const step of [
      ['accept', number],
      ['mediate', number],
      ['testing', number, 'start'],
      ['testing', number, 'end'],
      ['agree', number, '--performed', '--refund', '120.5'],
      ['close', number, '--outcome', 'mediated-performed'],
    ]) {
      const { status, error } = officer(...step);
      expect([status, error]).toEqual([0, '']);
    }
    const { out } = officer('show', number);
    for (const text of ['closed', 'mediated-performed', 'officer:Li', 'decide']) expect(out).toContain(text);
    for (const mark of MARKS) expect(out).not.toContain(mark);
    expect(officer('show', number, '--identity', keyFile()).out).toContain('CANARY-NAME');
    expect(JSON.parse(officer('stats', '--json').out)).toMatchObject({ closed: 1, agreed: 1 });
  }, 30_000);

  it.each<[string, string[], string]>([
    ['a mistyped number', ['show', 'AAAA-AAAB'], 'check symbol'],
    ['a ground that is none', ['reject', '', '--ground', 'boredom'], '--ground'],
    ['a step in the future', ['accept', '', '--on', '2999-01-01'], 'future'],
    ['no key file', ['show', '', '--identity', 'nowhere.txt'], 'no file'],
    ['an unknown command', ['dance'], 'Use:'],
  ])('says what is wrong with %s', (_, args, said) => {
    const { status, error } = officer(...args.map((arg) => arg || receipt.receipt));
    expect([status, error]).toEqual([1, expect.stringContaining(said)]);
  });
});

describe('words and keys', () => {
  it('an answer is read with the code, and still after the officers changed their keys', async () => {
    const { status } = officer('reply', receipt.receipt, '--text', '请带小票来。', '--to', recipient);
    expect(status).toBe(0);
    const next = await generateX25519Identity();
    const rotated = officer('rotate', '--identity', keyFile(), '--to', await identityToRecipient(next));
    expect(rotated.out).toContain('2 seals of 1 cases');
    await opened(async (store) => {
      const [found] = await store.list();
      if (found === undefined) throw new Error('The case is missing.');
      expect(await repliesTo(found, receipt.code, store)).toEqual([{ day: TODAY, text: '请带小票来。' }]);
      await expect(openCase(store, found, [identity])).rejects.toThrow();
      expect((await openCase(store, found, [next])).letter).toMatchObject({ name: 'CANARY-NAME' });
      expect((await verifyStore(store)).faults).toEqual([]);
    });
  });

  it('a report within a complaint becomes a case of its own', () => {
    const { out } = officer('split', receipt.receipt, '--identity', keyFile(), '--to', recipient);
    expect(out).toContain('is now case');
    expect(JSON.parse(officer('inbox', '--kind', 'report', '--json').out)).toHaveLength(1);
  });

  it('all that is kept of a person goes into one file', () => {
    const out = join(folder, 'person.json');
    officer('person', receipt.receipt, '--identity', keyFile(), '--out', out);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
      letter: { phone: '13812345678' },
      events: [{ type: 'received' }],
    });
  });
});

describe('the export', () => {
  it('is read back by the import, row for row, and holds nothing personal', async () => {
    officer('accept', receipt.receipt);
    officer('close', receipt.receipt, '--outcome', 'settled-direct', '--refund', '30');
    await send({ mall: '', place: '别处' });
    const csv = join(folder, 'export.csv');
    expect(officer('export', '--out', csv).out).toContain('1 complaints');
    for (const mark of MARKS) expect(readFileSync(csv, 'utf8')).not.toContain(mark);
    const out = join(folder, 'records');
    await importRecords({ file: csv, mappingFile: 'content/mappings/intake.yml', out, content: 'content' });
    const [record] = readFileSync(join(out, 'records.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(record).toMatchObject({
      id: receipt.receipt,
      mall: 'baihe-zhou',
      received: TODAY,
      decision: 'accepted',
      closed: TODAY,
      outcome: 'settled-direct',
      rating: 'unrated',
      refund: 30,
      toCase: false,
    });
  });
});

describe('the chain', () => {
  it('is whole, and shows a changed byte in any table', () => {
    expect(officer('verify').out).toContain('Nothing was changed.');
    const file = join(folder, 'intake.sqlite');
    for (const change of [
      `update events set day = '2020-01-01'`,
      `update events set data = replace(data, '2880', '2881')`,
      `update cases set mall = 'elsewhere'`,
      `update cases set state = replace(state, '"refund":0', '"refund":1')`,
      `update blobs set bytes = zeroblob(10)`,
      `delete from blobs`,
      `delete from cases`,
    ]) {
      const copy = join(folder, 'keep.sqlite');
      const database = new DatabaseSync(file);
      database.exec(`pragma wal_checkpoint(truncate); vacuum into '${copy}'; ${change}`);
      database.close();
      const { status, error } = officer('verify');
      expect([status, error], change).toEqual([1, expect.stringMatching(/changed|something else|gone|cannot be/)]);
      writeFileSync(file, readFileSync(copy));
      spawnSync('rm', [copy]);
    }
    expect(officer('verify').status).toBe(0);
  }, 30_000);

  it('goes with a backup into an empty place and nowhere else', async () => {
    const backup = join(folder, 'backup.sqlite');
    expect(officer('backup', backup).status).toBe(0);
    expect(officer('restore', backup).error).toContain('empty folder');
    const first = folder;
    folder = mkdtempSync(join(tmpdir(), 'officer-test-'));
    expect(officer('restore', backup).out).toContain('Nothing was changed.');
    expect(JSON.parse(officer('inbox', '--json').out)).toHaveLength(1);
    const broken = join(folder, 'broken.sqlite');
    writeFileSync(broken, readFileSync(backup).subarray(0, 9000));
    folder = mkdtempSync(join(tmpdir(), 'officer-test-'));
    expect(officer('restore', broken).status).toBe(1);
    expect(existsSync(join(folder, 'intake.sqlite'))).toBe(false);
    expect(first).not.toBe(folder);
  }, 30_000);

  it('stays whole when words and files are deleted', async () => {
    expect(officer('erase', receipt.receipt).status).toBe(1);
    officer('reject', receipt.receipt, '--ground', 'no-competence');
    expect(officer('purge', '--dry-run').out).toContain('0 cases');
    expect(officer('erase', receipt.receipt).status).toBe(0);
    expect(officer('verify').out).toContain('0 sealed pieces');
    expect(officer('show', receipt.receipt, '--identity', keyFile()).out).toContain('(deleted)');
  });
});
