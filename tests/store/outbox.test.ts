import { afterAll, describe, expect, it } from 'vitest';
import { receive, type Scratch, startBackends } from './scratch-store.ts';

const backends = await startBackends();
afterAll(backends.stop);

const DAY = '2026-11-25';
const accepted = { event: { type: 'accepted' as const, day: DAY, data: {} }, by: 'officer:Li' };
const open = (scratch: Scratch) =>
  scratch.open({ now: () => 1000, letterOf: ({ type }, { status }) => `${type} ${status}` });

describe.each(backends.all)('the outbox on $name', ({ scratch }) => {
  it('stays empty where nobody is to be told', async () => {
    const { store } = await (await scratch()).open();
    await receive(store, 'one');
    expect(await store.dueLetters(9999, 10)).toEqual([]);
  });

  it('holds a letter of each event, and gives each case’s in order', async () => {
    const { store } = await open(await scratch());
    await receive(store, 'one');
    await store.append('R-one', accepted);
    await receive(store, 'two');
    const bodies = async () => (await store.dueLetters(1000, 10)).map(({ receipt, body }) => `${receipt} ${body}`);
    expect(await store.dueLetters(999, 10)).toEqual([]);
    expect(await bodies()).toEqual(['R-one received received', 'R-two received received']);
    expect(await store.dueLetters(1000, 1)).toHaveLength(1);
    await store.settleLetter(1, { delivered: 1000 });
    expect(await bodies()).toEqual(['R-one accepted accepted', 'R-two received received']);
    await store.settleLetter(2, { next: 5000 });
    expect(await bodies()).toEqual(['R-two received received']);
  });

  it('writes no letter of what was not written', async () => {
    const { store } = await open(await scratch());
    await receive(store, 'one');
    await store.append('R-one', { ...accepted, event: { ...accepted.event, day: '2026-01-01' } }).catch(() => {});
    await receive(store, 'one');
    expect(await store.dueLetters(1000, 10)).toHaveLength(1);
  });

  it('gives a letter to one of two processes only', async () => {
    const place = await scratch();
    const [{ store: a }, { store: b }] = [await open(place), await open(place)];
    await receive(a, 'one');
    const [[left], [right]] = [await a.dueLetters(1000, 10), await b.dueLetters(1000, 10)];
    if (left === undefined || right === undefined) throw new Error('Both see the letter.');
    const claims = await Promise.all([a.claimLetter(left, 2000), b.claimLetter(right, 2000)]);
    expect(claims.filter(Boolean)).toHaveLength(1);
    // Who has it may fall silent: then it is anyone’s again.
    expect(await b.dueLetters(1999, 10)).toEqual([]);
    expect(await b.dueLetters(2000, 10)).toMatchObject([{ attempts: 1 }]);
  });

  it('holds a dead letter and those behind it until it is revived', async () => {
    const { store } = await open(await scratch());
    await receive(store, 'one');
    await store.append('R-one', accepted);
    await store.settleLetter(1, { dead: 1500 });
    expect(await store.dueLetters(9999, 10)).toEqual([]);
    expect(await store.deadLetters()).toMatchObject([{ seq: 1, receipt: 'R-one', dead: 1500 }]);
    expect(await store.reviveLetter(2)).toBe(false);
    expect(await store.reviveLetter(1)).toBe(true);
    expect(await store.deadLetters()).toEqual([]);
    expect(await store.dueLetters(1000, 10)).toMatchObject([{ seq: 1, attempts: 0 }]);
  });

  it('forgets delivered letters after their time, and no others', async () => {
    const { store, database } = await open(await scratch());
    for (const key of ['one', 'two', 'three']) await receive(store, key);
    await store.settleLetter(1, { delivered: 1000 });
    await store.settleLetter(2, { delivered: 2000 });
    await store.dropDelivered(2000);
    expect(await database.all('select seq from outbox order by seq')).toEqual([{ seq: 2 }, { seq: 3 }]);
  });
});
