import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCase } from '../../src/intake/officer.ts';
import type { StoredCase } from '../../src/intake/store/reads.ts';
import { ANSWERS, MARKS, post, type Scratch, scratchIntake, sendPlain, textOf } from './scratch-intake.ts';

const hasAge = spawnSync('age', ['--version']).status === 0;

describe('what lies on the server', () => {
  let scratch: Scratch;
  let code = '';
  beforeAll(async () => {
    scratch = await scratchIntake();
    await post(scratch.app, '/zh/complain/form/', { ...ANSWERS, truth: '' });
    const { page } = await sendPlain(scratch.app, 'zh');
    code = textOf(page.body, 'receipt-code').replaceAll('-', '');
  });
  afterAll(() => scratch.app.close());

  it('holds no personal word and no code: not in the database, its log or the log lines', async () => {
    const files = readdirSync(scratch.folder).filter((name) => name.startsWith('intake'));
    expect(files).toContain('intake.sqlite');
    const bytes = [
      ...files.map((name) => readFileSync(join(scratch.folder, name), 'latin1')),
      scratch.log.join(''),
    ].join('');
    for (const mark of [...MARKS, code]) {
      for (const form of [
        mark,
        Buffer.from(mark).toString('base64').replace(/=+$/, '').slice(0, -1),
        encodeURIComponent(mark),
      ]) {
        expect(bytes.includes(form), mark).toBe(false);
      }
    }
  });

  it('logs method, route, status and time, and nothing of the visitor', () => {
    const line = JSON.parse(scratch.log.at(-1) ?? '{}');
    expect(Object.keys(line).sort()).toEqual(['level', 'method', 'ms', 'reqId', 'route', 'status', 'time']);
    expect(line.route).not.toContain('?');
  });

  it('is opened by the officer with the private key', async () => {
    const [stored] = await scratch.store.list();
    const { letter } = await openCase(scratch.store, stored as StoredCase, [scratch.identity]);
    expect(letter).toMatchObject({ name: 'CANARY-NAME', narrative: ANSWERS.narrative, claim: 'refund' });
  });

  it.skipIf(!hasAge)('is opened by the stock age program', async () => {
    const [stored] = await scratch.store.list();
    const [seal] = await scratch.store.sealsOf(stored?.receipt ?? '');
    const [key, sealed] = [join(scratch.folder, 'key.txt'), join(scratch.folder, 'sealed.age')];
    writeFileSync(key, `${scratch.identity}\n`);
    writeFileSync(sealed, (await scratch.store.blob(seal?.id ?? '')) ?? '');
    const { stdout, status } = spawnSync('age', ['-d', '-i', key, sealed], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, expect.stringContaining('CANARY-NAME')]);
  });
});
