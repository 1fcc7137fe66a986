/** Business names that fold to the same text are the same business: width, case, punctuation and spaces do not count. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The folded name without a legal suffix: equal ones are possible variants, never taken for the same. */
export function nameWithoutSuffix(name: string): string {
  const words = name.normalize('NFKC').toLowerCase().replace(/[.,]/g, '').trim();
  return foldName(
    words
      .replace(/(股份有限公司|有限责任公司|有限公司|分公司|公司|（?店）?)$/u, '')
      .replace(/\s+(inc|incorporated|llc|ltd|limited|corp|corporation|co|company|lp|sl|sa)$/u, ''),
  );
}

/** A name as a permanent id: ASCII words with hyphens, or undefined where the name has none. */
export function idFromName(name: string): string | undefined {
  const words = name
    .normalize('NFKD')
    .replace(/['’\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return words === '' ? undefined : words;
}
