import { describe, expect, it } from 'vitest';
import { areaRate, indicatorsOf } from '../../src/lib/indicators.ts';
import { poisson, wilson } from '../../src/lib/intervals.ts';
import {
  nextPeriod,
  periodDays,
  periodOf,
  periodsBetween,
  previousPeriod,
  samePeriodLastYear,
} from '../../src/lib/periods.ts';
import { change, median, share } from '../../src/lib/rates.ts';
import { breakdownsOf, mallsWithoutAmounts } from '../../src/lib/small-numbers.ts';
import type { Counts } from '../../src/schema/disclosure.ts';
import { PROBLEMS } from '../../src/schema/taxonomy.ts';
import { countsWith, disclosureWith } from '../data/counts.ts';

describe('half-years', () => {
  it('end with June and with December', () => {
    expect(periodOf('2026-06-30')).toBe('2026-h1');
    expect(periodOf('2026-07-01')).toBe('2026-h2');
    expect(periodDays('2026-h2')).toEqual({ first: '2026-07-01', last: '2026-12-31' });
  });

  it('follow each other over the year', () => {
    expect(nextPeriod('2025-h2')).toBe('2026-h1');
    expect(previousPeriod('2026-h1')).toBe('2025-h2');
    expect(samePeriodLastYear('2026-h1')).toBe('2025-h1');
    expect(periodsBetween('2021-h1', '2026-h1')).toHaveLength(11);
  });
});

describe('shares and changes', () => {
  it('gives no share under the floor', () => {
    expect(share(7, 9, 10)).toBeNull();
    expect(share(7, 10, 10)).toBe(0.7);
    expect(share(0, 0, 0)).toBeNull();
  });

  it('gives no ratio to nothing', () => {
    expect(change(5, 0)).toEqual({ difference: 5, ratio: null });
    expect(change(90, 100)).toEqual({ difference: -10, ratio: -0.1 });
  });

  it('takes the middle, or the mean of the two in the middle', () => {
    expect(median([1, 5, 9])).toBe(5);
    expect(median([1, 5, 8, 9])).toBe(6.5);
    expect(median([])).toBeNull();
  });
});

describe('a small cell', () => {
  const counts = (byProblem: Counts['byProblem']) => countsWith({ byProblem });

  it('hides 1 and 2 and what would give them away, and shows 0 and 3', () => {
    const malls = [
      { mall: 'a', ...counts({ quality: 2, price: 4, fake: 9 }) },
      { mall: 'b', ...counts({ quality: 9, price: 9 }) },
    ];
    const totals = counts({ quality: 11, price: 13, fake: 9 });
    const { problem } = breakdownsOf(disclosureWith(malls, { totals }), {
      rateFloor: 10,
      smallCell: 3,
      breakdownFloor: 5,
    });
    const texts = ['quality', 'price', 'fake', 'other'].map((slug) => problem.of('a')(slug).text);
    expect(texts).toEqual(['<3', 'withheld', '9', '0']);
    expect(problem.of('a')('quality').value).toBeNull();
    expect(problem.totals('price')).toEqual({ value: 13, text: '13' });
    expect(problem.of('not-open')('price').value).toBe(0);
  });
});

describe('intervals', () => {
  // Values of the methods page; the exact Poisson bounds of 30 and of 0 are 21.59, 40.69 and 0, 3.00 (Ulm 1990).
  it('are those of the worked examples', () => {
    expect(wilson(24, 40)).toEqual({ low: expect.closeTo(0.47, 2), high: expect.closeTo(0.717, 2) });
    expect(wilson(240, 400)).toEqual({ low: expect.closeTo(0.559, 2), high: expect.closeTo(0.639, 2) });
    expect(poisson(30)).toEqual({ low: expect.closeTo(21.59, 1), high: expect.closeTo(40.69, 1) });
    expect(poisson(0)).toEqual({ low: 0, high: expect.closeTo(3, 1) });
  });

  it('give complaints by size only where enough were closed and the size is known', () => {
    const limits = { rateFloor: 10 };
    expect(areaRate({ received: 30, closed: 12 }, 100_000, limits)).toEqual({ rate: 3, low: 2.16, high: 4.07 });
    expect(areaRate({ received: 30, closed: 9 }, 100_000, limits)).toBeNull();
    expect(areaRate({ received: 30, closed: 12 }, undefined, limits)).toBeNull();
  });
});

describe('what would be somebody’s own affair', () => {
  const mall = (id: string, closed: number) => ({ mall: id, ...countsWith({ closed, refund: 95.29, medianDays: 24 }) });
  const limits = { rateFloor: 10, smallCell: 3, breakdownFloor: 5 };

  it('withholds refund and days of a mall that closed one or two, and of a second one that would give them away', () => {
    const disclosure = disclosureWith([mall('a', 1), mall('b', 40), mall('c', 7), mall('d', 0)]);
    expect([...mallsWithoutAmounts(disclosure, limits)]).toEqual(['a', 'c']);
    const figures = indicatorsOf(disclosure.malls[0] ?? countsWith(), limits, mallsWithoutAmounts(disclosure, limits));
    expect(figures).toMatchObject({ closed: 1, refund: null, medianDays: null });
  });

  it('withholds none where every mall closed more', () => {
    expect(mallsWithoutAmounts(disclosureWith([mall('a', 3), mall('b', 40)]), limits).size).toBe(0);
  });

  it('breaks no mall down that received fewer than five', () => {
    const malls = [
      { mall: 'a', ...countsWith({ received: 4, byProblem: { quality: 4 } }) },
      { mall: 'b', ...countsWith({ received: 40, byProblem: { quality: 20, price: 20 } }) },
    ];
    const totals = countsWith({ received: 44, byProblem: { quality: 24, price: 20 } });
    const { problem } = breakdownsOf(disclosureWith(malls, { totals }), limits);
    expect(PROBLEMS.every((slug) => problem.of('a')(slug).text === 'withheld')).toBe(true);
    expect(problem.totals('quality').value).toBe(24);
  });
});
