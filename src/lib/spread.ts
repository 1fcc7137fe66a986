import { studentQuantile } from './beta.ts';

/** What one mall shows: a figure on a scale on which malls scatter evenly, and its variance by chance alone. */
export interface Point {
  value: number;
  variance: number;
}

/** Logarithm of a count of complaints for each unit of `size`. Half a complaint more keeps a count of 0 on the scale. */
export function logRate(count: number, size: number): Point {
  return { value: Math.log((count + 0.5) / size), variance: 1 / (count + 0.5) };
}

/** Logarithm of how many times one count is another. */
export function logRatio(one: number, other: number): Point {
  return { value: Math.log((one + 0.5) / (other + 0.5)), variance: 1 / (one + 0.5) + 1 / (other + 0.5) };
}

/** Logit of a share. */
export function logit(part: number, whole: number): Point {
  return logRatio(part, whole - part);
}

/** The share that has a logit. */
export function shareOf(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/**
 * Variance between points beyond the chance in each, from several sets that may have different means; never below 0.
 * By moments: DerSimonian and Laird 1986, doi.org/10.1016/0197-2456(86)90046-2
 */
export function spreadBetween(...sets: readonly (readonly Point[])[]): number {
  let [excess, room] = [0, 0];
  for (const points of sets) {
    const { mean, weight } = meanOf(points, 0);
    const squares = points.reduce((sum, { value, variance }) => sum + (value - mean) ** 2 / variance, 0);
    excess += squares - Math.max(0, points.length - 1);
    room += points.length === 0 ? 0 : weight - points.reduce((sum, { variance }) => sum + variance ** -2, 0) / weight;
  }
  return room <= 0 ? 0 : Math.max(0, excess / room);
}

/** Fewest others that tell how far malls of a group scatter. */
export const FEWEST_OTHERS = 3;

/**
 * 95 % range of one more point like these, whose own variance by chance is given; null of too few. Prediction interval
 * of a random-effects mean: Higgins, Thompson and Spiegelhalter 2009, doi.org/10.1111/j.1467-985X.2008.00552.x, with
 * t of k − 1 degrees of freedom, which is exact where all points are equally certain.
 */
export function rangeOfAnother(points: readonly Point[], ownVariance: number): { low: number; high: number } | null {
  if (points.length < FEWEST_OTHERS) return null;
  const spread = spreadBetween(points);
  const { mean, weight } = meanOf(points, spread);
  const reach = quantileOf(points.length - 1) * Math.sqrt(spread + 1 / weight + ownVariance);
  return { low: mean - reach, high: mean + reach };
}

function meanOf(points: readonly Point[], spread: number): { mean: number; weight: number } {
  let [sum, weight] = [0, 0];
  for (const { value, variance } of points) {
    const own = 1 / (variance + spread);
    sum += own * value;
    weight += own;
  }
  return { mean: weight === 0 ? 0 : sum / weight, weight };
}

/** Each group asks for the same few again and again. */
const quantiles = new Map<number, number>();

function quantileOf(degrees: number): number {
  const known = quantiles.get(degrees) ?? studentQuantile(0.95, degrees);
  quantiles.set(degrees, known);
  return known;
}
