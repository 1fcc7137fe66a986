import { describe, expect, it } from 'vitest';
import { caseClocks, nextDue } from '../../src/lib/case-clock.ts';
import { advance, type CaseState, newState } from '../../src/lib/case-path.ts';
import type { CaseEvent } from '../../src/schema/case-event.ts';
import { CLOCKS, HOLIDAYS } from './rules.ts';

const laws = { clocks: CLOCKS, holidays: HOLIDAYS };
const walked = (state: CaseState, ...steps: [string, string, object?][]) =>
  steps.reduce((at, [type, day, data = {}]) => advance(at, { type, day, data } as CaseEvent), state);
const dues = (state: CaseState, today = '2026-11-30') => caseClocks(state, laws, today).map(({ due }) => due);

describe('the clocks of a complaint', () => {
  it('count seven working days to decide, holidays and make-up days included', () => {
    expect(dues(newState('2026-09-28', 'complaint'))).toEqual(['2026-10-13', null, null]);
  });

  it('count the span of the rules in force on the day of receipt', () => {
    const accepted = (received: string, day: string) =>
      dues(walked(newState(received, 'complaint'), ['accepted', day]))[1];
    expect(accepted('2021-02-22', '2021-03-01')).toBe('2021-05-06');
    expect(accepted('2026-08-03', '2026-08-05')).toBe('2026-10-08');
  });

  it('stand still while goods are tested', () => {
    const testing = walked(
      newState('2026-05-04', 'complaint'),
      ['accepted', '2026-05-06'],
      ['mediation-started', '2026-05-08', { isDelegated: false }],
      ['testing-started', '2026-05-20'],
    );
    const [, running] = caseClocks(testing, laws, '2026-05-30');
    expect(running).toMatchObject({ isStopped: true, due: '2026-07-15' });
    expect(nextDue(caseClocks(testing, laws, '2026-05-30'))).toBeNull();
    const back = walked(testing, ['testing-ended', '2026-05-30']);
    expect(caseClocks(back, laws, '2026-08-01')[1]).toMatchObject({
      isStopped: false,
      due: '2026-07-15',
      isKept: false,
    });
  });

  it('count only the working days of testing where the span is one of working days', () => {
    const old = walked(
      newState('2021-02-22', 'complaint'),
      ['accepted', '2021-03-01'],
      ['mediation-started', '2021-03-01', { isDelegated: false }],
      ['testing-started', '2021-03-05'],
      ['testing-ended', '2021-03-08'],
    );
    // A weekend and one Monday: one working day is added to 2021-05-06.
    expect(dues(old)[1]).toBe('2021-05-07');
  });

  it('say whether each was kept', () => {
    const ended = walked(
      newState('2026-11-02', 'complaint'),
      ['accepted', '2026-11-12'],
      ['terminated', '2026-11-20', { ground: 'absent-refused' }],
      ['closed', '2026-11-24', { outcome: 'refused', refund: 0 }],
    );
    const clocks = caseClocks(ended, laws, '2026-12-20');
    expect(clocks.map(({ due, done, isKept }) => [due, done, isKept])).toEqual([
      ['2026-11-11', '2026-11-12', false],
      [null, '2026-11-20', null],
      ['2026-12-01', '2026-11-24', true],
    ]);
  });
});

describe('the clock of a report', () => {
  it('runs fifteen working days, and fifteen more where verification is extended', () => {
    const report = walked(newState('2026-09-21', 'report'), ['verifying', '2026-09-22']);
    expect(dues(report)).toEqual(['2026-10-19']);
    expect(dues(walked(report, ['extended', '2026-10-16']))).toEqual(['2026-11-09']);
  });
});
