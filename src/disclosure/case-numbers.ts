import { hash } from 'node:crypto';

/** A row seen before under a case number. */
export interface Seen {
  line: number;
  /** Marks of what the row said: of its business, and of all the rest. */
  firm: number;
  rest: number;
}

/** The case numbers of a file, each with the row that has it. */
export interface CaseNumbers {
  /** The row with that number; undefined where there is none yet. */
  seen: (id: string) => Seen | undefined;
  remember: (id: string, row: Seen) => void;
}

/**
 * Keeps 96 bits of a hash, the line and two marks for each number in one flat table, 24 bytes a place: a million
 * numbers take 48 MB where a Map of texts takes 150 and more. Two numbers of a file falling together is less likely than a broken disk.
 */
export function caseNumbers(): CaseNumbers {
  let places = 1 << 12;
  let table = new Int32Array(places * WORDS);
  let taken = 0;
  let asked: { id: string; words: Words } = { id: '', words: wordsOf('') };

  /** Start of the place that holds the hash, or of the free one where it belongs. */
  const placeOf = (a: number, b: number, c: number): number => {
    let place = (a >>> 0) % places;
    while (true) {
      const at = place * WORDS;
      if (table[at + LINE] === 0) return at;
      if (table[at] === a && table[at + 1] === b && table[at + 2] === c) return at;
      place = (place + 1) % places;
    }
  };
  const put = (row: Place): void => {
    table.set(row, placeOf(row[0], row[1], row[2]));
  };
  const grow = (): void => {
    const old = table;
    places *= 2;
    table = new Int32Array(places * WORDS);
    for (let at = 0; at < old.length; at += WORDS) {
      const [a = 0, b = 0, c = 0, line = 0, firm = 0, rest = 0] = old.subarray(at, at + WORDS);
      if (line !== 0) put([a, b, c, line, firm, rest]);
    }
  };

  return {
    seen(id) {
      // The number asked for is most often remembered next.
      asked = { id, words: wordsOf(id) };
      const at = placeOf(...asked.words);
      const [line = 0, firm = 0, rest = 0] = table.subarray(at + LINE, at + WORDS);
      return line === 0 ? undefined : { line, firm, rest };
    },
    remember(id, { line, firm, rest }) {
      if (taken * 4 >= places * 3) grow();
      put([...(asked.id === id ? asked.words : wordsOf(id)), line, firm, rest]);
      taken += 1;
    },
  };
}

type Words = [number, number, number];
type Place = [...Words, number, number, number];

const WORDS = 6;
const LINE = 3;

function wordsOf(id: string): Words {
  const bytes = hash('sha1', id, 'buffer');
  return [bytes.readInt32LE(0), bytes.readInt32LE(4), bytes.readInt32LE(8)];
}

/** A mark of some texts: 32 bits of FNV-1a, enough to tell a copied row from one that says something else. */
export function markOf(texts: readonly string[]): number {
  let mark = 0x811c9dc5;
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193);
    mark = Math.imul(mark ^ 0x1f, 0x01000193);
  }
  return mark | 0;
}
