import { expect, test } from 'vitest';
import { likenessFinder } from '../../src/disclosure/likeness.ts';
import { openMall, type Register } from '../../src/disclosure/register.ts';

/** The malls that a name may mean, by name, with their scores. */
function likesOf(name: string, ...malls: string[]): Record<string, number> {
  const found = likenessFinder(registerOf(malls), new Map())(name);
  return Object.fromEntries(found.map(({ name: other, score }) => [other, score]));
}

function registerOf(names: readonly string[]): Register {
  const register: Register = { malls: new Map(), opened: [], byName: new Map() };
  for (const name of names) openMall(register, name, { type: 'shopping-centre', area: 'north' });
  return register;
}

test.each([
  ['its name in another language behind it', '金桥广场 Golden Bridge Plaza', '金桥广场'],
  ['its name in another language before it', 'Golden Bridge Plaza 金桥广场', '金桥广场'],
  ['the city before it', '上海金桥广场', '金桥广场'],
  ['a branch and a floor behind it', '金桥广场（徐家汇店）3楼', '金桥广场'],
  ['an address around it', '上海市徐汇区金桥广场3楼', '金桥广场'],
  ['a floor behind it', '金桥广场B1', '金桥广场'],
  ['less than its whole name', '百联徐汇', '百联徐汇购物中心'],
  ['another word for what it is', '老街市场', '老街专业市场'],
  ['another word for what it is, which may be another place', '港汇花园', '港汇广场'],
  ['a wrong letter', '金桥广厂', '金桥广场'],
  ['a wrong letter in the middle of a long name', '百联徐会购物中心', '百联徐汇购物中心'],
  ['two letters changed', 'Midtwon Furniture', 'Midtown Furniture'],
  ['traditional characters', '金橋廣場', '金桥广场'],
  ['words of another language around it', 'Quiet Corner (North) 2F', 'Quiet Corner'],
])('a cell with %s is like the mall', (_, cell, mall) => {
  const score = likesOf(cell, mall, '日月光中心', 'Plane Tree Lane')[mall];
  expect(score).toBeGreaterThanOrEqual(0.6);
});

test.each([
  ['two malls of one kind', '日月光广场', '金桥广场'],
  ['two short names', '星云里', '星河里'],
  ['a word that any mall has', '购物中心', '购物广场'],
  ['two numbers', 'Parking 12 East', 'Parking 13 East'],
  ['a word and the beginning of another', 'Cornerstones of Harbour Street', 'Corner'],
  ['nothing at all', '???', '金桥广场'],
])('%s are not alike: %s, %s', (_, cell, mall) => {
  expect(likesOf(cell, mall)).toEqual({});
});

test('the likest comes first, and a mall is told once, with the name that is most alike', () => {
  const register = registerOf(['金桥广场', '金桥广场一期北区']);
  const [id = ''] = register.opened;
  register.malls.get(id)?.otherNames.push('金桥广场一期');
  expect(likenessFinder(register, new Map())('金桥广场一期店')).toMatchObject([
    { id, name: '金桥广场一期' },
    { name: '金桥广场一期北区' },
  ]);
});

test('letters that very many names share do not make them alike', () => {
  const names = Array.from({ length: 400 }, (_, at) => `${syllable(at)} furniture`);
  expect(likesOf('x1 furniture', ...names.slice(0, 3))).not.toEqual({});
  expect(likesOf('x1 furniture', ...names)).toEqual({});
});

test('a name that an officer said is another mall leads to that mall', () => {
  const register = registerOf(['金桥广厂', '金桥广场']);
  const [typo = '', mall = ''] = register.opened;
  const likes = likenessFinder(register, new Map([['金桥广厂', mall]]))('金桥广厂店');
  expect(likes.map(({ id }) => id)).toEqual([mall]);
  expect(likes).not.toContainEqual(expect.objectContaining({ id: typo }));
});

test('a name among five thousand is compared within a moment', () => {
  const name = (at: number) => `${syllable(at)}${syllable(at * 7)}${syllable(at * 31)} plaza`;
  const likeTo = likenessFinder(registerOf(Array.from({ length: 5_000 }, (_, at) => name(at))), new Map());
  const started = performance.now();
  for (let at = 1000; at < 1100; at += 1) expect(likeTo(name(at).replace('plaza', 'market'))).not.toEqual([]);
  expect(performance.now() - started).toBeLessThan(2_000);
});

function syllable(at: number): string {
  return [...String(at)].map((digit) => 'bcdfghjklm'.charAt(Number(digit))).join('aei'.charAt(at % 3));
}
