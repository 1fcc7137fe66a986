import { expect, test } from 'vitest';
import { compareWithLastYear } from '../../src/lib/compare.ts';

const periods = ['2026-h1', '2025-h2', '2025-h1'];
const historyWith = (received: (number | null)[], breakAt = -1) =>
  periods.map((period, index) => ({ period, received: received[index] ?? null, isBreak: index === breakAt }));

test('a half-year is compared with the same half of the year before', () => {
  expect(compareWithLastYear(historyWith([90, 500, 100]), 0)).toEqual({
    kind: 'fewer',
    period: '2025-h1',
    before: 100,
    difference: 10,
    isChance: true,
  });
  expect(compareWithLastYear(historyWith([100, 0, 90]), 0)).toMatchObject({ kind: 'more', difference: 10 });
  expect(compareWithLastYear(historyWith([7, 0, 7]), 0)).toMatchObject({ kind: 'same' });
  expect(compareWithLastYear(historyWith([7, 0, 0]), 0)).toMatchObject({ kind: 'fromNone' });
});

test('nothing is compared where a half-year is missing', () => {
  expect(compareWithLastYear(historyWith([90, 500, null]), 0)).toEqual({ kind: 'none' });
  expect(compareWithLastYear(historyWith([90, 500, 100]), 1)).toEqual({ kind: 'none' });
  expect(compareWithLastYear([], 0)).toEqual({ kind: 'none' });
});

test('nothing is compared across a change of method', () => {
  expect(compareWithLastYear(historyWith([90, 500, 100], 1), 0)).toEqual({ kind: 'break' });
  expect(compareWithLastYear(historyWith([90, 500, 100], 2), 0)).toMatchObject({ kind: 'fewer' });
});

test('a difference is told from chance by the 90 % interval of the ratio of the counts', () => {
  expect(compareWithLastYear(historyWith([140, 0, 100]), 0)).toMatchObject({ kind: 'more', isChance: false });
  expect(compareWithLastYear(historyWith([60, 0, 100]), 0)).toMatchObject({ kind: 'fewer', isChance: false });
  expect(compareWithLastYear(historyWith([2, 0, 5]), 0)).toMatchObject({ kind: 'fewer', isChance: true });
  expect(compareWithLastYear(historyWith([0, 0, 1]), 0)).toMatchObject({ kind: 'fewer', isChance: true });
  expect(compareWithLastYear(historyWith([0, 0, 40]), 0)).toMatchObject({ kind: 'fewer', isChance: false });
});
