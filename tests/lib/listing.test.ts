import { expect, test } from 'vitest';
import { inOrder, type ListedMall, ORDERS } from '../../src/lib/listing.ts';

function mall(name: string, received: number | null = 0): ListedMall {
  const presence = received === null ? 'closed' : 'published';
  return {
    id: name,
    name,
    otherNames: [],
    type: 'complex',
    area: 'a',
    presence,
    received,
    closed: received,
    solvedShare: null,
    solvedLow: null,
    solvedHigh: null,
    rate: null,
  };
}

const names = (malls: ListedMall[]) => malls.map(({ name }) => name);

test('Chinese names are in the order of their pinyin', () => {
  expect(names(inOrder('name', 'zh', [mall('梧桐里'), mall('柏荷洲'), mall('云汀')]))).toEqual([
    '柏荷洲',
    '梧桐里',
    '云汀',
  ]);
});

test('the most complaints come first, malls without figures last', () => {
  const malls = [mall('none', null), mall('few', 2), mall('zero', 0), mall('many', 30)];
  expect(names(inOrder('received', 'en', malls))).toEqual(['many', 'few', 'zero', 'none']);
});

test('there is no order by share solved, which would rank what cannot be told apart', () => {
  expect(ORDERS).toEqual(['name', 'received']);
});
