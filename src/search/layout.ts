/** What stands in the files of an embedded index. Numbers in lists are differences to the one before. */
export interface Manifest {
  /** Documents, in the order of their numbers. */
  count: number;
  /** Unit at which each document begins. A unit is one Chinese sign or one word of letters. */
  starts: number[];
  /** Units of each document’s title, and of title and names together. */
  titles: number[];
  names: number[];
  /** Values of each facet, and of each document the place of its value; −1 for none. */
  facets: Record<'kind' | 'area' | 'year', { values: string[]; of: number[] }>;
  /** How many letters of a word name its shard. */
  letters: number;
  shards: number;
  /** Documents to a file of results. */
  page: number;
  words: { stop: string[]; same: string[][] };
  /** Pairs of signs: traditional, simplified. */
  traditional: string;
}

/** Pair of signs, or word of letters → the units at which it stands. */
export type Shard = Record<string, number[]>;

/** Marks the last sign of a row in a pair, so that a single sign is found there too. */
export const END = '\u0000';

export const manifestPath = 'manifest.json';
export const shardPath = (shard: number) => `shard-${shard}.json`;
export const pagePath = (page: number) => `hits-${page}.json`;

/** Shard of a token: by its first sign, so that all pairs that begin with it lie together. */
export function shardOf(token: string, { letters, shards }: Pick<Manifest, 'letters' | 'shards'>): number {
  const [first = ''] = token;
  const isHan = /\p{Script=Han}/u.test(first);
  let hash = 7;
  for (const sign of isHan ? first : token.slice(0, letters))
    hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003;
  return hash % shards;
}

export function differences(sorted: number[]): number[] {
  return sorted.map((value, at) => value - (sorted[at - 1] ?? 0));
}

export function summed(steps: number[]): number[] {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

/** Pairs of signs as a table: traditional → simplified. */
export function simplifiedOf(pairs: string): Record<string, string> {
  const signs = [...pairs];
  return Object.fromEntries(signs.flatMap((sign, at) => (at % 2 === 0 ? [[sign, signs[at + 1] ?? sign]] : [])));
}
