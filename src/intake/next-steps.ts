import { regimeOn } from '../lib/clocks.ts';
import { lastDay, YearWithoutTable } from '../lib/working-days.ts';
import type { Regime } from '../schema/rules.ts';
import type { Laws } from './laws.ts';
import type { StoredCase } from './store/store.ts';

/** A step that the law sets a time for. */
export interface NextStep {
  /** String key of content/ui/<locale>/track.json. */
  key: 'step.decide' | 'step.mediate' | 'step.notifyEnd' | 'step.verify';
  days: number;
  unit: 'working' | 'calendar';
  article: Regime['decide']['article'];
  /** Last day, where it is known today; null while it hangs on a decision or on a holiday table yet to come. */
  due: string | null;
}

/** What happens next, by the regime in force on the day of receipt. */
export function nextSteps(
  { kind, received }: Pick<StoredCase, 'kind' | 'received'>,
  { clocks, holidays }: Laws,
): NextStep[] {
  const regime = regimeOn(clocks, received);
  if (regime === undefined) return [];
  const known = (span: Regime['decide']) => {
    try {
      return lastDay(received, span, holidays);
    } catch (error) {
      if (error instanceof YearWithoutTable) return null;
      throw error;
    }
  };
  if (kind === 'report') return [{ key: 'step.verify', ...regime.verify, due: known(regime.verify) }];
  return [
    { key: 'step.decide', ...regime.decide, due: known(regime.decide) },
    { key: 'step.mediate', ...regime.mediate, due: null },
    { key: 'step.notifyEnd', ...regime.notifyEnd, due: null },
  ];
}
