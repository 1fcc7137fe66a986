import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlace } from '../../src/intake/store/open.ts';
import { ANSWERS, LAWS, post, type Scratch, scratchIntake } from './scratch-intake.ts';

const KEY = 'key-0123456789-abcdef';
const COMPLAINTS = '/api/v1/complaints';
let scratch: Scratch;
beforeAll(async () => {
  scratch = await scratchIntake();
});
afterAll(async () => {
  await scratch.app.close();
  await scratch.store.close();
});

const send = (payload: object | string, headers: Record<string, string> = {}) =>
  scratch.app.inject({
    method: 'POST',
    url: COMPLAINTS,
    headers: { 'content-type': 'application/json', 'idempotency-key': KEY, ...headers },
    payload,
  });

describe('sending by JSON', () => {
  it('answers with number, code and what happens next', async () => {
    const answer = await send(ANSWERS);
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      kind: 'complaint',
      received: '2026-11-24',
      next: [{ due: '2026-12-03' }, { due: null }, { due: null }],
    });
  });

  it('keeps one case for twenty sends at once under one key', async () => {
    const before = (await scratch.store.list()).length;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send(ANSWERS, { 'idempotency-key': 'twenty-at-once-0001' })),
    );
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect((await scratch.store.list()).length).toBe(before + 1);
  });

  it('refuses other words under the same key', async () => {
    expect((await send({ ...ANSWERS, amount: '1' })).statusCode).toBe(422);
  });

  it('names field, key and message of each error in the language asked for', async () => {
    const answer = await send(
      { kind: 'report', locale: 'es', truth: true },
      { 'idempotency-key': 'another-key-00001' },
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json().errors).toContainEqual({
      field: 'narrative',
      key: 'error.narrative.short',
      message: expect.stringContaining('Cuente un poco más'),
    });
  });

  it.each([
    ['no key', 400, () => send(ANSWERS, { 'idempotency-key': '' })],
    ['broken JSON', 400, () => send('{')],
    ['another format', 415, () => send('<a/>', { 'content-type': 'application/xml' })],
    ['too much', 413, () => send({ ...ANSWERS, narrative: 'x'.repeat(100_000) })],
  ])('refuses %s with %i', async (_, status, request) => {
    const answer = await request();
    expect(answer.statusCode).toBe(status);
    expect(answer.json().title).not.toBe('');
  });
});

describe('asking how a case stands', () => {
  it('needs the code, and answers a wrong code as an unknown number', async () => {
    const { receipt, code } = (await send(ANSWERS)).json();
    const ask = (number: string, authorization?: string) =>
      scratch.app.inject({ url: `${COMPLAINTS}/${number}`, headers: authorization ? { authorization } : {} });
    expect((await ask(receipt, `Bearer ${code}`)).json()).toMatchObject({ receipt, status: 'received' });
    expect((await ask(receipt)).statusCode).toBe(401);
    const [wrong, unknown] = [await ask(receipt, 'Bearer 0000000000000000'), await ask('00000000', `Bearer ${code}`)];
    expect([wrong.statusCode, wrong.body]).toEqual([404, unknown.body]);
  });
});

describe('hostile input', () => {
  it('never brings the service down, and is never kept', async () => {
    const before = (await scratch.store.list()).length;
    await fc.assert(
      fc.asyncProperty(
        fc.json(),
        fc.dictionary(fc.string(), fc.string({ unit: 'binary', maxLength: 300 })),
        async (json, fields) => {
          expect((await send(json, { 'idempotency-key': 'hostile-input-0001' })).statusCode).toBeLessThan(500);
          for (const path of ['form', 'track']) {
            expect((await post(scratch.app, `/zh/complain/${path}/`, fields)).statusCode).toBeLessThan(500);
          }
          const query = new URLSearchParams(fields).toString();
          expect((await scratch.app.inject({ url: `/en/complain/form/?${query}` })).statusCode).toBeLessThan(500);
          expect(
            (await scratch.app.inject({ url: `/en/complain/receipt/?r=${encodeURIComponent(query)}` })).statusCode,
          ).toBeLessThan(500);
        },
      ),
      { numRuns: 60 },
    );
    expect((await scratch.store.list()).length).toBe(before);
  });

  it('cannot break out of the page with what it says', async () => {
    const page = await post(scratch.app, '/en/complain/form/', {
      kind: 'complaint',
      shop: '</script><script>alert(1)</script>"><img src=x>',
    });
    expect(page.body).not.toContain('<script>alert');
    expect(page.body).not.toContain('<img');
  });
});

describe('a store that cannot write', () => {
  it('gives no receipt but 503, says when to try again and keeps the words', async () => {
    const store = await openPlace({ varDir: join(scratch.folder, 'full') }, LAWS, () => '2026-11-24');
    const failing = { ...store, receive: async () => Promise.reject(new Error('disk full')) };
    const { app } = await scratchIntake({ store: failing });
    const json = await app.inject({
      method: 'POST',
      url: COMPLAINTS,
      headers: { 'idempotency-key': KEY },
      payload: ANSWERS,
    });
    expect([json.statusCode, json.headers['retry-after']]).toEqual([503, '30']);
    const form = await post(app, '/zh/complain/form/', { ...ANSWERS, action: 'send', key: KEY });
    expect(form.statusCode).toBe(503);
    expect(form.body).toContain('CANARY-NARRATIVE');
    expect(form.headers.location).toBeUndefined();
    await app.close();
  });
});

describe('every answer', () => {
  it.each(['/zh/complain/form/', '/api/v1/complaints/X', '/zh/nowhere', '/healthz'])(
    'carries the security headers: %s',
    async (url) => {
      const { headers } = await scratch.app.inject({ url });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('same-origin');
    },
  );

  it('follows the language: the first page by the browser, an unknown page by its path', async () => {
    const home = await scratch.app.inject({ url: '/', headers: { 'accept-language': 'fr, es;q=0.8, en;q=0.5' } });
    expect([home.headers.location, home.headers.vary]).toEqual(['/es/', 'Accept-Language']);
    const lost = await scratch.app.inject({ url: '/en/nowhere/', headers: { accept: 'text/html' } });
    expect([lost.statusCode, lost.body]).toEqual([404, expect.stringContaining('lang="en"')]);
  });

  it('limits tries from one address, never reads', async () => {
    const { app, store } = await scratchIntake({ limits: { looks: { most: 3, perSecond: 0.01 } } });
    const writes = [];
    for (let n = 0; n < 5; n += 1) writes.push((await post(app, '/zh/complain/track/', {})).statusCode);
    expect(writes).toEqual([422, 422, 422, 429, 429]);
    for (let n = 0; n < 10; n += 1) expect((await app.inject({ url: '/healthz' })).statusCode).toBe(200);
    await app.close();
    await store.close();
  });
});
