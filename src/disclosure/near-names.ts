import { isOneEditApart } from './names.ts';

/** Finds, among many folded names, those that one slip of the pen turns into each other. */
export interface NearNames {
  /** Positions of the names one edit away from a name. */
  nearTo: (name: string) => number[];
}

/**
 * Prepares folded names for the search. Two names one edit apart share a text that either is, or becomes by losing
 * one letter; so names are filed under hashes of those texts, and only those filed together are compared. That
 * keeps time and memory in proportion to the letters, not to the pairs.
 */
export function nearNames(names: readonly string[]): NearNames {
  const long = names.flatMap((name, position) => (isLongEnough(name) ? [position] : [])).slice(0, MOST);
  const filed = new Float64Array(long.reduce((sum, position) => sum + (names[position]?.length ?? 0) + 1, 0));
  let end = 0;
  long.forEach((position, entry) => {
    for (const hash of hashesOf(names[position] ?? '')) filed[end++] = hash * MOST + entry;
  });
  filed.sort();

  return {
    nearTo(name) {
      if (!isLongEnough(name)) return [];
      const found = new Set<number>();
      for (const hash of hashesOf(name)) {
        for (let at = firstFrom(filed, hash * MOST); at < filed.length; at += 1) {
          const value = filed[at] ?? 0;
          if (value >= (hash + 1) * MOST) break;
          const position = long[value % MOST] ?? 0;
          if (isSlip(names[position] ?? '', name)) found.add(position);
        }
      }
      return [...found].sort((a, b) => a - b);
    },
  };
}

/** A 32-bit hash and a position below this fit into one exact number. */
const MOST = 2 ** 21;

// In a short name every letter tells: 星河里 and 星云里 are two malls. A Han character says as much as a short word.
function isLongEnough(name: string): boolean {
  return name.length >= (/\p{Script=Han}/u.test(name) ? 6 : 8);
}

// "Parking 12" and "Parking 13" are two places.
function isSlip(a: string, b: string): boolean {
  return isOneEditApart(a, b) && a.replace(/\P{N}/gu, '') === b.replace(/\P{N}/gu, '');
}

/** Hashes of a name and of the name without each of its letters. */
function hashesOf(name: string): Set<number> {
  const hashes = new Set([hashOf(name, -1)]);
  for (let left = 0; left < name.length; left += 1) hashes.add(hashOf(name, left));
  return hashes;
}

/** FNV-1a of a text that leaves one position out. */
function hashOf(text: string, left: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    if (at !== left) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

function firstFrom(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
