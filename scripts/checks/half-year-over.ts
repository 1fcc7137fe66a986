import { TODAY } from '../../src/data/today.ts';
import { periodDays } from '../../src/lib/periods.ts';
import type { Fault } from '../content.ts';

/** A fault where a reply or an objection speaks of a half-year that still runs: no mall can have seen its figures. */
export function halfYearOver(file: string, period: string | undefined, today = TODAY): Fault[] {
  if (period === undefined || periodDays(period).last < today) return [];
  const next = `This half-year ends on ${periodDays(period).last}: nobody has seen its figures yet. Write the one that is meant.`;
  return [{ file, field: 'period', value: period, next }];
}
