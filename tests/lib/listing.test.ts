import { expect, test } from 'vitest';
import { inOrder, type ListedMall } from '../../src/lib/listing.ts';

function mall(name: string, received: number | null = 0, solvedShare: number | null = null): ListedMall {
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
    solvedShare,
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

test('malls without a share follow those with one, by name', () => {
  const malls = [mall('b', 3), mall('low', 40, 0), mall('a', 5), mall('high', 20, 0.9)];
  expect(names(inOrder('solved', 'en', malls))).toEqual(['high', 'low', 'a', 'b']);
});
