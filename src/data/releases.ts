import { lateRelease, type Release, releaseCalendar } from '../lib/releases.ts';
import { getDisclosures } from './disclosures.ts';
import { once } from './once.ts';
import { getThresholds } from './rules.ts';
import { TODAY } from './today.ts';

/** The half-year that should have been published by today; undefined where none is late, or none was ever published. */
export const getLateRelease = once(async (): Promise<Release | undefined> => {
  const within = (await getThresholds()).versions.at(-1)?.publishWithinDays ?? 45;
  return lateRelease(releaseCalendar(await getDisclosures(), within), TODAY);
});
