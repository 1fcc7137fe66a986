/** Text as it is compared: width, case and accents do not matter, so "Ｃafé" is found by "cafe". */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

/** The words of a text that are parted by spaces and stops, normalised; none is repeated. */
export function wordsOf(text: string): string[] {
  return [...new Set(normalise(text).split(/[\s,.;:·，。；：、]+/u))].filter((word) => word !== '');
}

/** A stretch of text that is compared as one: Chinese signs in a row, or one word of letters and digits. */
export interface Run {
  isHan: boolean;
  text: string;
}

const RUNS = /(\p{Script=Han}+)|([\p{L}\p{N}]+)/gu;

/** The runs of a text that is normalised already; everything else only parts them. */
export function runsOf(normal: string): Run[] {
  // Chinese within a word of letters, as in 3楼, is a run of its own.
  return [...normal.matchAll(RUNS)].flatMap(([, han, word]): Run[] => {
    if (han !== undefined) return [{ isHan: true, text: han }];
    return (word ?? '')
      .split(/(\p{Script=Han}+)/u)
      .flatMap((part) => (part === '' ? [] : [{ isHan: isHan(part), text: part }]));
  });
}

function isHan(text: string): boolean {
  return /^\p{Script=Han}/u.test(text);
}

/** A word and what it may be the plural of, in English and Spanish alike: cards, prices, reclamaciones, luces. */
export function formsOf(word: string): string[] {
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss')) return [word];
  const forms = [word, word.slice(0, -1)];
  if (word.endsWith('es') && word.length > 4) forms.push(word.slice(0, -2));
  if (word.endsWith('ces')) forms.push(`${word.slice(0, -3)}z`);
  return forms;
}

/** Edits between two words: a letter more, less, other, or two swapped; counted up to `most`. */
export function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      row.push(edits);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length] ?? most + 1;
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
