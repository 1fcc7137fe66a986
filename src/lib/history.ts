import type { Counts, Disclosure } from '../schema/disclosure.ts';
import type { Mall } from '../schema/mall.ts';
import { type Period, periodDays } from './periods.ts';

/** Why a half-year has figures for a mall, or none. None is not the same as zero. */
export type Presence = 'published' | 'not-yet-open' | 'closed' | 'not-listed';

export interface HalfYear {
  period: Period;
  presence: Presence;
  counts: Counts | null;
  /** The counting method differs from the half-year before: the two do not compare. */
  isBreak: boolean;
}

type Published = Pick<Disclosure, 'period' | 'methodVersion'>;
type Lifetime = Pick<Mall, 'opened' | 'closed'>;

/** Every published half-year as one mall saw it, newest first. `published` is newest first too. */
export function historyOf(mall: Lifetime, published: Published[], counts: Map<Period, Counts> | undefined): HalfYear[] {
  return published.map(({ period }, index) => {
    const own = counts?.get(period) ?? null;
    return { period, presence: presenceIn(period, mall, own), counts: own, isBreak: isBreak(published, index) };
  });
}

/** True where the counting method changed against the half-year before, in a list newest first. */
export function isBreak(published: Published[], index: number): boolean {
  const before = published[index + 1];
  return before !== undefined && before.methodVersion !== published[index]?.methodVersion;
}

/** True where the mall was open for only a part of the half-year. */
export function isPartial(period: Period, { opened = '', closed = '9999' }: Lifetime): boolean {
  const { first, last } = periodDays(period);
  return (opened > first && opened <= last) || (closed >= first && closed < last);
}

/** First half-year of the unbroken run without complaints that ends with the newest figures; undefined if they have some. */
export function quietSince(history: HalfYear[]): Period | undefined {
  let since: Period | undefined;
  for (const { period, counts } of history.slice(history.findIndex((half) => half.counts !== null))) {
    if (counts?.received !== 0) break;
    since = period;
  }
  return since;
}

/** Whether, and why not, a half-year has figures for a mall. */
export function presenceIn(period: Period, { opened, closed }: Lifetime, counts: Counts | null): Presence {
  if (counts !== null) return 'published';
  const { first, last } = periodDays(period);
  if (opened !== undefined && opened > last) return 'not-yet-open';
  if (closed !== undefined && closed < first) return 'closed';
  return 'not-listed';
}
