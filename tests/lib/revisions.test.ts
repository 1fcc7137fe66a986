import { expect, test } from 'vitest';
import { correctionsByMall, figureChanges, mallsIn, namedChanges, supersededVersion } from '../../src/lib/revisions.ts';
import { countsWith, disclosureWith } from '../data/counts.ts';

const limits = { smallCell: 3 };
const mall = (id: string, changes: Parameters<typeof countsWith>[0] = {}) => ({ mall: id, ...countsWith(changes) });

test('each changed figure is told from what to what, of all malls first and then of each', () => {
  const before = disclosureWith([mall('b', { received: 4 }), mall('a', { received: 9 })], {
    totals: countsWith({ received: 13 }),
  });
  const after = disclosureWith([mall('b', { received: 5, accepted: 1 }), mall('a', { received: 9 })], {
    totals: countsWith({ received: 14, accepted: 1 }),
  });
  expect(figureChanges(before, after, limits)).toEqual([
    { figure: 'received', from: 13, to: 14 },
    { figure: 'accepted', from: 0, to: 1 },
    { mall: 'b', figure: 'received', from: 4, to: 5 },
    { mall: 'b', figure: 'accepted', from: 0, to: 1 },
  ]);
});

test('a complaint that moves from one mall to another is told although the totals stay', () => {
  const before = disclosureWith([mall('a', { received: 2 }), mall('b')], { totals: countsWith({ received: 2 }) });
  const after = disclosureWith([mall('a', { received: 1 }), mall('b', { received: 1 })], { totals: before.totals });
  expect(figureChanges(before, after, limits).map(({ mall }) => mall)).toEqual(['a', 'b']);
});

test('of a breakdown it is only said that it changed, never a cell', () => {
  const before = disclosureWith([mall('a', { received: 3, byProblem: { price: 3 }, byObject: { food: 3 } })]);
  const after = disclosureWith([
    mall('a', { received: 3, byProblem: { price: 2, quality: 1 }, byObject: { food: 3 } }),
  ]);
  expect(figureChanges(before, after, limits)).toEqual([{ mall: 'a', figure: 'breakdown', from: null, to: null }]);
});

test('money and days of a mall are not told where either version withholds them', () => {
  const few = (refund: number) => mall('few', { closed: 2, refund, medianDays: refund });
  const many = (id: string) => mall(id, { closed: 20, refund: 5, medianDays: 5 });
  const [before, after] = [
    disclosureWith([few(10), many('many'), many('more')]),
    disclosureWith([mall('few', { closed: 8, refund: 12, medianDays: 12 }), many('many'), many('more')]),
  ];
  expect(figureChanges(before, after, limits)).toEqual([
    { mall: 'few', figure: 'closed', from: 2, to: 8 },
    { mall: 'few', figure: 'median_days', from: null, to: null },
    { mall: 'few', figure: 'refund', from: null, to: null },
  ]);
});

test('notices are told of all malls together, since no table has them by mall', () => {
  const [before, after] = [1, 2].map((noticesTimed) =>
    disclosureWith([mall('a', { noticesTimed })], { totals: countsWith({ noticesTimed }) }),
  );
  if (before === undefined || after === undefined) throw new Error('No half-year.');
  expect(figureChanges(before, after, limits)).toEqual([{ figure: 'notices_timed', from: 1, to: 2 }]);
});

test('a mall that was not listed is told by what it has now, with zeros only where all are zero', () => {
  const before = disclosureWith([]);
  const after = disclosureWith([mall('new', { received: 3 }), mall('quiet')]);
  expect(figureChanges(before, after, limits)).toEqual([
    { mall: 'new', figure: 'received', from: null, to: 3 },
    { mall: 'quiet', figure: 'received', from: null, to: 0 },
  ]);
});

test('an entry names up to fifty malls, and only the totals where there are more', () => {
  const changes = (malls: number) => [
    { figure: 'received' as const, from: 1, to: 2 },
    ...Array.from({ length: malls }, (_, n) => ({ mall: `m${n}`, figure: 'received' as const, from: 1, to: 2 })),
  ];
  expect([mallsIn(changes(50)), namedChanges(changes(50)).length]).toEqual([50, 51]);
  expect(namedChanges(changes(51))).toEqual([{ figure: 'received', from: 1, to: 2 }]);
});

test('a mall has the corrections that speak of it and those that changed a figure of it, each once', () => {
  const change = (mall?: string) => ({
    ...(mall === undefined ? {} : { mall }),
    figure: 'received' as const,
    from: 1,
    to: 2,
  });
  const corrections = [{ id: 'moved', mall: 'a' }, { id: 'found' }, { id: 'kept', mall: 'c' }];
  const changes = new Map([
    ['moved', [change('a'), change('b')]],
    ['found', [change(), change('b')]],
  ]);
  const byMall = correctionsByMall(corrections, changes);
  expect(Object.fromEntries([...byMall].map(([mall, list]) => [mall, list.map(({ id }) => id)]))).toEqual({
    a: ['moved'],
    b: ['moved', 'found'],
    c: ['kept'],
  });
});

test('the name of kept figures tells their half-year and number', () => {
  expect(supersededVersion('2026-h1-12')).toEqual({ period: '2026-h1', version: 12 });
  expect(supersededVersion('2026-h1')).toBeUndefined();
});
