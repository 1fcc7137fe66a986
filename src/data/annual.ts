import type { Annual } from '../lib/annual.ts';
import { annualOf } from '../lib/annual.ts';
import { limitsOn } from '../lib/indicators.ts';
import { breakdownsOf } from '../lib/small-numbers.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import type { Report } from '../schema/report.ts';
import { getDisclosures } from './disclosures.ts';
import { getMalls } from './malls.ts';
import { once } from './once.ts';
import { getReports } from './reading.ts';
import { getThresholds } from './rules.ts';

/** A published yearly report: its words and its figures. Years without a half-year have none. */
export interface AnnualReport extends Report {
  annual: Annual;
}

/** Every yearly report, newest first. */
export const getAnnualReports = once(async (): Promise<AnnualReport[]> => {
  const [reports, disclosures, malls] = [await getReports(), await getDisclosures(), await getMalls()];
  const thresholds = await getThresholds();
  const breakdowns = (half: Disclosure) => breakdownsOf(half, limitsOn(thresholds, half.frozenOn));
  return reports
    .map((report) => ({ ...report, annual: annualOf(report.year, disclosures, malls, breakdowns) }))
    .filter(({ annual }) => annual.periods.length > 0);
});
