import { describe, expect, it, test } from 'vitest';
import { holidayTable } from '../../scripts/holidays.ts';
import { addWorkingDays, daysBetween, isWorkingDay, lastDay, YearWithoutTable } from '../../src/lib/working-days.ts';
import { HOLIDAYS } from './rules.ts';

describe('the nth working day after a receipt', () => {
  // Computed with the package and with an independent loop: domain handbook, 2.6.
  test.each([
    ['2021-02-08', 7, '2021-02-23'],
    ['2021-02-06', 7, '2021-02-20'],
    ['2021-04-28', 7, '2021-05-11'],
    ['2021-09-17', 7, '2021-09-28'],
    ['2021-03-01', 45, '2021-05-06'],
    ['2021-12-20', 45, '2022-02-25'],
    ['2026-04-28', 7, '2026-05-11'],
    ['2026-09-28', 7, '2026-10-13'],
    ['2026-10-03', 7, '2026-10-15'],
    ['2026-04-15', 15, '2026-05-09'],
    ['2026-09-21', 15, '2026-10-19'],
  ])('%s and %i working days end on %s', (day, days, end) => {
    expect(addWorkingDays(day, days, HOLIDAYS)).toBe(end);
  });

  it('counts a Saturday that is worked in exchange', () => {
    expect(isWorkingDay('2026-05-09', HOLIDAYS)).toBe(true);
  });

  it('refuses a year without a table instead of guessing', () => {
    expect(() => addWorkingDays('2026-12-28', 7, HOLIDAYS)).toThrow(YearWithoutTable);
    expect(() => isWorkingDay('2027-01-04', HOLIDAYS)).toThrow('2027');
  });
});

describe('the end of a calendar span', () => {
  const sixty = { days: 60, unit: 'calendar' } as const;

  it('moves off a public holiday to the first day after it', () => {
    expect(lastDay('2026-08-05', sixty, HOLIDAYS)).toBe('2026-10-08');
  });

  it('stays on an ordinary Sunday', () => {
    expect(lastDay('2026-05-06', sixty, HOLIDAYS)).toBe('2026-07-05');
  });
});

it('counts calendar days over a leap day', () => {
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
});

it('publishes the holiday table as the package has it', () => {
  expect(HOLIDAYS).toEqual(holidayTable());
});
