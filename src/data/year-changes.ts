import {
  type Comparison,
  type Counted,
  compareWithLastYear,
  type Pair,
  scatterOfMall,
  scatterOfSum,
  yearlySpread,
} from '../lib/compare.ts';
import { isBreak, isPartial } from '../lib/history.ts';
import { samePeriodLastYear } from '../lib/periods.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import { getCountsByMall, getDisclosures } from './disclosures.ts';
import { getMalls } from './malls.ts';
import { onceEach } from './once.ts';

/** A half-year against the same half of the year before. */
export interface YearChanges {
  /** The usual ups and downs of a mall, as variance of a logarithm. */
  spread: number;
  total: Comparison;
  /** Mall → its comparison. */
  malls: ReadonlyMap<string, Comparison>;
}

/** The changes of a half-year, told from the half-years up to it: a later one does not alter what was published. */
export const getYearChanges = onceEach(async (disclosure: Disclosure): Promise<YearChanges> => {
  // A half-year before its revision is compared by its own figures, not by those that took their place.
  const disclosures = (await getDisclosures()).map((one) => (one.period === disclosure.period ? disclosure : one));
  const index = disclosures.indexOf(disclosure);
  const years = await Promise.all(disclosures.slice(index).map(getPairs));
  const spread = yearlySpread(years);
  const halves = disclosures.map(({ period, totals }, at): Counted => {
    return { period, received: totals.received, isBreak: isBreak(disclosures, at) };
  });
  const countsByMall = await getCountsByMall();
  const malls = await getMalls();
  const compared = disclosure.malls.map(({ mall: id, received: now }): [string, Comparison] => {
    const counts = countsByMall.get(id);
    const own = halves.map((half, at): Counted => {
      const received = at === index ? now : (counts?.get(half.period)?.received ?? null);
      return { ...half, received, isPartial: isPartial(half.period, malls.get(id) ?? {}) };
    });
    return [id, compareWithLastYear(own, index, scatterOfMall(spread))];
  });
  return {
    spread,
    total: compareWithLastYear(halves, index, scatterOfSum(spread, years[0] ?? [])),
    malls: new Map(compared),
  };
});

/** Malls that were open through a half-year and the same half of the year before, counted by one method. */
const getPairs = onceEach(async (disclosure: Disclosure): Promise<Pair[]> => {
  const disclosures = await getDisclosures();
  const index = disclosures.findIndex(({ period }) => period === disclosure.period);
  const earlier = disclosures.findIndex(({ period }) => period === samePeriodLastYear(disclosure.period));
  const then = disclosures[earlier];
  const hasBreak = disclosures.slice(index, earlier).some((_, at) => isBreak(disclosures, index + at));
  if (then === undefined || hasBreak) return [];
  const [malls, countsByMall] = [await getMalls(), await getCountsByMall()];
  return disclosure.malls.flatMap(({ mall, received: now }): Pair[] => {
    const before = countsByMall.get(mall)?.get(then.period)?.received;
    const wasPartial = [disclosure, then].some(({ period }) => isPartial(period, malls.get(mall) ?? {}));
    return before === undefined || wasPartial ? [] : [{ now, before }];
  });
});
