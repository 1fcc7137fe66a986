import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  allowedNext,
  allowedOutcomes,
  type CaseState,
  hasEnded,
  NotAllowed,
  newState,
} from '../../src/lib/case-path.ts';
import type { CaseEvent, EventType } from '../../src/schema/case-event.ts';
import { EVENTS } from '../../src/schema/case-event.ts';

const DAY = '2026-11-02';
const event = (type: EventType, data: object = {}, day = DAY) => ({ type, day, data }) as CaseEvent;
const walk = (state: CaseState, ...events: CaseEvent[]) =>
  events.reduce<CaseState>((at, next) => advance(at, next), state);
const complaint = newState(DAY, 'complaint');
const report = newState(DAY, 'report');
const mediating = walk(
  complaint,
  event('reviewed'),
  event('accepted'),
  event('mediation-started', { isDelegated: false }),
);

describe('the path of a complaint', () => {
  it('leads from receipt over testing to an agreement and its end', () => {
    const end = walk(
      mediating,
      event('testing-started', {}, '2026-11-05'),
      event('testing-ended', {}, '2026-11-12'),
      event('agreed', { isPerformed: true, refund: 120 }, '2026-11-13'),
      event('closed', { outcome: 'mediated-performed', refund: 0 }, '2026-11-13'),
      event('rated', { rating: 'unsolved' }, '2026-11-20'),
    );
    expect(end).toMatchObject({
      status: 'closed',
      accepted: DAY,
      testing: [{ from: '2026-11-05', to: '2026-11-12' }],
      mediated: '2026-11-13',
      closed: '2026-11-13',
      refund: 120,
      outcome: 'mediated-performed',
      rating: 'unsolved',
    });
  });

  it('ends without agreement by a ground of the law, which fixes the outcome', () => {
    const ended = walk(mediating, event('terminated', { ground: 'sixty-days' }));
    expect(allowedOutcomes(ended)).toEqual(['time-limit']);
    expect(() => advance(ended, event('closed', { outcome: 'mediated-agreed', refund: 0 }))).toThrow('time-limit');
  });

  it('stays unrated until its sender says otherwise', () => {
    expect(walk(mediating, event('agreed', { isPerformed: false, refund: 0 })).rating).toBe('unrated');
  });

  it.each<[string, CaseState, CaseEvent]>([
    ['acceptance twice', mediating, event('accepted')],
    ['mediation before acceptance', complaint, event('mediation-started', { isDelegated: false })],
    [
      'agreement while testing',
      walk(mediating, event('testing-started')),
      event('agreed', { isPerformed: true, refund: 0 }),
    ],
    ['rejection after acceptance', mediating, event('not-accepted', { ground: 'identity' })],
    ['an end before mediation', complaint, event('closed', { outcome: 'settled-direct', refund: 0 })],
    ['a rating before the end', mediating, event('rated', { rating: 'solved' })],
    ['a step dated before the last one', mediating, event('testing-started', {}, '2026-11-01')],
    ['a case opened from a complaint', complaint, event('case-opened')],
    ['acceptance of a report', report, event('accepted')],
    ['an extension before verification', report, event('extended')],
    ['a second receipt', complaint, event('received')],
    ['a purge while the case is open', mediating, event('purged', { reason: 'request' })],
  ])('refuses %s', (_, state, next) => {
    expect(() => advance(state, next)).toThrow(NotAllowed);
  });
});

describe('the path of a report', () => {
  it('leads from verification, extended once, to a case and its decision', () => {
    const verifying = walk(report, event('verifying'), event('extended', {}, '2026-11-20'));
    expect(() => advance(verifying, event('extended', {}, '2026-11-21'))).toThrow('once');
    const end = walk(
      verifying,
      event('case-opened', {}, '2026-11-25'),
      event('decided', { result: 'penalty' }, '2026-12-20'),
    );
    expect(end).toMatchObject({ status: 'decided', verified: '2026-11-25', toCase: true, closed: '2026-12-20' });
  });
});

describe('any walk', () => {
  const samples: CaseEvent[] = (Object.keys(EVENTS) as EventType[])
    .filter((type) => type !== 'received')
    .map((type) => {
      const data = {
        'not-accepted': { ground: 'materials' },
        referred: { to: '邮政管理部门' },
        terminated: { ground: 'no-agreement' },
        closed: { outcome: 'no-agreement', refund: 0 },
        agreed: { isPerformed: false, refund: 0 },
        decided: { result: 'penalty' },
        split: { into: 'ABCDEFGH' },
        rated: { rating: 'solved' },
        purged: { reason: 'retention' },
      }[type as string];
      return event(type, data ?? {});
    });

  it('takes exactly the steps that are said to be allowed, and never leaves an ended state by one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(complaint, report),
        fc.array(fc.constantFrom(...samples), { maxLength: 30 }),
        (start, walked) => {
          let state = start;
          for (const next of walked) {
            const isNamed = allowedNext(state).includes(next.type);
            try {
              const after = advance(state, next);
              if (after.status !== state.status) expect(isNamed && !hasEnded(state)).toBe(true);
              state = after;
            } catch (error) {
              expect(error).toBeInstanceOf(NotAllowed);
              if (isNamed && next.type !== 'closed') throw error;
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
