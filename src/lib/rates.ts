/** A part of a whole from 0 to 1; null where the whole is under the floor, since it would say too little. */
export function share(part: number, whole: number, floor: number): number | null {
  return whole < floor || whole === 0 ? null : part / whole;
}

/** Change from `before` to `now`; the ratio is null where there was nothing before. */
export function change(now: number, before: number): { difference: number; ratio: number | null } {
  return { difference: now - before, ratio: before === 0 ? null : (now - before) / before };
}

/** Median of numbers in ascending order; null of none. */
export function median(sorted: ArrayLike<number>): number | null {
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted[middle - 1];
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}
