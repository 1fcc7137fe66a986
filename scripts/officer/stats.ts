import { type CaseClock, caseClocks, type Laws } from '../../src/lib/case-clock.ts';
import type { CaseState } from '../../src/lib/case-path.ts';
import type { Status } from '../../src/schema/taxonomy.ts';
import { type Command, spanOf } from './context.ts';
import { jsonOf, tableOf } from './table.ts';

export interface Figures {
  received: Record<CaseState['kind'], number>;
  accepted: number;
  notAccepted: number;
  referred: number;
  closed: number;
  /** Closed by an agreement that mediation brought. */
  mediated: number;
  toCase: number;
  ratedSolved: number;
  ratedUnsolved: number;
  /** Of each clock that was done: how often in time, of how many. */
  inTime: Record<string, { kept: number; done: number }>;
  overdueNow: number;
  byStatus: Partial<Record<Status, number>>;
}

export const stats: Command = {
  usage: 'stats [--from DAY] [--to DAY] [--json]',
  does: 'counts of the cases received in a span',
  async run(context) {
    const { store, laws, today, values, say, width } = context;
    const { from, to } = spanOf(context);
    const states: CaseState[] = [];
    for await (const { received, state } of store.each()) if (received >= from && received <= to) states.push(state);
    const figures = figuresOf(states, laws, today);
    if (values.json) return say(jsonOf(figures));
    const { received, inTime, byStatus, ...plain } = figures;
    const rows = [
      ...Object.entries(received).map(([kind, count]) => [`${kind}s received`, String(count)]),
      ...Object.entries(plain).map(([name, count]) => [spelled(name), String(count)]),
      ...Object.entries(inTime).map(([key, { kept, done }]) => [`${spelled(key)} in time`, `${kept} of ${done}`]),
      ...Object.entries(byStatus).map(([status, count]) => [`now ${status}`, String(count)]),
    ];
    say(tableOf(['what', 'cases'], rows, width));
  },
};

/** Counts over the states of cases, seen from `today`. */
export function figuresOf(states: CaseState[], laws: Laws, today: string): Figures {
  const count = (is: (state: CaseState) => boolean) => states.filter(is).length;
  const clocks = states.map((state) => caseClocks(state, laws, today));
  const inTime: Figures['inTime'] = {};
  for (const { key, due, done, isKept } of clocks.flat()) {
    if (due === null || done === null) continue;
    const name = key.replace('step.', '');
    const { kept, done: all } = inTime[name] ?? { kept: 0, done: 0 };
    inTime[name] = { kept: kept + (isKept ? 1 : 0), done: all + 1 };
  }
  const byStatus: Figures['byStatus'] = {};
  for (const { status } of states) byStatus[status] = (byStatus[status] ?? 0) + 1;
  const isLate = ({ due, done, isStopped }: CaseClock) => due !== null && done === null && !isStopped && due < today;
  return {
    received: { complaint: count(({ kind }) => kind === 'complaint'), report: count(({ kind }) => kind === 'report') },
    accepted: count(({ accepted }) => accepted !== null),
    notAccepted: count(({ status }) => status === 'not-accepted'),
    referred: count(({ status }) => status === 'referred'),
    closed: count(({ status }) => status === 'closed'),
    mediated: count(({ outcome }) => outcome?.startsWith('mediated-') ?? false),
    toCase: count(({ toCase }) => toCase),
    ratedSolved: count(({ rating }) => rating === 'solved'),
    ratedUnsolved: count(({ rating }) => rating === 'unsolved'),
    inTime,
    overdueNow: clocks.filter((ofCase) => ofCase.some(isLate)).length,
    byStatus,
  };
}

/** `notAccepted` → `not accepted` */
function spelled(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
