import { describe, expect, it } from 'vitest';
import {
  nextPeriod,
  periodDays,
  periodOf,
  periodsBetween,
  previousPeriod,
  samePeriodLastYear,
} from '../../src/lib/periods.ts';
import { change, median, share } from '../../src/lib/rates.ts';
import { publishedCell } from '../../src/lib/small-numbers.ts';

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
  it('hides 1 and 2, and shows 0 and 3', () => {
    expect([0, 1, 2, 3].map((count) => publishedCell(count, 3).text)).toEqual(['0', '<3', '<3', '3']);
    expect(publishedCell(2, 3).value).toBeNull();
  });
});
