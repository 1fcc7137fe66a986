import { describe, expect, test } from 'vitest';
import { rangesOf } from '../../src/lib/comparable.ts';
import { shareDifference } from '../../src/lib/intervals.ts';
import { apartBy, type ComparedMall } from '../../src/lib/side-by-side.ts';

function mall(id: string, received: number, solved: number, floorAreaM2 = 50_000, closed = 100): ComparedMall {
  const counts = { received, closed, solved };
  return {
    id,
    name: id,
    group: 'complex-2',
    groupName: '',
    areaName: '',
    floorAreaM2,
    ...counts,
    accepted: closed,
    onTimeShare: 1,
    unsolvedShare: 0.1,
    unratedShare: 0.1,
    ranges: rangesOf([{ id, type: 'complex', floorAreaM2, counts }], { rateFloor: 10 }),
  };
}

const names = ({ apart, pairs }: ReturnType<typeof apartBy>) => ({
  apart: apart.map(({ more, fewer }) => [more.id, fewer.id]),
  pairs,
});

describe('malls side by side', () => {
  test('are told apart by complaints for their size, not by complaints', () => {
    expect(names(apartBy('perArea', [mall('a', 60, 70), mall('b', 120, 70)], 0))).toEqual({
      apart: [['b', 'a']],
      pairs: 1,
    });
    expect(names(apartBy('perArea', [mall('a', 60, 70, 25_000), mall('b', 120, 70)], 0)).apart).toEqual([]);
    expect(names(apartBy('perArea', [mall('a', 60, 70), mall('b', 60, 70, 100_000)], 0)).apart).toEqual([['a', 'b']]);
  });

  test('have to differ more where counts go up and down from year to year', () => {
    const malls = [mall('a', 100, 70), mall('b', 140, 70)];
    expect(apartBy('perArea', malls, 0).apart).toHaveLength(1);
    expect(apartBy('perArea', malls, 0.03).apart).toHaveLength(0);
  });

  test('are told apart by the share solved where the difference leaves 0 out', () => {
    expect(names(apartBy('solved', [mall('a', 60, 55), mall('b', 60, 75)], 0)).apart).toEqual([['b', 'a']]);
    expect(apartBy('solved', [mall('a', 60, 62), mall('b', 60, 70)], 0).apart).toEqual([]);
  });

  test('have to differ more where more of them are chosen', () => {
    const two = [mall('a', 60, 58), mall('b', 60, 73)];
    expect(apartBy('solved', two, 0).apart).toHaveLength(1);
    const four = [...two, mall('c', 60, 66), mall('d', 60, 66)];
    expect(names(apartBy('solved', four, 0))).toEqual({ apart: [], pairs: 6 });
  });

  test('make a pair only where both have the figure', () => {
    expect(apartBy('solved', [mall('a', 60, 70), mall('few', 5, 5, 50_000, 5)], 0)).toEqual({ apart: [], pairs: 0 });
  });
});

test('the interval of a difference is that of Newcombe’s example', () => {
  // 56/70 − 48/80 by method 10: 0.0524 to 0.3339 (Newcombe 1998, table II a).
  const found = shareDifference({ part: 56, whole: 70 }, { part: 48, whole: 80 }, 1.959964);
  expect(found?.low).toBeCloseTo(0.0524, 4);
  expect(found?.high).toBeCloseTo(0.3339, 4);
});
