import { spawnSync } from 'node:child_process';
import { beforeEach, describe, expect, it } from 'vitest';
import { MARKS, type Office, scratchOffice, TODAY } from './scratch-officer.ts';

let office: Office;
let number = '';

beforeEach(async () => {
  office = await scratchOffice();
  number = (await office.send()).receipt;
});

const shown = async () => JSON.parse((await office.run(`show ${number} --json`)).out);

describe('the path of a complaint', () => {
  it('is walked to its closing, and every clock is told', async () => {
    await office.walk(
      ...[`review ${number}`, `accept ${number} --on ${TODAY}`, `to-case ${number}`, `mediate ${number} --delegated`],
      ...[`agree ${number} --refund 120.50`, `outcome ${number} --outcome mediated-performed`],
    );
    const { state, clocks, events, next } = await shown();
    expect(state).toMatchObject({ status: 'closed', outcome: 'mediated-performed', refund: 120.5, toCase: true });
    expect(clocks).toMatchObject([
      { key: 'step.decide', due: '2026-06-11', done: TODAY, isKept: true },
      { key: 'step.mediate', due: '2026-08-01', done: TODAY, isKept: true },
      { key: 'step.notifyEnd', due: null, done: null, isKept: null },
    ]);
    expect(events.map(({ type, by }: { type: string; by: string }) => `${type} ${by}`)).toEqual([
      ...['received sender', 'reviewed officer:Li', 'accepted officer:Li', 'became-case officer:Li'],
      ...['mediation-started officer:Li', 'agreed officer:Li', 'closed officer:Li'],
    ]);
    expect(next).toEqual({ steps: [], outcomes: [] });
  });

  it('ends without agreement on a ground, and is then closed as that ground allows', async () => {
    await office.walk(`accept ${number}`, `mediate ${number}`, `terminate ${number} --ground absent-refused`);
    expect((await office.run(`close ${number} --outcome no-agreement`)).error).toBe(
      'Here a case closes as refused. The case is “terminated”; allowed now: close --outcome refused, to-case, split.',
    );
    expect((await office.run(`close ${number} --outcome refused`)).out).toContain('is now “closed”.');
  });

  it('stands still while something is tested', async () => {
    await office.walk(`accept ${number}`, `mediate ${number}`, `testing start ${number}`);
    const later = { today: '2026-06-22' };
    expect((await office.run(`show ${number}`, later)).out).toMatch(/mediate .* stands/);
    expect((await office.run(`testing ${number} end`, later)).out).toContain('Next due 2026-08-21.');
  });

  it('of a report runs to a decision', async () => {
    number = (await office.send({ kind: 'report' })).receipt;
    expect((await office.run(`accept ${number}`)).error).toBe(
      'A report has no such step. The case is “received”; allowed now: refer --to BODY, verify-report.',
    );
    await office.walk(`verify-report ${number}`, `extend ${number}`, `open-case ${number}`);
    expect((await shown()).clocks).toMatchObject([{ key: 'step.verify', days: 30, done: TODAY }]);
    await office.walk(`decide ${number} --result penalty`);
    expect((await shown()).state).toMatchObject({ status: 'decided', toCase: true });
  });
});

it.each<[from: string, allowed: string, before: string[]]>([
  ['received', 'review, accept, reject --ground G, refer --to BODY, split', []],
  ['under-review', 'accept, reject --ground G, refer --to BODY, split', ['review']],
  ['accepted', 'mediate, terminate --ground G, close --outcome settled-direct, to-case, split', ['accept']],
  [
    'mediating',
    'testing start, agree, terminate --ground G, close --outcome settled-direct, to-case, split',
    ['accept', 'mediate'],
  ],
  ['testing', 'testing end, terminate --ground G, to-case, split', ['accept', 'mediate', 'testing start']],
  [
    'agreed',
    'close --outcome mediated-performed|mediated-agreed, to-case, split',
    ['accept', 'mediate', 'agree --performed'],
  ],
  ['not-accepted', 'nothing more', ['reject --ground identity']],
])('refuses from “%s” what the law has not, and says what it has: %s', async (status, allowed, before) => {
  for (const step of before) await office.walk(`${step} ${number}`);
  const { error } = await office.run(`verify-report ${number}`);
  expect(error).toBe(`A complaint has no such step. The case is “${status}”; allowed now: ${allowed}.`);
});

