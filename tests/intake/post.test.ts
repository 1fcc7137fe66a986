import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { step } from '../../src/intake/officer.ts';
import { letterOf, signature, startPost } from '../../src/intake/post.ts';
import type { CaseEvent } from '../../src/schema/case-event.ts';
import { MARKS, type Scratch, scratchIntake, sendPlain } from './scratch-intake.ts';

interface Arrived {
  id: string;
  body: string;
  isSigned: boolean;
}

const SECRET = 'a-secret-shared-with-the-bureau';
let scratch: Scratch;
let receiver: Server;
let url = '';
let arrived: Arrived[] = [];
let answer: (index: number) => number = () => 200;
let clock = 0;
const now = () => Date.UTC(2026, 10, 24) + clock;

beforeEach(async () => {
  [arrived, answer, clock] = [[], () => 200, 0];
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const id = String(request.headers['webhook-id']);
      const expected = signature(SECRET, id, Number(request.headers['webhook-timestamp']), body);
      arrived.push({ id, body, isSigned: request.headers['webhook-signature'] === expected });
      response.writeHead(answer(arrived.length)).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as { port: number }).port}/hook`;
  scratch = await scratchIntake({ now, storeOptions: { letterOf, now } });
});
afterEach(async () => {
  await scratch.app.close();
  await scratch.store.close();
  receiver.close();
});

const post = () => startPost(scratch.store, { url, secret: SECRET }, now, () => {}, 20);
const until = (isTrue: () => boolean | Promise<boolean>) =>
  expect.poll(isTrue, { timeout: 8000, interval: 30 }).toBe(true);

async function threeSteps(): Promise<string> {
  await sendPlain(scratch.app, 'zh');
  const receipt = (await scratch.store.list())[0]?.receipt ?? '';
  for (const type of ['reviewed', 'accepted'] as const) {
    await step(scratch.store, receipt, { type, day: '2026-11-24', data: {} } as CaseEvent, 'Li');
  }
  return receipt;
}

describe('the outbox', () => {
  it('delivers each event signed, in order, without a word about any person', async () => {
    await threeSteps();
    const stop = post();
    await until(() => arrived.length === 3);
    await stop();
    expect(arrived.every(({ isSigned }) => isSigned)).toBe(true);
    expect(arrived.map(({ body }) => JSON.parse(body).type)).toEqual([
      'case.received',
      'case.reviewed',
      'case.accepted',
    ]);
    for (const mark of [...MARKS, 'codeHash', 'keyHash']) expect(JSON.stringify(arrived)).not.toContain(mark);
  });

  it('tries again with the same id over a restart, and holds back what comes after', async () => {
    await threeSteps();
    answer = (index) => (index === 1 ? 500 : 200);
    const stop = post();
    await until(() => arrived.length === 1);
    await stop();
    expect(arrived).toHaveLength(1);
    clock += 60_000;
    const stopAgain = post();
    await until(() => arrived.length === 4);
    await stopAgain();
    expect(arrived[1]?.id).toBe(arrived[0]?.id);
    expect(new Set(arrived.map(({ id }) => id)).size).toBe(3);
  });

  it('gives up after the last wait, lists the letter, and sends it when an officer says so', async () => {
    await threeSteps();
    answer = () => 503;
    const stop = post();
    await until(async () => {
      clock += 86_400_000;
      return (await scratch.store.deadLetters()).length === 1;
    });
    await stop();
    const [dead] = await scratch.store.deadLetters();
    expect(dead?.attempts).toBe(13);
    answer = () => 200;
    arrived = [];
    expect(await scratch.store.reviveLetter(dead?.seq ?? 0)).toBe(true);
    const stopAgain = post();
    await until(() => arrived.length === 3);
    await stopAgain();
  });
});
