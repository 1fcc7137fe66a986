/** Text as it is compared: width, case and accents do not matter, so "Ｃafé" is found by "cafe". */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

/** The words of a query, normalised; none is repeated. */
export function wordsOf(query: string): string[] {
  return [...new Set(normalise(query).split(/[\s,.;:·，。；：、]+/u))].filter((word) => word !== '');
}

/** A stretch of text, marked where a word of the query stands. */
export interface Stretch {
  text: string;
  isHit: boolean;
}

/** Cuts a text into stretches, so that the words found can be marked in it as it was written. */
export function markWords(text: string, words: string[]): Stretch[] {
  const characters = [...text];
  const normal: string[] = [];
  // Normalising may lengthen or drop a character: each normalised unit remembers where it came from.
  const source: number[] = [];
  characters.forEach((character, index) => {
    for (const unit of normalise(character)) {
      normal.push(unit);
      source.push(index);
    }
  });
  const hits = new Set<number>();
  for (const word of words) {
    const units = [...word];
    for (let start = 0; start + units.length <= normal.length; start += 1) {
      if (units.every((unit, offset) => normal[start + offset] === unit)) {
        for (let offset = 0; offset < units.length; offset += 1) hits.add(source[start + offset] as number);
      }
    }
  }
  return characters.reduce<Stretch[]>((stretches, character, index) => {
    const last = stretches.at(-1);
    const isHit = hits.has(index);
    if (last?.isHit === isHit) last.text += character;
    else stretches.push({ text: character, isHit });
    return stretches;
  }, []);
}
