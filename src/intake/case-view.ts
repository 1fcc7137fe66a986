import { type CaseClock, caseClocks, type Laws } from '../lib/case-clock.ts';
import { type CaseState, hasEnded } from '../lib/case-path.ts';
import type { CaseEvent } from '../schema/case-event.ts';
import { type Reply, repliesTo, stepsOf } from './sender.ts';
import type { StoredCase } from './store/reads.ts';
import type { Intake } from './submit.ts';

/** A case as its sender may see it, who has shown number and code. */
export interface CaseView {
  found: StoredCase;
  clocks: CaseClock[];
  steps: CaseEvent[];
  replies: Reply[];
  may: { write: boolean; withdraw: boolean; rate: boolean };
}

export async function viewCase(
  found: StoredCase,
  code: string,
  { store, today }: Intake,
  laws: Laws,
): Promise<CaseView> {
  return {
    found,
    clocks: caseClocks(found.state, laws, today()),
    steps: await stepsOf(found, store),
    replies: await repliesTo(found, code, store),
    may: mayDo(found.state),
  };
}

/** The view as JSON: states, days and answers; nothing that the sender wrote. */
export function viewAsJson({ found, clocks, steps, replies, may }: CaseView) {
  const { receipt, kind, mall, object, problem, received, state } = found;
  const { status, outcome, ground, rating, splitInto, splitFrom } = state;
  return {
    ...{ receipt, kind, mall, object, problem, received, status, outcome, ground, rating, splitInto, splitFrom },
    next: clocks,
    steps: steps.map(({ type, day }) => ({ type, day })),
    replies,
    may,
  };
}

const WITHDRAWABLE = ['received', 'under-review', 'accepted', 'mediating', 'testing', 'verifying'];

function mayDo(state: CaseState): CaseView['may'] {
  return {
    write: !hasEnded(state) && !state.isPurged,
    withdraw: WITHDRAWABLE.includes(state.status),
    rate: state.kind === 'complaint' && state.status === 'closed',
  };
}
