import { afterAll, describe, expect, it } from 'vitest';
import { KnownKey, MissingFile } from '../../src/intake/store/store.ts';
import { verifyStore } from '../../src/intake/store/verify.ts';
import { NotAllowed } from '../../src/lib/case-path.ts';
import { layAside, listed, newCase, receive, received, startBackends } from './scratch-store.ts';

const backends = await startBackends();
afterAll(backends.stop);

const DAY = '2026-11-25';
const accepted = { event: { type: 'accepted' as const, day: DAY, data: {} }, by: 'officer:Li' };
const withdrawn = { event: { type: 'withdrawn' as const, day: DAY, data: {} }, by: 'sender' };
const count = (rows: { n: number }[]) => rows[0]?.n;

describe.each(backends.all)('the store on $name', ({ scratch }) => {
  const fresh = async () => (await scratch()).open();

  it('gives back what it was given, also after it was closed', async () => {
    const place = await scratch();
    const { store } = await place.open();
    const kept = await receive(store, 'one');
    expect(kept).toMatchObject({ receipt: 'R-one', seq: 1, received: '2026-11-24', due: '2026-11-24' });
    await store.close();
    const { store: again } = await place.open();
    const found = await again.byReceipt('R-one');
    expect(found).toEqual({ ...kept, replySeal: expect.anything() });
    expect([...(found?.replySeal ?? [])]).toEqual([0, 1, 127, 128, 255]);
    expect(await again.byKey('key-one')).toEqual(found);
    expect(await again.byReceipt('R-two')).toBeUndefined();
    expect(await again.byKey('key-two')).toBeUndefined();
  });

  it('keeps sealed bytes as they are, whatever they are', async () => {
    const { store } = await fresh();
    const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => (at * 7) % 256);
    const view = new Uint8Array(bytes.buffer, 500, 512);
    await receive(store, 'one', {
      blobs: [
        { id: 'whole', kind: 'letter', bytes },
        { id: 'part', kind: 'original', bytes: view },
        { id: 'empty', kind: 'copy', bytes: new Uint8Array() },
      ],
    });
    expect(Buffer.from((await store.blob('whole')) ?? []).equals(bytes)).toBe(true);
    expect([...((await store.blob('part')) ?? [])]).toEqual([...view]);
    expect((await store.blob('empty'))?.length).toBe(0);
    expect(await store.blob('none')).toBeUndefined();
    expect((await store.words('whole'))?.length).toBe(100_000);
    expect(await store.words('part')).toBeUndefined();
    expect((await store.sealsOf('R-one')).map(({ id }) => id).sort()).toEqual(['empty', 'part', 'whole']);
    expect((await store.blobIds()).length).toBe(3);
  });

  it('keeps nothing for a key that it knows, and gives the first', async () => {
    const { store } = await fresh();
    const first = await receive(store, 'one');
    const second = await receive(store, 'one', {}, newCase('one', { receipt: 'R-other', bodyMac: 'another' }));
    expect(second).toEqual({ ...first, replySeal: expect.anything() });
    expect(await store.list()).toHaveLength(1);
    expect(await listed(store.links())).toHaveLength(1);
    expect(await store.blobIds()).toHaveLength(1);
  });

  it('adds steps along the path of the law, and none beside it', async () => {
    const { store } = await fresh();
    await receive(store, 'one');
    expect(await store.append('R-one', accepted)).toMatchObject({ state: { status: 'accepted', accepted: DAY } });
    await expect(store.append('R-one', accepted)).rejects.toThrow(NotAllowed);
    await expect(store.append('R-none', accepted)).rejects.toThrow('no such case');
    const after = await store.append('R-one', withdrawn);
    expect(after).toMatchObject({ due: null, state: { status: 'closed' } });
    expect(await store.byReceipt('R-one')).toEqual({ ...after, replySeal: expect.anything() });
    expect((await store.events('R-one')).map(({ type, by }) => `${type} by ${by}`)).toEqual([
      'received by sender',
      'accepted by officer:Li',
      'withdrawn by sender',
    ]);
  });

  it('writes an event with a key once, and tells what was written then', async () => {
    const { store } = await fresh();
    await receive(store, 'one');
    await receive(store, 'two');
    const key = { hash: 'sent', mac: 'content' };
    const event = { type: 'sender-wrote' as const, day: DAY, data: { files: [] } };
    await store.append('R-one', { event, by: 'sender', key });
    const again = store.append('R-one', { event, by: 'sender', key: { ...key, mac: 'other' } });
    await expect(again).rejects.toThrow(KnownKey);
    await expect(again).rejects.toMatchObject({ link: { seq: 3, keyHash: 'sent', bodyMac: 'content' } });
    // Another case may carry the same key: its sender wrote to both.
    await store.append('R-two', { event, by: 'sender', key });
    expect(await store.events('R-one')).toHaveLength(2);
  });

  it('takes files into one case only, and only under the key that they wait under', async () => {
    const { store } = await fresh();
    const [mine, other] = [await layAside(store, 'mine'), await layAside(store, 'other')];
    expect(mine.waiting).toBe(1);
    expect((await layAside(store, 'mine')).waiting).toBe(2);
    const take = (ids: string[], uploadHash: string) => ({ files: { ids, uploadHash } });
    await expect(receive(store, 'one', take([mine.id, other.id], 'mine'))).rejects.toThrow(MissingFile);
    await expect(receive(store, 'one', take(['nothing'], 'mine'))).rejects.toThrow(MissingFile);
    expect(await store.list()).toEqual([]);
    expect(await store.waitingFiles('mine')).toHaveLength(2);
    await receive(store, 'one', take([mine.id], 'mine'));
    await expect(receive(store, 'two', take([mine.id], 'mine'))).rejects.toThrow(MissingFile);
    expect(await store.files('R-one')).toMatchObject([{ id: mine.id, sha256: mine.sha256, receipt: 'R-one' }]);
    const [link] = await store.events('R-one');
    expect(JSON.parse(link?.data ?? '').files).toEqual([
      { id: mine.id, type: 'image/png', bytes: mine.bytes, sha256: mine.sha256 },
    ]);
    expect(Object.keys(JSON.parse(link?.seals ?? ''))).toEqual(expect.arrayContaining([mine.original, mine.copy]));
    expect((await verifyStore(store)).faults).toEqual([]);
  });

  it('removes a waiting file with its bytes, at the word of its key alone', async () => {
    const { store } = await fresh();
    const file = await layAside(store, 'mine');
    expect(await store.dropFile(file.id, 'other')).toBe(false);
    expect(await store.dropFile(file.id, 'mine')).toBe(true);
    expect(await store.dropFile(file.id, 'mine')).toBe(false);
    expect(await store.blobIds()).toEqual([]);
  });

  it('removes files whose complaint never came, and no others', async () => {
    const { store } = await fresh();
    const taken = await layAside(store, 'mine', 1000);
    await receive(store, 'one', { files: { ids: [taken.id], uploadHash: 'mine' } });
    await layAside(store, 'mine', 1999);
    const young = await layAside(store, 'mine', 2000);
    expect(await store.dropStale(2000)).toBe(1);
    expect((await store.waitingFiles('mine')).map(({ id }) => id)).toEqual([young.id]);
    expect(await store.files('R-one')).toHaveLength(1);
    expect(await store.blobIds()).toHaveLength(5);
    expect((await verifyStore(store)).faults).toEqual([]);
  });

  it('leaves nothing behind of what it could not do as a whole', async () => {
    const { store, database } = await fresh();
    await receive(store, 'one');
    const failed = database.transaction(async (sql) => {
      await sql.all(`insert into receipt_views values ('t', ?, 1)`, new Uint8Array([1]));
      await sql.all(`update cases set status = 'closed'`);
      throw new Error('not today');
    });
    await expect(failed).rejects.toThrow('not today');
    const twin = newCase('two', { receipt: 'R-two' });
    // The second half, a split of a case that is not there, fails: so there is no first half.
    const also = { receipt: 'R-none', writing: accepted };
    await expect(store.receive(twin, received(twin), also)).rejects.toThrow('no such case');
    await expect(receive(store, 'three', { blobs: [blob('same'), blob('same')] })).rejects.toThrow();
    expect(count(await database.all('select count(*) as n from receipt_views'))).toBe(0);
    expect(await store.list({ status: 'received' })).toHaveLength(1);
    expect(await store.blobIds()).toHaveLength(1);
    await receive(store, 'four');
    expect(await verifyStore(store)).toMatchObject({ events: 2, cases: 2, blobs: 2, faults: [] });
  });

  it('splits a case in both its halves at once', async () => {
    const { store } = await fresh();
    await receive(store, 'one');
    const report = newCase('report', { kind: 'report' });
    const writing = { event: { type: 'split' as const, day: DAY, data: { into: report.receipt } }, by: 'officer:Li' };
    await store.receive(report, received(report), { receipt: 'R-one', writing });
    expect((await store.byReceipt('R-one'))?.state.splitInto).toEqual(['R-report']);
    expect((await verifyStore(store)).faults).toEqual([]);
  });

  it('lists cases newest first, of a state, of a mall, and no more than asked', async () => {
    const { store } = await fresh();
    await receive(store, 'one');
    await receive(store, 'two', {}, newCase('two', { mall: null }));
    await receive(store, 'three');
    await store.append('R-one', accepted);
    const receipts = async (query?: Parameters<typeof store.list>[0]) =>
      (await store.list(query)).map(({ receipt }) => receipt);
    expect(await receipts()).toEqual(['R-three', 'R-two', 'R-one']);
    expect(await receipts({ status: 'received' })).toEqual(['R-three', 'R-two']);
    expect(await receipts({ mall: 'wutong-li' })).toEqual(['R-three', 'R-one']);
    expect(await receipts({ mall: 'wutong-li', status: 'accepted' })).toEqual(['R-one']);
    expect(await receipts({ limit: 1 })).toEqual(['R-three']);
  });

  it('gives the cases that are due, the most urgent first', async () => {
    const { store } = await fresh();
    for (const [key, day] of Object.entries({ a: '2026-11-24', b: '2026-11-22', c: '2026-11-26', d: '2026-11-22' })) {
      await receive(store, key, { day });
    }
    await store.append('R-d', withdrawn);
    expect((await store.dueUntil('2026-11-24')).map(({ receipt }) => receipt)).toEqual(['R-b', 'R-a']);
    expect(await store.dueUntil('2026-11-24', 1)).toHaveLength(1);
    expect(await store.dueUntil('2026-11-21')).toEqual([]);
  });

  it.each([1, 3, 7, 500])('walks over all cases and links in order, %i at a time', async (batch) => {
    const { store } = await fresh();
    for (let n = 0; n < 7; n += 1) await receive(store, String(n));
    await store.append('R-3', accepted);
    expect((await listed(store.each(batch))).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect((await listed(store.links(batch))).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('shows a receipt until its hour, then forgets it', async () => {
    const { store, database } = await fresh();
    await store.addView({ tokenHash: 't', blob: new Uint8Array([0, 255]), expires: 2000 });
    expect([...((await store.view('t', 1999))?.blob ?? [])]).toEqual([0, 255]);
    expect(await store.view('t', 2000)).toBeUndefined();
    expect(await store.view('u', 0)).toBeUndefined();
    await store.dropOldViews(1999);
    expect(count(await database.all('select count(*) as n from receipt_views'))).toBe(1);
    await store.dropOldViews(2000);
    expect(count(await database.all('select count(*) as n from receipt_views'))).toBe(0);
  });

  it('puts newly sealed bytes in the place of others and names them in the chain', async () => {
    const { store } = await fresh();
    await receive(store, 'one', { blobs: [blob('letter')] });
    const event = { type: 'resealed' as const, day: DAY, data: {} };
    await store.reseal('R-one', [{ id: 'letter', kind: 'letter', bytes: Buffer.from('anew') }], {
      event,
      by: 'officer:Li',
    });
    expect(Buffer.from((await store.blob('letter')) ?? []).toString()).toBe('anew');
    expect((await verifyStore(store)).faults).toEqual([]);
    // Bytes without their event stay as they were.
    const gone = store.reseal('R-none', [{ id: 'letter', kind: 'letter', bytes: Buffer.from('x') }], {
      event,
      by: 'officer:Li',
    });
    await expect(gone).rejects.toThrow();
    expect(Buffer.from((await store.blob('letter')) ?? []).toString()).toBe('anew');
  });

  it('purges words and files of an ended case; the chain stays whole', async () => {
    const { store } = await fresh();
    const file = await layAside(store, 'mine');
    await receive(store, 'one', { files: { ids: [file.id], uploadHash: 'mine' } });
    await receive(store, 'two');
    const purged = { event: { type: 'purged' as const, day: DAY, data: { reason: 'request' as const } }, by: 'system' };
    await expect(store.purge('R-one', purged)).rejects.toThrow(NotAllowed);
    expect(await store.sealsOf('R-one')).toHaveLength(3);
    await store.append('R-one', withdrawn);
    await store.purge('R-one', purged);
    expect(await store.sealsOf('R-one')).toEqual([]);
    expect(await store.files('R-one')).toEqual([]);
    expect(await store.sealsOf('R-two')).toHaveLength(1);
    expect((await verifyStore(store)).faults).toEqual([]);
  });

  it('purges while others write', async () => {
    const { store } = await fresh();
    for (const key of ['one', 'two', 'three']) {
      await receive(store, key);
      await store.append(`R-${key}`, withdrawn);
    }
    const purged = { event: { type: 'purged' as const, day: DAY, data: { reason: 'request' as const } }, by: 'system' };
    const writing: Promise<unknown>[] = [];
    for (const [turn, key] of ['one', 'two', 'three'].entries()) {
      writing.push(store.purge(`R-${key}`, purged));
      for (let n = 0; n < 20; n += 1) {
        writing.push(receive(store, `${turn}-${n}`));
        if (n % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    }
    await Promise.all(writing);
    expect(await store.sealsOf('R-one')).toEqual([]);
    expect(await verifyStore(store)).toMatchObject({ cases: 63, faults: [] });
  });

  it('keeps all of fifty complaints that come in the same turn', async () => {
    const { store } = await fresh();
    const kept = await Promise.all(Array.from({ length: 50 }, (_, n) => receive(store, String(n))));
    expect(kept.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(await verifyStore(store)).toMatchObject({ events: 50, cases: 50, faults: [] });
  });

  it('keeps the good of a turn and refuses the bad, each by itself', async () => {
    const { store } = await fresh();
    const results = await Promise.allSettled([
      receive(store, 'one'),
      receive(store, 'two', { files: { ids: ['none'], uploadHash: 'x' } }),
      receive(store, 'one', {}, newCase('one', { receipt: 'R-twin' })),
      store.append('R-none', accepted),
      receive(store, 'three'),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect((await store.list()).map(({ receipt }) => receipt)).toEqual(['R-three', 'R-one']);
    expect((await verifyStore(store)).faults).toEqual([]);
  });

  it('keeps one unbroken chain where two processes write at once', async () => {
    const place = await scratch();
    const [{ store: a }, { store: b }] = [await place.open(), await place.open()];
    const sent = Array.from({ length: 20 }, (_, n) => [receive(a, `a${n}`), receive(b, `b${n}`)]).flat();
    await Promise.all(sent);
    await Promise.all(
      ['a0', 'b0', 'a1', 'b1'].flatMap((key) => [a.append(`R-${key}`, accepted), receive(b, `c${key}`)]),
    );
    // One key in both hands at once.
    const [left, right] = await Promise.all([
      receive(a, 'same', {}, newCase('same', { receipt: 'R-left' })),
      receive(b, 'same', {}, newCase('same', { receipt: 'R-right' })),
    ]);
    expect(left.receipt).toBe(right.receipt);
    for (const store of [a, b]) expect(await verifyStore(store)).toMatchObject({ events: 49, cases: 45, faults: [] });
  });

  it('refuses a database of another version', async () => {
    const place = await scratch();
    const { database } = await place.open();
    await database.transaction((sql) => sql.all(`update about set value = '1' where name = 'version'`));
    await expect(place.open()).rejects.toThrow('version 1');
  });
});

function blob(id: string) {
  return { id, kind: 'letter' as const, bytes: Buffer.from(`bytes of ${id}`) };
}
