/** Takes tokens from a bucket; gives 0, or after how many seconds there will be enough. */
export type Take = (name: string, tokens?: number) => number;

/** As many buckets are remembered; the one longest unused is forgotten, and so full again. */
const MOST_BUCKETS = 20_000;

/**
 * Token buckets: `most` at once, and `perSecond` come back. A whole mall behind one address spends slowly enough; a
 * program that repeats itself does not. Names are kept in memory only.
 */
export function buckets(most: number, perSecond: number, now: () => number): Take {
  const kept = new Map<string, { tokens: number; at: number }>();
  return (name, tokens = 1) => {
    const bucket = kept.get(name) ?? { tokens: most, at: now() };
    kept.delete(name);
    const held = Math.min(most, bucket.tokens + ((now() - bucket.at) / 1000) * perSecond);
    const isEnough = held >= tokens;
    kept.set(name, { tokens: isEnough ? held - tokens : held, at: now() });
    if (kept.size > MOST_BUCKETS) kept.delete(kept.keys().next().value ?? name);
    return isEnough ? 0 : Math.ceil((tokens - held) / perSecond);
  };
}

/** The address that shares a bucket: of IPv6 the first 64 bits, which one household or shop has to itself. */
export function bucketName(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '');
  const [head = '', tail = ''] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = address.includes('::') ? 8 - groups.length - tail.split(':').filter(Boolean).length : 0;
  return [...groups, ...Array<string>(missing).fill('0'), ...tail.split(':').filter(Boolean)].slice(0, 4).join(':');
}
