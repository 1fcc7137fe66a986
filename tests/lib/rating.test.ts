import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { wilson } from '../../src/lib/intervals.ts';
import { resolutionPoints, resultOf, standingOn } from '../../src/lib/rating.ts';
import { standard } from '../../src/schema/standard.ts';

const rubric = standard.parse(parse(readFileSync('content/standards/quality-malls.yml', 'utf8')));
const all = rubric.dimensions.flatMap(({ indicators }) => indicators);
const scored = (share: number, changes: Record<string, number | null> = {}) => ({
  scores: all.map(({ code, points }) => ({
    indicator: code,
    points: code in changes ? (changes[code] ?? null) : points * share,
  })),
});

test('the standard sums to a hundred points', () => {
  expect(all.reduce((sum, { points }) => sum + points, 0)).toBe(100);
});

test('full points are the highest level, three quarters are qualified, half is improving', () => {
  expect([1, 0.75, 0.5].map((share) => resultOf(rubric, scored(share)).level)).toEqual([
    rubric.levels[0]?.id,
    rubric.levels[2]?.id,
    rubric.levels[3]?.id,
  ]);
});

test('a dimension below sixty per cent caps the level', () => {
  const weak = Object.fromEntries(all.filter(({ code }) => code.startsWith('FEA')).map(({ code }) => [code, 0]));
  const result = resultOf(rubric, scored(1, weak));
  expect(result).toMatchObject({ points: 90, level: rubric.levels[2]?.id, isCapped: true });
});

test('without evidence for more than twenty points there is no level', () => {
  const unshown = Object.fromEntries(all.filter(({ code }) => code.startsWith('SAF')).map(({ code }) => [code, null]));
  expect(resultOf(rubric, scored(1, unshown)).level).toBeNull();
});

test('resolution earns points by the lower bound of its interval, and none of its own under ten closed', () => {
  expect(resolutionPoints(95, 100, 10)).toBe(7);
  expect(resolutionPoints(80, 100, 10)).toBe(3);
  expect(resolutionPoints(9, 9, 10)).toBeNull();
});

test('Wilson bounds agree with the formula worked through by hand', () => {
  const bounds = wilson(81, 263);
  expect(bounds?.low).toBeCloseTo(0.2632, 3);
  expect(bounds?.high).toBeCloseTo(0.3567, 3);
  expect(wilson(0, 0)).toBeNull();
});

test('a rating ends with its last day', () => {
  const rating = { mall: 'a', state: 'rated', vetoes: [], scores: [] } as const;
  const asRating = { ...rating, vetoes: [], scores: [] };
  expect(standingOn('2027-03-31', { validTo: '2027-03-31' }, asRating)).toBe('rated');
  expect(standingOn('2027-04-01', { validTo: '2027-03-31' }, asRating)).toBe('ended');
});
