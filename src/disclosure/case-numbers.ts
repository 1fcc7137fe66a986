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
  /** Keeps a number that was not seen. */
  remember: (id: string, row: Seen) => void;
}

/**
 * Keeps the numbers themselves one behind the other in one block of bytes, what belongs to each in a flat list of 24
 * bytes a row, and in a flat table of 4 bytes a place which row is there: a million numbers take some 60 MB where a Map of
 * texts takes 150 and more. With as many numbers as `expected` nothing has to be moved.
 */
export function caseNumbers(expected = 0): CaseNumbers {
  let bytes = Buffer.allocUnsafe(1 << 16);
  let end = 0;
  let places = 1 << 12;
  while (mostRows(places) < expected) places *= 2;
  /** A row's number from 1 on, at the place that its mark says or the next free one; 0 where there is none. */
  let table = new Int32Array(places);
  let rows = new Int32Array(mostRows(places) * WORDS);
  let taken = 0;
  let asked = { id: '', mark: 0, place: 0, length: 0 };

  /** Writes a number behind the others, where it stays only if it is remembered, and finds its place. */
  const find = (id: string): void => {
    if (end + id.length * 3 > bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, end + id.length * 3));
      bytes.copy(larger, 0, 0, end);
      bytes = larger;
    }
    const length = bytes.write(id, end);
    const mark = markOf([id]);
    let place = mark & (places - 1);
    for (let row = table[place] ?? 0; row !== 0 && !isOf(row, mark, length); row = table[place] ?? 0) {
      place = (place + 1) & (places - 1);
    }
    asked = { id, mark, place, length };
  };
  const isOf = (row: number, mark: number, length: number): boolean => {
    const at = (row - 1) * WORDS;
    if (rows[at + MARK] !== mark || rows[at + LENGTH] !== length) return false;
    const start = rows[at + START] ?? 0;
    return bytes.compare(bytes, end, end + length, start, start + length) === 0;
  };
  const grow = (): void => {
    places *= 2;
    table = new Int32Array(places);
    const before = rows;
    rows = new Int32Array(mostRows(places) * WORDS);
    rows.set(before);
    for (let row = 1; row <= taken; row += 1) {
      let place = (rows[(row - 1) * WORDS + MARK] ?? 0) & (places - 1);
      while (table[place] !== 0) place = (place + 1) & (places - 1);
      table[place] = row;
    }
  };

  return {
    seen(id) {
      find(id);
      const row = table[asked.place] ?? 0;
      if (row === 0) return undefined;
      const at = (row - 1) * WORDS;
      return { line: rows[at + LINE] ?? 0, firm: rows[at + FIRM] ?? 0, rest: rows[at + REST] ?? 0 };
    },
    remember(id, { line, firm, rest }) {
      if (taken === mostRows(places)) {
        grow();
        find(id);
      } else if (asked.id !== id) find(id);
      const { mark, place, length } = asked;
      const at = taken * WORDS;
      rows[at + MARK] = mark;
      rows[at + START] = end;
      rows[at + LENGTH] = length;
      rows[at + LINE] = line;
      rows[at + FIRM] = firm;
      rows[at + REST] = rest;
      end += length;
      taken += 1;
      table[place] = taken;
    },
  };
}

/** A table fuller than this is slow to search. */
function mostRows(places: number): number {
  return (places * 3) / 4;
}

/** A row: mark of the number, where its bytes start and how many they are, line, and the marks of what the row said. */
const [MARK, START, LENGTH, LINE, FIRM, REST, WORDS] = [0, 1, 2, 3, 4, 5, 6];

/** A mark of some texts: 32 bits of FNV-1a, enough to tell a copied row from one that says something else. */
export function markOf(texts: readonly string[]): number {
  let mark = 0x811c9dc5;
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193);
    mark = Math.imul(mark ^ 0x1f, 0x01000193);
  }
  return mark | 0;
}
