/** Normal quantile of a two-sided 90 % interval. */
const Z_90 = 1.6448536269514722;

/** 90 % interval of a share, each bound from 0 to 1; null of nothing. Wilson 1927, doi.org/10.2307/2276774 */
export function wilson(part: number, whole: number): { low: number; high: number } | null {
  if (whole <= 0) return null;
  const share = part / whole;
  const squared = Z_90 ** 2;
  const centre = share + squared / (2 * whole);
  const spread = Z_90 * Math.sqrt((share * (1 - share)) / whole + squared / (4 * whole ** 2));
  const bound = (value: number) => Math.min(1, Math.max(0, value / (1 + squared / whole)));
  return { low: bound(centre - spread), high: bound(centre + spread) };
}

/** 90 % interval of the mean of a count, by Byar's approximation to the exact Poisson one (Breslow and Day 1987). */
export function poisson(count: number): { low: number; high: number } {
  const bound = (n: number, z: number) => (n === 0 ? 0 : n * (1 - 1 / (9 * n) + z / (3 * Math.sqrt(n))) ** 3);
  return { low: bound(count, -Z_90), high: bound(count + 1, Z_90) };
}

/**
 * 90 % interval of how many times the mean of one count is that of another, from their share of the sum; null of nothing.
 * `high` is Infinity where the other is 0. Przyborowski and Wilenski 1940, doi.org/10.1093/biomet/31.3-4.313
 */
export function countRatio(one: number, other: number): { low: number; high: number } | null {
  const part = wilson(one, one + other);
  if (part === null) return null;
  return { low: part.low / (1 - part.low), high: other === 0 ? Number.POSITIVE_INFINITY : part.high / (1 - part.high) };
}
