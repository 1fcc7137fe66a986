import type { Clocks, Holidays, Regime } from '../schema/rules.ts';
import type { CaseState } from './case-path.ts';
import { regimeOn } from './clocks.ts';
import {
  addCalendarDays,
  addWorkingDays,
  daysBetween,
  isWorkingDay,
  lastDay,
  YearWithoutTable,
} from './working-days.ts';

export interface Laws {
  clocks: Clocks;
  holidays: Holidays;
}

/** One statutory clock of a case. */
export interface CaseClock {
  key: 'step.decide' | 'step.mediate' | 'step.notifyEnd' | 'step.verify';
  days: number;
  unit: 'working' | 'calendar';
  article: Regime['decide']['article'];
  /** Last day, where it is known today; null while it hangs on a step or a holiday table yet to come. */
  due: string | null;
  /** Day on which it was done; null while it runs or has not begun. */
  done: string | null;
  /** Whether it was kept, or so far is; null where that cannot be said. */
  isKept: boolean | null;
  /** Testing goes on: the clock stands. */
  isStopped: boolean;
}

/** The clocks of a case, by the regime in force on the day of its receipt, seen from `today`. */
export function caseClocks(state: CaseState, { clocks, holidays }: Laws, today: string): CaseClock[] {
  const regime = regimeOn(clocks, state.received);
  if (regime === undefined) return [];
  const clock = (key: CaseClock['key'], span: Regime['decide'], due: string | null, done: string | null) => ({
    key,
    ...span,
    due,
    done,
    isKept: due === null ? null : (done ?? today) <= due,
    isStopped: false,
  });
  const from = (day: string | null, span: Regime['decide']) =>
    day === null ? null : known(() => lastDay(day, span, holidays));
  if (state.kind === 'report') {
    const first = from(state.received, regime.verify);
    const due = state.extended === null ? first : from(first, regime.verifyExtension);
    const days = regime.verify.days + (state.extended === null ? 0 : regime.verifyExtension.days);
    const ended = state.verified ?? (state.status === 'closed' ? state.closed : null);
    return [{ ...clock('step.verify', regime.verify, due, ended), days }];
  }
  const isTesting = state.status === 'testing';
  const mediation = state.accepted === null ? null : known(() => mediationEnd(state, regime.mediate, holidays, today));
  const end = state.isTerminated ? state.mediated : null;
  const isWithdrawnEarly = state.status === 'closed' && state.accepted === null;
  return [
    clock(
      'step.decide',
      regime.decide,
      from(state.received, regime.decide),
      state.decided ?? (isWithdrawnEarly ? state.closed : null),
    ),
    { ...clock('step.mediate', regime.mediate, mediation, state.mediated), isStopped: isTesting },
    clock('step.notifyEnd', regime.notifyEnd, from(end, regime.notifyEnd), end === null ? null : state.closed),
  ];
}

/** The next day by which something is due; null where nothing runs. */
export function nextDue(clocks: CaseClock[]): string | null {
  const running = clocks.filter(({ due, done, isStopped }) => due !== null && done === null && !isStopped);
  return running.map(({ due }) => due as string).sort()[0] ?? null;
}

/** Last day of mediation: the span from acceptance, with the days of testing added (SAMR Order 121 art 22). */
function mediationEnd(state: CaseState, span: Regime['mediate'], holidays: Holidays, today: string): string {
  const start = state.accepted as string;
  const spells = state.testing.map(({ from, to }) => ({ from, to: to ?? today }));
  if (span.unit === 'calendar') {
    const stood = spells.reduce((days, { from, to }) => days + Math.max(0, daysBetween(from, to)), 0);
    return lastDay(start, { ...span, days: span.days + stood }, holidays);
  }
  const stood = spells.reduce((days, { from, to }) => days + workingDaysBetween(from, to, holidays), 0);
  return addWorkingDays(start, span.days + stood, holidays);
}

/** Working days after `from` up to and with `to`. */
function workingDaysBetween(from: string, to: string, holidays: Holidays): number {
  let count = 0;
  for (let day = addCalendarDays(from, 1); day <= to; day = addCalendarDays(day, 1)) {
    if (isWorkingDay(day, holidays)) count += 1;
  }
  return count;
}

function known(compute: () => string): string | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof YearWithoutTable) return null;
    throw error;
  }
}