it.each<[what: string, words: string, said: string]>([
  ['a mistyped number', 'show AAAA-AAAB', 'is no receipt number'],
  ['an unknown number', 'show 0000-0000', 'No case has the number'],
  ['no number', 'accept', 'Name the receipt number.'],
  ['a ground that is none', 'reject NUMBER --ground boredom', '--ground is one of no-competence, already-handled'],
  ['a missing ground', 'reject NUMBER', 'Name --ground.'],
  ['a step in the future', 'accept NUMBER --on 2026-06-03', 'is in the future'],
  ['a step before the last one', 'accept NUMBER --on 2026-06-01', 'The last step is of 2026-06-02'],
  ['a day that is none', 'accept NUMBER --on 2026-02-30', 'write a day'],
  ['a refund that is none', 'agree NUMBER --refund 1e3', 'write yuan'],
  ['no key file', 'show NUMBER --identity nowhere.txt', 'There is no file nowhere.txt.'],
  ['a wrong public key', 'reply NUMBER --text x --to age1abc', 'is no public key'],
  ['an empty answer', 'reply NUMBER', 'The answer is empty.'],
  ['an option of another command', 'accept NUMBER --ground identity', "Unknown option '--ground'"],
  ['one word too many', 'accept NUMBER again', 'again is one word too many.'],
  ['an unknown command', 'dance', 'There is no command dance.'],
])('says what is wrong with %s', async (_, words, said) => {
  const { error } = await office.run(words.replace('NUMBER', number));
  expect(error).toContain(said);
});

it('asks who does a step', async () => {
  const { error } = await office.run(`accept ${number}`, { environment: {} });
  expect(error).toBe('Say who does this: --by NAME, or OFFICER_NAME.');
});

it('tells all commands, and of one what it takes', async () => {
  const { out } = await office.run('--help');
  for (const command of ['inbox', 'testing start|end RECEIPT', 'restore FILE']) expect(out).toContain(`  ${command}`);
  expect((await office.run('decide --help')).out).toContain('--result is one of penalty, corrected');
});

it('runs from the shell, with today’s day and an exit code', () => {
  const run = (...words: string[]) =>
    spawnSync('node', ['scripts/officer.ts', ...words, '--var', office.folder], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: '', OFFICER_NAME: '' },
    });
  expect(run('inbox', '--json')).toMatchObject({ status: 0, stdout: expect.stringContaining(number) });
  expect(run('accept', number)).toMatchObject({ status: 1, stderr: expect.stringMatching(/^Say who does this.*\n$/) });
});

it('prints nothing of a person without the private key, and all with it', async () => {
  number = (await office.sendWithFile('as sent', 'the copy')).receipt;
  await office.walk(`reply ${number} --text CANARY-REPLY`, `accept ${number}`);
  const outputs = await Promise.all(
    ['inbox', 'inbox --json', `show ${number}`, `show ${number} --json`, 'stats', 'verify', 'outbox'].map((words) =>
      office.run(words),
    ),
  );
  for (const { out, error } of outputs) {
    expect(error).toBeNull();
    for (const mark of MARKS) expect(out).not.toContain(mark);
  }
  const { out } = await office.run(`show ${number} --identity ${office.keyFile}`);
  for (const mark of MARKS) expect(out).toContain(mark);
});

it('lets no sender steer the terminal or write a name where a mall belongs', async () => {
  number = (await office.send({ narrative: 'long enough \u001b[2J\u009b1m\u202e', mall: 'CANARY-MALL' })).receipt;
  const { out } = await office.run(`show ${number} --identity ${office.keyFile}`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs that must be gone
  expect(out).not.toMatch(/[\u001b\u009b\u202e]/);
  expect((await office.run('inbox')).out + (await office.run(`show ${number} --json`)).out).not.toContain('CANARY');
});
