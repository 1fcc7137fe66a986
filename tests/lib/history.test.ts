import { describe, expect, test } from 'vitest';
import { historyOf, isPartial, quietSince } from '../../src/lib/history.ts';
import { countsWith } from '../data/counts.ts';

const published = ['2026-h1', '2025-h2', '2025-h1'].map((period) => ({ period, methodVersion: '1' }));

describe('the history of a mall', () => {
  test('tells a half-year without complaints from one before opening or after closing', () => {
    const counts = new Map([['2025-h2', countsWith()]]);
    const history = historyOf({ opened: '2025-08-01', closed: '2025-12-31' }, published, counts);
    expect(history.map(({ presence }) => presence)).toEqual(['closed', 'published', 'not-yet-open']);
  });

  test('says "not listed" where neither opening nor closing explains the gap', () => {
    expect(historyOf({}, published, undefined).map(({ presence }) => presence)).toEqual(Array(3).fill('not-listed'));
  });

  test('marks a break where the counting method changed', () => {
    const [newest, ...older] = published;
    const changed = [{ period: newest?.period ?? '', methodVersion: '2' }, ...older];
    expect(historyOf({}, changed, undefined).map(({ isBreak }) => isBreak)).toEqual([true, false, false]);
  });
});

test('a half-year is a part of one where the mall opened or closed down within it', () => {
  const during = (opened: string | undefined, closed?: string) => isPartial('2025-h2', { opened, closed });
  expect(during('2025-08-01')).toBe(true);
  expect(during('2025-07-01')).toBe(false);
  expect(during('2020-01-01', '2025-10-01')).toBe(true);
  expect(during('2020-01-01', '2025-12-31')).toBe(false);
  expect(during('2026-02-01')).toBe(false);
  expect(during(undefined)).toBe(false);
});

describe('a mall without complaints', () => {
  const historyWith = (...received: (number | null)[]) =>
    received.map((count, index) => ({
      period: published[index]?.period ?? '',
      presence: 'published' as const,
      counts: count === null ? null : countsWith({ received: count }),
      isBreak: false,
    }));

  test('has been quiet since the first half-year of the run that lasts until now', () => {
    expect(quietSince(historyWith(0, 0, 5))).toBe('2025-h2');
    expect(quietSince(historyWith(0, 0, 0))).toBe('2025-h1');
  });

  test('is not quiet where the newest half-year has complaints, whatever came before', () => {
    expect(quietSince(historyWith(1, 0, 0))).toBeUndefined();
  });

  test('has a run that ends at a half-year without figures, since that is not zero', () => {
    expect(quietSince(historyWith(0, null, 0))).toBe('2026-h1');
  });

  test('counts from its newest figures where it has none now', () => {
    expect(quietSince(historyWith(null, 0, 3))).toBe('2025-h2');
    expect(quietSince(historyWith(null, null, null))).toBeUndefined();
  });
});
