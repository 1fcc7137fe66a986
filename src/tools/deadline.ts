import { regimeOn } from '../lib/clocks.ts';
import { addWorkingDays, lastDay, YearWithoutTable } from '../lib/working-days.ts';
import type { Clocks, Holidays, Regime } from '../schema/rules.ts';

/** A last day, or the year whose holiday table is missing: refused, never guessed. */
export type Due = { day: string } | { missingYear: string };

export interface Deadlines {
  regime: Regime;
  /** To accept or reject a complaint. */
  decide: Due;
  /** To end mediation, from the day of acceptance; absent where that day is not given. */
  mediate: Due | undefined;
  /** To verify a report, and with the extension. */
  verify: Due;
  verifyExtended: Due;
}

/** The legal last days by the regime in force on the day of receipt; undefined before the first regime. */
export function deadlines(
  clocks: Clocks,
  holidays: Holidays,
  received: string,
  accepted: string | undefined,
): Deadlines | undefined {
  const regime = regimeOn(clocks, received);
  if (regime === undefined) return undefined;
  const { decide, mediate, verify, verifyExtension } = regime;
  return {
    regime,
    decide: due(() => lastDay(received, decide, holidays)),
    mediate: accepted === undefined ? undefined : due(() => lastDay(accepted, mediate, holidays)),
    verify: due(() => lastDay(received, verify, holidays)),
    verifyExtended: due(() => addWorkingDays(lastDay(received, verify, holidays), verifyExtension.days, holidays)),
  };
}

function due(compute: () => string): Due {
  try {
    return { day: compute() };
  } catch (error) {
    if (error instanceof YearWithoutTable) return { missingYear: error.year };
    throw error;
  }
}
