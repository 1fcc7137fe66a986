import type { Clocks, Holidays, Regime } from '../schema/rules.ts';
import { daysBetween, lastDay, YearWithoutTable } from './working-days.ts';

/** The regime in force on the day of receipt; undefined before the first one. */
export function regimeOn(clocks: Clocks, day: string): Regime | undefined {
  return clocks.regimes.find(({ from, to }) => from <= day && (to === null || day <= to));
}

/** Last day to accept or reject; undefined where no regime or no holiday table covers it. */
export function decisionDue(clocks: Clocks, holidays: Holidays, received: string): string | undefined {
  const regime = regimeOn(clocks, received);
  return regime && knownLastDay(received, regime.decide, holidays);
}

/** Last day of mediation for a complaint accepted on a day, by the regime of its day of receipt. */
export function mediationDue(
  clocks: Clocks,
  holidays: Holidays,
  received: string,
  accepted: string,
): string | undefined {
  const regime = regimeOn(clocks, received);
  return regime && knownLastDay(accepted, regime.mediate, holidays);
}

/** Whether a closed complaint kept both clocks; undefined where no clock applies or a day is unknown. */
export function wasOnTime(
  clocks: Clocks,
  holidays: Holidays,
  { received, decided, closed }: { received: string; decided: string | null; closed: string | null },
): boolean | undefined {
  if (decided === null || closed === null) return undefined;
  const decide = decisionDue(clocks, holidays, received);
  const mediate = mediationDue(clocks, holidays, received, decided);
  return isOnTime(decide, mediate, { decided, closed });
}

/** The clocks for many complaints: a million of them have few different pairs of days, and a calendar is slow to walk. */
export interface ClockBook {
  decisionDue: (received: string) => string | undefined;
  mediationDue: (received: string, accepted: string) => string | undefined;
  wasOnTime: (complaint: Parameters<typeof wasOnTime>[2]) => boolean | undefined;
  daysBetween: (from: string, to: string) => number;
}

export function clockBook(clocks: Clocks, holidays: Holidays): ClockBook {
  const decide = remembered((received) => decisionDue(clocks, holidays, received));
  const mediate = remembered((received) => remembered((decided) => mediationDue(clocks, holidays, received, decided)));
  const number = remembered((day) => daysBetween('1970-01-01', day));
  return {
    decisionDue: decide,
    mediationDue: (received, accepted) => mediate(received)(accepted),
    wasOnTime: ({ received, decided, closed }) =>
      decided === null || closed === null
        ? undefined
        : isOnTime(decide(received), mediate(received)(decided), { decided, closed }),
    daysBetween: (from, to) => number(to) - number(from),
  };
}

function isOnTime(
  decide: string | undefined,
  mediate: string | undefined,
  { decided, closed }: { decided: string; closed: string },
): boolean | undefined {
  return decide === undefined || mediate === undefined ? undefined : decided <= decide && closed <= mediate;
}

/** Days asked for again and again; no file has more of them than this many years have. */
function remembered<T>(find: (day: string) => T): (day: string) => T {
  const known = new Map<string, { found: T }>();
  return (day) => {
    let entry = known.get(day);
    if (entry === undefined) {
      entry = { found: find(day) };
      if (known.size < MOST_DAYS) known.set(day, entry);
    }
    return entry.found;
  };
}

const MOST_DAYS = 20_000;

function knownLastDay(from: string, span: Regime['decide'], holidays: Holidays): string | undefined {
  try {
    return lastDay(from, span, holidays);
  } catch (error) {
    if (error instanceof YearWithoutTable) return undefined;
    throw error;
  }
}
