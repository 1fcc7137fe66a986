import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openCase } from '../../src/intake/officer.ts';
import { repliesTo } from '../../src/intake/sender.ts';
import { verifyStore } from '../../src/intake/store/verify.ts';
import { findCase, type Receipt } from '../../src/intake/submit.ts';
import { type Office, scratchOffice, TODAY } from './scratch-officer.ts';

let office: Office;
let sent: Receipt;

beforeEach(async () => {
  office = await scratchOffice();
  sent = await office.sendWithFile('as it was sent', 'the working copy');
});

/** What the sender reads with number and code. */
const replies = () =>
  office.opened(async (store) => {
    const found = await findCase(sent.receipt, sent.code, store);
    return found && repliesTo(found, sent.code, store);
  });

describe('an answer', () => {
  it('is read with the code, whether typed, from a file or piped in', async () => {
    writeFileSync(office.path('answer.txt'), '第二封\n');
    await office.walk(
      `reply ${sent.receipt} --text 请带小票来。`,
      `reply ${sent.receipt} --file ${office.path('answer.txt')}`,
    );
    await office.run(`reply ${sent.receipt}`, { input: async () => 'third\n' });
    expect((await replies())?.map(({ text }) => text)).toEqual(['请带小票来。', '第二封', 'third']);
  });

  it('needs someone to seal it to', async () => {
    const { error } = await office.run(`reply ${sent.receipt} --text x`, { environment: { OFFICER_NAME: 'Li' } });
    expect(error).toContain('public keys');
  });
});

describe('a split', () => {
  it('makes a report of its own, with the letter, which the same code opens', async () => {
    const { out } = await office.run(`split ${sent.receipt} --identity ${office.keyFile}`);
    const [child] = JSON.parse((await office.run('inbox --kind report --json')).out);
    expect(out.replaceAll('-', '')).toContain(child.receipt);
    expect(await office.opened((store) => findCase(child.receipt, sent.code, store))).toBeDefined();
    const shown = await office.run(`show ${child.receipt} --identity ${office.keyFile}`);
    expect(shown.out).toContain('CANARY-NARRATIVE');
    expect((await office.run('verify')).error).toBeNull();
  });

  it('of an ended case is refused', async () => {
    await office.walk(`reject ${sent.receipt} --ground materials`);
    const { error } = await office.run(`split ${sent.receipt} --identity ${office.keyFile}`);
    expect(error).toBe('Only an open complaint is split.');
  });
});

describe('evidence', () => {
  it('is written as the working copy, or as it was sent, and never over another file', async () => {
    const [copy, original] = [office.path('copy.jpg'), office.path('original.jpg')];
    await office.walk(
      `file ${sent.receipt} evidence-1 --identity ${office.keyFile} --out ${copy}`,
      `file ${sent.receipt} evidence-1 --identity ${office.keyFile} --out ${original} --original`,
    );
    expect([readFileSync(copy, 'utf8'), readFileSync(original, 'utf8')]).toEqual([
      'the working copy',
      'as it was sent',
    ]);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const again = await office.run(`file ${sent.receipt} evidence-1 --identity ${office.keyFile} --out ${copy}`);
    expect(again.error).toContain('is there already');
    const none = await office.run(`file ${sent.receipt} evidence-9 --identity ${office.keyFile} --out x.jpg`);
    expect(none.error).toContain('has no file evidence-9');
  });

  it('goes sealed to another machine, where age opens it', async () => {
    await office.walk(`sealed ${sent.receipt} --out ${office.path('away')}`);
    expect(readdirSync(office.path('away')).sort()).toEqual([
      'copy-evidence-1.age',
      expect.stringMatching(/^letter-.*\.age$/),
      'original-evidence-1.age',
    ]);
    const age = spawnSync('age', ['-d', '-i', office.keyFile, join(office.path('away'), 'copy-evidence-1.age')], {
      encoding: 'utf8',
    });
    if (age.error === undefined) expect(age.stdout).toBe('the working copy');
  });
});

