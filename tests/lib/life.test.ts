import { expect, test } from 'vitest';
import { alertStandingOn, entryStateOn } from '../../src/lib/life.ts';
import { lateRelease, releaseCalendar } from '../../src/lib/releases.ts';
import { shortened } from '../../src/lib/shortened.ts';

test('an entry follows its steps and ends with its term', () => {
  const entry = {
    from: '2022-01-01',
    to: '2026-12-31',
    steps: [
      { day: '2024-02-01', state: 'suspended' as const },
      { day: '2024-03-01', state: 'valid' as const },
    ],
  };
  const states = ['2021-12-31', '2024-01-31', '2024-02-01', '2024-03-01', '2027-01-01'].map((day) =>
    entryStateOn(day, entry),
  );
  expect(states).toEqual(['not-yet', 'valid', 'suspended', 'valid', 'ended']);
});

test('an alert expires unless it was closed before', () => {
  const open = { issued: '2026-08-01', expires: '2026-12-31', steps: [{ day: '2026-08-01', state: 'open' as const }] };
  expect(alertStandingOn('2026-12-31', open)).toBe('open');
  expect(alertStandingOn('2027-01-01', open)).toBe('expired');
  const closed = { ...open, steps: [...open.steps, { day: '2026-09-01', state: 'closed' as const }] };
  expect(alertStandingOn('2027-01-01', closed)).toBe('closed');
});

test('a half-year that is overdue announces itself the day after', () => {
  const releases = releaseCalendar([{ period: '2026-h1', publishedOn: '2026-07-31' }], 45);
  expect(releases[1]).toEqual({ period: '2026-h2', day: '2027-02-14', isPublished: false });
  expect(lateRelease(releases, '2027-02-14')).toBeUndefined();
  expect(lateRelease(releases, '2027-02-15')?.period).toBe('2026-h2');
});

test('a long description ends with a sentence', () => {
  expect(shortened('短。', 10)).toBe('短。');
  expect(shortened(`${'一'.repeat(20)}。${'二'.repeat(30)}`, 30)).toBe(`${'一'.repeat(20)}。`);
  expect(shortened('word '.repeat(40), 50)).toMatch(/word…$/);
});
