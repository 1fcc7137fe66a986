import type { Comparison } from '../lib/compare.ts';
import { type HalfYear, historyOf, isBreak, presenceIn } from '../lib/history.ts';
import { areaRate, type Indicators, indicatorsOf, limitsOn } from '../lib/indicators.ts';
import { inOrder, type ListedMall } from '../lib/listing.ts';
import { periodDays } from '../lib/periods.ts';
import { goalsOn, type Score, scorecardOf } from '../lib/scorecard.ts';
import { mallsWithoutAmounts } from '../lib/small-numbers.ts';
import type { Locale } from '../schema/basics.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import type { Thresholds } from '../schema/rules.ts';
import { getCountsByMall, getDisclosures } from './disclosures.ts';
import { getMalls, type MallEntry } from './malls.ts';
import { getClocks, getTargets, getThresholds } from './rules.ts';
import { getYearChanges } from './year-changes.ts';

/** A half-year of one mall, or of all, with its indicators. */
export interface HalfYearFigures extends HalfYear {
  figures: Indicators | null;
  received: number | null;
  /** Against the same half of the year before. */
  comparison: Comparison;
}

/** A mall in every published half-year, newest first. */
export async function getHistory(mall: MallEntry): Promise<HalfYearFigures[]> {
  const disclosures = await getDisclosures();
  const history = historyOf(mall, disclosures, (await getCountsByMall()).get(mall.id));
  const changes = await Promise.all(disclosures.map(getYearChanges));
  const comparisons = changes.map(({ malls }) => malls.get(mall.id));
  return withFigures(history, disclosures, await getThresholds(), comparisons);
}

/** All malls together in every published half-year, newest first. */
export async function getTotals(): Promise<HalfYearFigures[]> {
  const disclosures = await getDisclosures();
  const totals = new Map(disclosures.map((disclosure) => [disclosure.period, disclosure.totals]));
  const comparisons = (await Promise.all(disclosures.map(getYearChanges))).map(({ total }) => total);
  return withFigures(historyOf({}, disclosures, totals), disclosures, await getThresholds(), comparisons);
}

/** The bureau's own measures in one half-year. */
export interface HalfYearScores {
  disclosure: Disclosure;
  /** The counting method differs from the half-year before. */
  isBreak: boolean;
  scores: Score[];
}

/** The scorecard of every published half-year, newest first, each by the limits and targets of its last day. */
export async function getScorecards(): Promise<HalfYearScores[]> {
  const [disclosures, targets] = [await getDisclosures(), await getTargets()];
  return Promise.all(
    disclosures.map(async (disclosure, index) => ({
      disclosure,
      isBreak: isBreak(disclosures, index),
      scores: scorecardOf(disclosure.totals, await getLimits(disclosure), goalsOn(targets, disclosure.frozenOn)),
    })),
  );
}

/** Every mall with its figures of one half-year, in the order of names. */
export async function getListing(locale: Locale, disclosure: Disclosure): Promise<ListedMall[]> {
  const limits = await getLimits(disclosure);
  const countsByMall = await getCountsByMall();
  const listed = [...(await getMalls()).values()].map((mall): ListedMall => {
    const counts = countsByMall.get(mall.id)?.get(disclosure.period) ?? null;
    const figures = counts && indicatorsOf(counts, limits);
    return {
      id: mall.id,
      name: mall.name[locale],
      otherNames: mall.otherNames,
      type: mall.type,
      area: mall.area,
      presence: presenceIn(disclosure.period, mall, counts),
      received: figures?.received ?? null,
      closed: figures?.closed ?? null,
      solvedShare: figures?.solvedShare ?? null,
      solvedLow: figures?.solvedLow ?? null,
      solvedHigh: figures?.solvedHigh ?? null,
      rate: counts && areaRate(counts, mall.floorAreaM2, limits),
    };
  });
  return inOrder('name', locale, listed);
}

/** The clocks that began to apply within the published half-years, oldest first. */
export async function getClockChanges(locale: Locale): Promise<{ from: string; title: string }[]> {
  const periods = (await getDisclosures()).map(({ period }) => period);
  const [newest, oldest] = [periods[0], periods.at(-1)];
  if (newest === undefined || oldest === undefined) return [];
  const [first, last] = [periodDays(oldest).first, periodDays(newest).last];
  return (await getClocks()).regimes
    .filter(({ from }) => from > first && from <= last)
    .map(({ from, title }) => ({ from, title: title[locale] }));
}

/** The limits in force when a half-year was frozen. */
export async function getLimits({ frozenOn }: Disclosure): Promise<Thresholds['versions'][number]> {
  return limitsOn(await getThresholds(), frozenOn);
}

function withFigures(
  history: HalfYear[],
  disclosures: Disclosure[],
  thresholds: Thresholds,
  comparisons: (Comparison | undefined)[],
): HalfYearFigures[] {
  return history.map((half, index) => {
    const limits = limitsOn(thresholds, disclosures[index]?.frozenOn ?? '');
    const disclosure = disclosures[index];
    const withoutAmounts = disclosure && mallsWithoutAmounts(disclosure, limits);
    const figures = half.counts && indicatorsOf(half.counts, limits, withoutAmounts);
    const comparison = comparisons[index] ?? { kind: 'none' };
    return { ...half, figures, received: figures?.received ?? null, comparison };
  });
}
