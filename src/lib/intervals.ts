import { betaQuantile } from './beta.ts';

/** Normal quantile of a two-sided 90 % interval. */
const Z_90 = 1.6448536269514722;

/** 90 % interval of a share, each bound from 0 to 1; null of nothing. Wilson 1927, doi.org/10.2307/2276774 */
export function wilson(part: number, whole: number, z = Z_90): { low: number; high: number } | null {
  if (whole <= 0) return null;
  const share = part / whole;
  const squared = z ** 2;
  const centre = share + squared / (2 * whole);
  const spread = z * Math.sqrt((share * (1 - share)) / whole + squared / (4 * whole ** 2));
  const bound = (value: number) => Math.min(1, Math.max(0, value / (1 + squared / whole)));
  return { low: bound(centre - spread), high: bound(centre + spread) };
}

/** 90 % interval of the mean of a count, by Byar's approximation to the exact Poisson one (Breslow and Day 1987). */
export function poisson(count: number): { low: number; high: number } {
  const bound = (n: number, z: number) => (n === 0 ? 0 : n * (1 - 1 / (9 * n) + z / (3 * Math.sqrt(n))) ** 3);
  return { low: bound(count, -Z_90), high: bound(count + 1, Z_90) };
}

/** Exact interval of a share: Clopper and Pearson 1934, doi.org/10.1093/biomet/26.4.404. Counts need not be whole. */
export function clopperPearson(part: number, whole: number, level: number): { low: number; high: number } {
  const tail = (1 - level) / 2;
  const rest = whole - part;
  return { low: betaQuantile(tail, part, rest + 1), high: betaQuantile(1 - tail, part + 1, rest) };
}

/**
 * Interval of how many times the mean of one count is that of another; null of nothing. Given the sum of the two, one
 * of them is a share of it, whose exact interval gives that of the ratio: Przyborowski and Wilenski 1940,
 * doi.org/10.1093/biomet/31.3-4.313. Counts that scatter `factor` times as much as chance alone tell as much as that
 * many times fewer: Korn and Graubard 1998. `high` is Infinity where the other is 0.
 */
export function countRatio(one: number, other: number, factor = 1, level = 0.95): { low: number; high: number } | null {
  if (one + other === 0) return null;
  const { low, high } = clopperPearson(one / factor, (one + other) / factor, level);
  return { low: low / (1 - low), high: other === 0 ? Number.POSITIVE_INFINITY : high / (1 - high) };
}

/**
 * Interval of the difference of two shares from their Wilson intervals; null of nothing. Newcombe 1998, method 10,
 * doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I
 */
export function shareDifference(
  one: { part: number; whole: number },
  other: { part: number; whole: number },
  z: number,
): { low: number; high: number } | null {
  const [first, second] = [wilson(one.part, one.whole, z), wilson(other.part, other.whole, z)];
  if (first === null || second === null) return null;
  const [p, q] = [one.part / one.whole, other.part / other.whole];
  return {
    low: p - q - Math.hypot(p - first.low, second.high - q),
    high: p - q + Math.hypot(first.high - p, q - second.low),
  };
}
