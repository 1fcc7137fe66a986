import type { Annual } from '../lib/annual.ts';
import { annualOf } from '../lib/annual.ts';
import type { Report } from '../schema/report.ts';
import { getDisclosures } from './disclosures.ts';
import { getMalls } from './malls.ts';
import { once } from './once.ts';
import { getReports } from './reading.ts';

/** A published yearly report: its words and its figures. Years without a half-year have none. */
export interface AnnualReport extends Report {
  annual: Annual;
}

/** Every yearly report, newest first. */
export const getAnnualReports = once(async (): Promise<AnnualReport[]> => {
  const [reports, disclosures, malls] = [await getReports(), await getDisclosures(), await getMalls()];
  return reports
    .map((report) => ({ ...report, annual: annualOf(report.year, disclosures, malls) }))
    .filter(({ annual }) => annual.periods.length > 0);
});
