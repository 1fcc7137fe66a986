import { describe, expect, test } from 'vitest';
import {
  type Comparable,
  groupKey,
  groupOf,
  groupsOf,
  levelsIn,
  rangesOf,
  standingsOf,
} from '../../src/lib/comparable.ts';
import { areaRate } from '../../src/lib/indicators.ts';
import { wilson } from '../../src/lib/intervals.ts';
import { logRate, rangeOfAnother } from '../../src/lib/spread.ts';
import { chanceFrom } from './chance.ts';

const limits = { rateFloor: 10, smallCell: 3, breakdownFloor: 5, sizeClassesM2: [10_000, 50_000] };
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

describe('a mall among the others of its group', () => {
  const others = [60, 75, 90, 110].map((received, at) => mall(`other-${at}`, 50_000, [received, 100, 66 + at]));
  const among = (own: Comparable, rest = others) => standingsOf([own, ...rest], limits).get('own');

  test('lies above or below only outside their range, and within it cannot be told apart', () => {
    const verdicts = [70, 200, 10].map((received) => {
      return among(mall('own', 50_000, [received, 100, 68]))?.against.perArea.verdict;
    });
    expect(verdicts).toEqual(['unclear', 'above', 'below']);
    const solved = [68, 40, 95].map((part) => among(mall('own', 50_000, [70, 100, part]))?.against.solved.verdict);
    expect(solved).toEqual(['unclear', 'below', 'above']);
  });

  test('is not one of those who make the range', () => {
    const alone = among(mall('own', 50_000, [70, 100, 68]));
    const range = rangeOfAnother(
      others.map(({ counts }) => logRate(counts.received, 5)),
      1 / 70.5,
    );
    expect(alone).toMatchObject({ key: 'shopping-centre-2', others: 4 });
    expect(alone?.against.perArea.range?.low).toBeCloseTo(Math.exp(range?.low ?? 0) - 0.1, 1);
    expect(alone?.against.perArea.range?.high).toBeCloseTo(Math.exp(range?.high ?? 0) - 0.1, 1);
  });

  test('is set against malls with few complaints too, but by rates only', () => {
    const quiet = mall('quiet', 50_000, [1, 1, 0]);
    const [without, withQuiet] = [
      among(mall('own', 50_000, [10, 10, 7])),
      among(mall('own', 50_000, [10, 10, 7]), [...others, quiet]),
    ];
    expect(withQuiet?.against.perArea.range?.low).toBeLessThan((without?.against.perArea.range?.low ?? 0) * 0.8);
    expect(withQuiet?.against.solved).toEqual(without?.against.solved);
  });

  test('is not compared where its own figure is not shown or fewer than three others tell', () => {
    expect(among(mall('own', 50_000, [9, 9, 9]))?.against).toEqual({
      perArea: { range: null, verdict: 'few' },
      solved: { range: null, verdict: 'few' },
    });
    expect(among(mall('own', 50_000, [70, 100, 68]), others.slice(0, 2))?.against.perArea).toEqual({
      range: null,
      verdict: 'lone',
    });
  });

  test('can have all solved, or no complaint, without leaving the scale', () => {
    const standing = among(mall('own', 50_000, [0, 10, 10]));
    expect(standing?.against.solved.range?.high).toBeLessThanOrEqual(1);
    expect(standing?.against.perArea.range?.low).toBeGreaterThanOrEqual(0);
  });

  test('is called apart in about five of a hundred groups that differ among themselves as the others do', () => {
    const chance = chanceFrom(3);
    const isApart = Array.from({ length: 600 }, () => {
      const group = Array.from({ length: 8 }, (_, at) => {
        return mall(at === 0 ? 'own' : `${at}`, 50_000, [chance.count(100 * Math.exp(0.4 * chance.normal())), 80, 60]);
      });
      return standingsOf(group, limits).get('own')?.against.perArea.verdict !== 'unclear';
    });
    expect(isApart.filter(Boolean).length / 600).toBeLessThan(0.08);
  });
});

test('the levels in a group lie in a range that chance in the single counts does not widen', () => {
  const group = [60, 75, 90, 110].map((received, at) => mall(`${at}`, 50_000, [received, 100, 66 + at]));
  const levels = levelsIn(group, limits).perArea;
  const single = standingsOf([mall('own', 50_000, [83, 100, 68]), ...group], limits).get('own')?.against.perArea.range;
  expect(levels?.low).toBeGreaterThan(single?.low ?? 0);
  expect(levels?.high).toBeLessThan(single?.high ?? 0);
  expect(levelsIn(group.slice(0, 2), limits)).toEqual({ perArea: null, solved: null });
});