it('all that is kept of a person goes into one file, with the cases split off', async () => {
  await office.walk(
    `reply ${sent.receipt} --text 你好`,
    `split ${sent.receipt} --identity ${office.keyFile}`,
    `person ${sent.receipt} --identity ${office.keyFile} --out ${office.path('person.json')}`,
  );
  expect(JSON.parse(office.read('person.json'))).toMatchObject({
    cases: [
      {
        letter: { phone: '13812345678' },
        messages: [{ day: TODAY, from: 'officer', text: '你好' }],
        files: [{ id: 'evidence-1', name: 'hurt.jpg' }],
        events: [{ type: 'received' }, { type: 'officer-wrote' }, { type: 'split' }],
      },
      { kind: 'report', letter: { name: 'CANARY-NAME' } },
    ],
  });
});

describe('new keys', () => {
  it('open everything, and the old one nothing', async () => {
    await office.walk(`reply ${sent.receipt} --text 你好`);
    const next = await office.keys('next.txt');
    const { out } = await office.run(`rotate --identity ${office.keyFile} --to ${next.recipient}`);
    expect(out).toContain('4 seals of 1 cases');
    expect((await office.run(`show ${sent.receipt} --identity ${office.keyFile}`)).error).toContain(
      'does not open this case',
    );
    await office.opened(async (store) => {
      const [found] = await store.list();
      if (found === undefined) throw new Error('The case is missing.');
      expect(await openCase(store, found, [next.identity])).toMatchObject({
        letter: { name: 'CANARY-NAME' },
        messages: [{ text: '你好' }],
      });
      expect((await verifyStore(store)).faults).toEqual([]);
    });
    expect(await replies()).toEqual([{ day: TODAY, text: '你好' }]);
  });

  it('are given to the other cases too where one does not open, and that one is named', async () => {
    const next = await office.keys('next.txt');
    await office.walk(`rotate --identity ${office.keyFile} --to ${next.recipient}`);
    await office.send();
    const { out, error } = await office.run(`rotate --identity ${office.keyFile} --to ${next.recipient}`);
    expect(out).toContain('1 seals of 1 cases');
    expect(error?.replaceAll('-', '')).toContain(sent.receipt);
  });
});

describe('deletion', () => {
  it('waits until a case has ended, and leaves a chain that is whole', async () => {
    expect((await office.run(`erase ${sent.receipt}`)).error).toBe('Only an ended case is purged, once.');
    await office.walk(`reject ${sent.receipt} --ground no-competence`, `erase ${sent.receipt}`);
    expect((await office.run('verify')).out).toContain('0 sealed pieces');
    expect((await office.run(`reply ${sent.receipt} --text x`)).error).toContain('are deleted');
    expect((await office.run(`show ${sent.receipt} --identity ${office.keyFile}`)).out).toContain('(deleted)');
    expect(
      (await office.run(`person ${sent.receipt} --identity ${office.keyFile} --out ${office.path('p')}`)).error,
    ).toBe(null);
  });

  it('comes by itself as long after the end as the rules say, whatever was written since', async () => {
    await office.walk(`reject ${sent.receipt} --ground no-competence`);
    await office.run(`reply ${sent.receipt} --text later`, { today: '2027-01-10' });
    const open = await office.send();
    const purge = (words: string, today: string) => office.run(`purge ${words}`, { today });
    expect((await purge('--dry-run', '2027-06-01')).out).toContain('of 0 cases');
    expect((await purge('--dry-run', '2027-06-02')).out).toContain(`ended ${TODAY}\n`);
    expect((await purge('', '2027-06-02')).out).toContain('of 1 cases that ended 365 days ago or more are deleted');
    expect((await purge('--older-than 1', '2027-06-02')).out).toContain('of 0 cases');
    expect((await office.run(`show ${open.receipt} --identity ${office.keyFile}`)).out).toContain('CANARY-NAME');
    expect((await office.run('verify')).error).toBeNull();
  });
});

it('nothing is made where nothing was received', async () => {
  const empty = await scratchOffice();
  expect((await empty.run('inbox')).error).toContain('nothing has been received here, or --var is wrong.');
  expect(readdirSync(empty.folder)).toEqual(['key.txt']);
});
