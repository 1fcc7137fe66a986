import type { Counts, Disclosure } from '../../src/schema/disclosure.ts';
import { OUTCOMES } from '../../src/schema/taxonomy.ts';

/** Counts of a half-year without complaints, changed as the test needs. */
export function countsWith(changes: Partial<Counts> = {}): Counts {
  return {
    received: 0,
    accepted: 0,
    notAccepted: 0,
    referred: 0,
    decisionsTimed: 0,
    decisionsOnTime: 0,
    noticesTimed: 0,
    noticesOnTime: 0,
    undecidedLate: 0,
    unclosedLate: 0,
    closed: 0,
    timed: 0,
    onTime: 0,
    outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Counts['outcomes'],
    solved: 0,
    unsolved: 0,
    unrated: 0,
    toCase: 0,
    refund: 0,
    medianDays: null,
    byObject: {},
    byProblem: {},
    ...changes,
  };
}

/** A half-year of the malls given. */
export function disclosureWith(malls: Disclosure['malls'], changes: Partial<Disclosure> = {}): Disclosure {
  return {
    period: '2026-h1',
    origin: { kind: 'invented', name: { zh: '虚构', en: 'invented', es: 'inventado' } },
    methodVersion: '1',
    currency: 'CNY',
    frozenOn: '2026-06-30',
    publishedOn: '2026-07-31',
    totals: countsWith(),
    malls,
    ...changes,
  };
}
