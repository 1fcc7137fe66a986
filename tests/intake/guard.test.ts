import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bucketName, buckets } from '../../src/intake/guard/buckets.ts';
import { busyBeyond } from '../../src/intake/guard/busy.ts';
import { proofOfWork } from '../../src/intake/guard/proof.ts';
import { repeats } from '../../src/intake/guard/repeats.ts';
import type { Complaint } from '../../src/schema/complaint.ts';
import { ANSWERS, post, scratchIntake, sendPlain } from './scratch-intake.ts';

describe('a bucket', () => {
  it('lets a burst through, then says when there is more, and fills again', () => {
    let now = 0;
    const take = buckets(3, 0.5, () => now);
    expect([take('a'), take('a'), take('a'), take('a'), take('b')]).toEqual([0, 0, 0, 2, 0]);
    now = 2000;
    expect([take('a'), take('a')]).toEqual([0, 2]);
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
  ])('is shared by the household of %s', (address, name) => {
    expect(bucketName(address)).toBe(name);
  });
});

describe('proof of work', () => {
  const solve = ({ salt, expires, bits, mac }: ReturnType<ReturnType<typeof proofOfWork>['challenge']>) => {
    for (let nonce = 0; ; nonce += 1) {
      const digest = createHash('sha256').update(`${salt}.${nonce}`).digest();
      if (digest.readUInt32BE() >>> (32 - bits) === 0) return [salt, expires, bits, mac, nonce].join('.');
    }
  };

  it('is accepted once, in time and unchanged', () => {
    let now = 0;
    const work = proofOfWork(Buffer.alloc(32, 1), () => now);
    const proof = solve(work.challenge());
    const easier = proof.replace(/\.14\./, '.1.');
    expect([work.accepts(easier), work.accepts(`${proof}0`), work.accepts('')]).toEqual([false, false, false]);
    expect([work.accepts(proof), work.accepts(proof)]).toEqual([true, false]);
    const late = solve(work.challenge());
    now += 31 * 60 * 1000;
    expect(work.accepts(late)).toBe(false);
  });
});

describe('repeats', () => {
  it('are noticed from the fourth on, by phone or by text', () => {
    const isRepeat = repeats(() => 0);
    const sent = (phone: string, narrative: string) => isRepeat({ phone, narrative } as Complaint);
    const byPhone = ['a', 'b', 'c', 'd'].map((narrative) => sent('138 1234 5678', narrative));
    expect(byPhone).toEqual([false, false, false, true]);
    expect(['1', '2', '3', '4'].map((phone) => sent(`1390000000${phone}`, 'the same'))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});

describe('the service under abuse', () => {
  it('keeps what someone wrote when the limit is reached, and says when to come back', async () => {
    const { app, store } = await scratchIntake({ limits: { writes: { most: 1, perSecond: 0.1 } } });
    const first = await sendPlain(app, 'en');
    expect(first.sent.statusCode).toBe(303);
    const second = await sendPlain(app, 'en');
    expect([second.sent.statusCode, second.sent.headers['retry-after']]).toEqual([429, '10']);
    expect(second.sent.body).toContain('CANARY-NARRATIVE');
    await app.close();
    await store.close();
  });

  it('takes evidence from all addresses together up to a limit, so that what waits cannot fill the disk', async () => {
    const { app, store } = await scratchIntake({ limits: { allMegabytes: { most: 0.001, perSecond: 0.0001 } } });
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/files',
      headers: { 'content-type': 'application/octet-stream', 'upload-key': 'a-key-of-some-length' },
      payload: Buffer.alloc(5000, 1),
    });
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    await app.close();
    await store.close();
  });

  it('says that it is busy before it begins anything, and gives no receipt', async () => {
    const { app, store } = await scratchIntake({ busy: busyBeyond(0) });
    const json = await app.inject({
      method: 'POST',
      url: '/api/v1/complaints',
      headers: { 'idempotency-key': 'while-all-are-busy-01' },
      payload: ANSWERS,
    });
    expect([json.statusCode, json.headers['retry-after']]).toEqual([503, '30']);
    const form = await post(app, '/es/complain/form/', { ...ANSWERS, action: 'send', key: 'y'.repeat(20) });
    expect([form.statusCode, form.headers.location]).toEqual([503, undefined]);
    expect(form.body).toContain('CANARY-NARRATIVE');
    expect(await store.list()).toEqual([]);
    await app.close();
    await store.close();
  });

  it('flags what a person would not do, and keeps it all the same', async () => {
    const { app, store } = await scratchIntake();
    const sent = await post(app, '/en/complain/form/', {
      ...ANSWERS,
      website: 'http://x',
      action: 'send',
      key: 'z'.repeat(20),
    });
    expect(sent.statusCode).toBe(303);
    expect((await store.list())[0]?.flags).toEqual(['honeypot']);
    await app.close();
    await store.close();
  });
});
