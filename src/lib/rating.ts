import type { Localized } from '../schema/basics.ts';
import type { MallRating, Ratings } from '../schema/rating.ts';
import type { Standard } from '../schema/standard.ts';
import { wilson } from './intervals.ts';

export interface IndicatorResult {
  code: string;
  /** Null where no evidence was shown. */
  points: number | null;
  most: number;
  evidenceOn: string | undefined;
  note: Localized | undefined;
}

export interface DimensionResult {
  code: string;
  points: number;
  most: number;
  indicators: IndicatorResult[];
}

/** What the scores of one mall come to. */
export interface RatingResult {
  points: number;
  most: number;
  dimensions: DimensionResult[];
  /** Id of a level of the standard; null where too much lacks evidence. */
  level: string | null;
  /** A weak dimension holds the level below what the points alone would give. */
  isCapped: boolean;
}

/** Sums the scores of a mall by the standard. One decimal, since shares of points are not whole. */
export function resultOf(standard: Standard, { scores }: Pick<MallRating, 'scores'>): RatingResult {
  const byCode = new Map(scores.map((score) => [score.indicator, score]));
  const dimensions = standard.dimensions.map(({ code, indicators }) => {
    const results = indicators.map((indicator): IndicatorResult => {
      const score = byCode.get(indicator.code);
      const { points = null, evidenceOn, note } = score ?? {};
      return { code: indicator.code, points, most: indicator.points, evidenceOn, note };
    });
    return { code, points: sum(results.map(({ points }) => points ?? 0)), most: mostOf(results), indicators: results };
  });
  const points = sum(dimensions.map((dimension) => dimension.points));
  const all = dimensions.flatMap(({ indicators }) => indicators);
  const unshown = mostOf(all.filter((indicator) => indicator.points === null));
  const isUnrated = unshown > (standard.mostWithoutEvidence ?? Number.POSITIVE_INFINITY);
  const free = levelFor(standard, points);
  const { cap } = standard;
  const isWeak = cap !== undefined && dimensions.some((d) => d.points / d.most < cap.share);
  const isCapped = isWeak && rank(standard, free) < rank(standard, cap.level);
  return {
    points,
    most: mostOf(all),
    dimensions,
    level: isUnrated ? null : isCapped ? cap.level : free,
    isCapped: isCapped && !isUnrated,
  };
}

/**
 * Points for resolution (PRO2) of 7, by the lower 90 % bound of settled and mediated in closed; null where fewer
 * than `floor` were closed, and the median of the group stands in. Source: the standard quality-malls.
 */
export function resolutionPoints(resolved: number, closed: number, floor: number): number | null {
  if (closed < floor) return null;
  const low = wilson(resolved, closed)?.low ?? 0;
  return low >= 0.85 ? 7 : low >= 0.75 ? 5 : low >= 0.6 ? 3 : 0;
}

/** How a mall stands on a day. `ended`: the year of the rating is over and no other followed. */
export type Standing = MallRating['state'] | 'ended';

export function standingOn(day: string, { validTo }: Pick<Ratings, 'validTo'>, { state }: MallRating): Standing {
  return state === 'rated' && day > validTo ? 'ended' : state;
}

function levelFor({ levels }: Standard, points: number): string | null {
  return levels.find(({ from }) => points >= from)?.id ?? null;
}

function rank({ levels }: Standard, level: string | null): number {
  return levels.findIndex(({ id }) => id === level);
}

function mostOf(indicators: { most: number }[]): number {
  return sum(indicators.map(({ most }) => most));
}

function sum(numbers: number[]): number {
  return Math.round(numbers.reduce((total, number) => total + number, 0) * 10) / 10;
}
