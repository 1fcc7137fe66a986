import { expect, test } from 'vitest';
import { withComparisons, withLevels, withTotalChange } from '../../src/data/comparison-rows.ts';
import { type Comparable, standingsOf } from '../../src/lib/comparable.ts';
import { type Comparison, compareWithLastYear, scatterOfMall } from '../../src/lib/compare.ts';

const limits = { rateFloor: 10, sizeClassesM2: [10_000] };
const malls = [60, 75, 90, 110, 300].map((received, at): Comparable => {
  return { id: `m${at}`, type: 'complex', floorAreaM2: 50_000, counts: { received, closed: 100, solved: 70 - at } };
});
const against = (now: number | null, before: number | null): Comparison =>
  compareWithLastYear(
    [
      { period: '2026-h1', received: now, isBreak: false },
      { period: '2025-h1', received: before, isBreak: false },
    ],
    0,
    scatterOfMall(0.02),
  );
const changes = {
  spread: 0.02,
  total: against(635, 600),
  malls: new Map([
    ['m0', against(60, 58)],
    ['m1', against(75, null)],
    ['m2', against(4, 3)],
    ['m4', against(300, 120)],
  ]),
};
const rows = withComparisons(
  malls.map(({ id }) => ({ mall: id, received: 0 })),
  standingsOf(malls, limits),
  changes,
);

test('each mall has its group, the ranges of the others and what they tell', () => {
  expect(rows[0]).toMatchObject({ mall: 'm0', group: 'complex-1', per_10000_m2_verdict: 'unclear' });
  expect(rows[4]).toMatchObject({ per_10000_m2_verdict: 'above', solved_share_verdict: 'unclear' });
  expect(rows[4]?.['others_per_10000_m2_high']).toBeLessThan(60);
});

test('each mall has its change, with its interval and what it tells', () => {
  const verdicts = rows.map((row) => row['year_verdict']);
  expect(verdicts).toEqual(['unclear', 'none', 'few', 'none', 'more']);
  expect(rows[4]).toMatchObject({ received_year_ago: 120, year_ratio: 2.5 });
  expect(rows[4]?.['year_ratio_low']).toBeGreaterThan(1);
  expect(rows[2]).toMatchObject({
    received_year_ago: 3,
    year_ratio: null,
    year_ratio_low: null,
    year_ratio_high: null,
  });
  expect(rows[1]).toMatchObject({ received_year_ago: null, year_ratio: null });
});

test('all rows have the same columns, compared or not', () => {
  const columns = rows.map((row) => Object.keys(row).join());
  expect(new Set(columns).size).toBe(1);
  const [unknown = {}] = withComparisons([{ mall: 'not-registered', received: 0 }], new Map(), changes);
  expect(Object.keys(unknown).join()).toBe(columns[0]);
});

test('the sum has its change and the usual ups and downs', () => {
  expect(withTotalChange({ period: '2026-h1' }, changes)).toMatchObject({
    period: '2026-h1',
    received_year_ago: 600,
    year_ratio: 1.06,
    year_verdict: 'unclear',
    usual_change: 0.1414,
  });
});

test('a group has the range of its levels, or none of fewer than three', () => {
  const row = withLevels({ group: 'complex-1' }, malls, limits);
  expect(row['levels_per_10000_m2_low']).toBeGreaterThan(0);
  expect(row['levels_solved_share_high']).toBeLessThan(1);
  expect(withLevels({}, malls.slice(0, 2), limits)).toEqual({
    levels_per_10000_m2_low: null,
    levels_per_10000_m2_high: null,
    levels_solved_share_low: null,
    levels_solved_share_high: null,
  });
});
