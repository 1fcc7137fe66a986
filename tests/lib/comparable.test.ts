import { describe, expect, test } from 'vitest';
import {
  anyApart,
  type Comparable,
  groupKey,
  groupOf,
  groupsOf,
  rangesOf,
  verdictOn,
} from '../../src/lib/comparable.ts';
import { areaRate } from '../../src/lib/indicators.ts';
import { wilson } from '../../src/lib/intervals.ts';

const limits = { rateFloor: 10, smallCell: 3, sizeClassesM2: [10_000, 50_000] };
const mall = (id: string, floorAreaM2: number | undefined, counts: [number, number, number]): Comparable => {
  const [received, closed, solved] = counts;
  return { id, type: 'shopping-centre', floorAreaM2, counts: { received, closed, solved } };
};

describe('a group', () => {
  test('is one type and one class of size, the bound belonging to the larger class', () => {
    const keyAt = (floorAreaM2: number | undefined) => groupKey(groupOf({ type: 'food-market', floorAreaM2 }, limits));
    expect([9999, 10_000, 49_999, 50_000, undefined].map(keyAt)).toEqual([
      'food-market-0',
      'food-market-1',
      'food-market-1',
      'food-market-2',
      'food-market-unknown',
    ]);
  });

  test('holds every mall once', () => {
    const malls = [mall('a', 1000, [1, 1, 1]), mall('b', 60_000, [1, 1, 1]), mall('c', 2000, [1, 1, 1])];
    expect([...groupsOf(malls, limits)].map(([key, list]) => [key, list.map(({ id }) => id)])).toEqual([
      ['shopping-centre-0', ['a', 'c']],
      ['shopping-centre-2', ['b']],
    ]);
  });
});

describe('the figures of some malls together', () => {
  test('are those of the sums, rounded as everywhere', () => {
    const malls = [mall('a', 20_000, [30, 25, 10]), mall('b', 30_000, [20, 15, 14])];
    const { perArea, solved } = rangesOf(malls, limits);
    const exact = wilson(24, 40);
    expect(perArea).toEqual(areaRate({ received: 50, closed: 40 }, 50_000, limits));
    expect(solved?.share).toBe(0.6);
    expect(solved?.low).toBeCloseTo(exact?.low ?? 0, 3);
    expect(solved?.high).toBeCloseTo(exact?.high ?? 0, 3);
  });

  test('leave a mall of unknown size out of the rate by size only', () => {
    const malls = [mall('a', 20_000, [30, 25, 10]), mall('b', undefined, [500, 15, 14])];
    const { perArea, solved } = rangesOf(malls, limits);
    expect(perArea).toEqual(areaRate({ received: 30, closed: 25 }, 20_000, limits));
    expect(solved?.share).toBe(0.6);
  });

  test('are not shown of few', () => {
    expect(rangesOf([mall('a', 20_000, [12, 9, 9])], limits)).toEqual({ perArea: null, solved: null });
    expect(rangesOf([], limits)).toEqual({ perArea: null, solved: null });
  });
});

describe('what may be said', () => {
  const [low, middle, high] = [
    { low: 1, high: 2 },
    { low: 2, high: 4 },
    { low: 3, high: 5 },
  ];

  test('is more or fewer only where two ranges do not touch', () => {
    expect(verdictOn(high, low)).toBe('more');
    expect(verdictOn(low, high)).toBe('fewer');
    expect(verdictOn(low, middle)).toBe('same');
    expect(verdictOn(low, null)).toBe('few');
  });

  test('of several is whether any two part', () => {
    expect(anyApart([low, middle, high])).toBe(true);
    expect(anyApart([low, middle, null])).toBe(false);
    expect(anyApart([low, null])).toBeUndefined();
  });
});
