import { describe, expect, it, test } from 'vitest';
import { decisionDue, mediationDue, regimeOn, wasOnTime } from '../../src/lib/clocks.ts';
import { CLOCKS, HOLIDAYS } from './rules.ts';

describe('the regime of a day of receipt', () => {
  test.each([
    ['2019-12-31', undefined],
    ['2020-01-01', 'r1'],
    ['2024-06-30', 'r1'],
    ['2024-07-01', 'r2'],
    ['2026-04-14', 'r2'],
    ['2026-04-15', 'r3'],
  ])('%s falls under %s', (day, id) => {
    expect(regimeOn(CLOCKS, day)?.id).toBe(id);
  });
});

describe('the clocks', () => {
  it('give mediation 45 working days before July 2024 and 60 calendar days since', () => {
    expect(mediationDue(CLOCKS, HOLIDAYS, '2021-02-22', '2021-03-01')).toBe('2021-05-06');
    expect(mediationDue(CLOCKS, HOLIDAYS, '2026-05-05', '2026-05-06')).toBe('2026-07-05');
  });

  it('follow the day of receipt, also when the complaint is accepted under a later regime', () => {
    expect(regimeOn(CLOCKS, '2024-06-28')?.mediate.days).toBe(45);
    expect(mediationDue(CLOCKS, HOLIDAYS, '2024-06-28', '2024-07-02')).toBe('2024-09-03');
  });

  it('say nothing before the first regime or beyond the holiday table', () => {
    expect(decisionDue(CLOCKS, HOLIDAYS, '2015-03-02')).toBeUndefined();
    expect(decisionDue(CLOCKS, HOLIDAYS, '2026-12-30')).toBeUndefined();
  });
});

describe('on time', () => {
  const received = '2026-04-28';

  it('is kept on the last day of both clocks and lost a day later', () => {
    expect(wasOnTime(CLOCKS, HOLIDAYS, { received, decided: '2026-05-11', closed: '2026-07-10' })).toBe(true);
    expect(wasOnTime(CLOCKS, HOLIDAYS, { received, decided: '2026-05-12', closed: '2026-07-10' })).toBe(false);
    expect(wasOnTime(CLOCKS, HOLIDAYS, { received, decided: '2026-05-11', closed: '2026-07-11' })).toBe(false);
  });

  it('is unknown while open, undecided or without a clock', () => {
    expect(wasOnTime(CLOCKS, HOLIDAYS, { received, decided: '2026-05-11', closed: null })).toBeUndefined();
    expect(
      wasOnTime(CLOCKS, HOLIDAYS, { received: '2015-03-02', decided: '2015-03-02', closed: '2015-04-01' }),
    ).toBeUndefined();
  });
});
