import { isAscii } from 'node:buffer';
import type { Encoding } from './table.ts';

type Kind = (typeof KINDS)[number];

/**
 * The encoding in which most words of a text make sense. Each cell that is not ASCII has as many votes as bytes beyond
 * it, and gives them to one encoding; where two make sense of it the choice is not sure.
 */
export function mostLikely(text: Uint8Array, isUtf8: boolean): { encoding: Encoding; isSure: boolean } {
  const votes: Record<Kind, number> = { 'utf-8': 0, gb18030: 0, 'windows-1252': 0 };
  let doubtful = 0;
  for (const cell of cellsOf(text)) {
    const kinds = kindsOf(Buffer.from(cell, 'latin1'));
    const [kind] = kinds;
    if (kind === undefined) continue;
    const weight = Math.min(MOST_VOTES, cell.replace(/[\0-\x7f]/g, '').length);
    votes[kind] += weight;
    if (kinds.length > 1) doubtful += weight;
  }
  if (isUtf8) {
    const encoding = votes.gb18030 > votes['utf-8'] ? 'gb18030' : 'utf-8';
    return { encoding, isSure: votes.gb18030 === 0 };
  }
  const most = Math.max(...Object.values(votes));
  const whole = votes['utf-8'] + votes.gb18030 + votes['windows-1252'];
  if (most === 0) {
    return { encoding: decoded(text, 'gb18030') === undefined ? 'windows-1252' : 'gb18030', isSure: false };
  }
  const encoding = KINDS.find((kind) => votes[kind] === most) ?? 'windows-1252';
  return { encoding, isSure: most * 10 >= whole * 9 && doubtful * 2 < whole };
}

/** The different cells with more than ASCII, byte by byte. A bar does not part them: it is a half of some characters. */
function cellsOf(text: Uint8Array): string[] {
  const cells = new Set<string>();
  for (const cell of Buffer.from(text)
    .toString('latin1')
    .split(/[,;\t"\r\n]+/)) {
    if (/[^\0-\x7f]/.test(cell)) cells.add(cell);
    if (cells.size >= MOST_CELLS) break;
  }
  return [...cells];
}

/** The encodings that make sense of a cell, the likeliest first. */
function kindsOf(cell: Uint8Array): Kind[] {
  const utf8 = isText(decoded(cell, 'utf-8'));
  const latin = isLatin(decoded(cell, 'windows-1252'));
  const run = longestChinese(cell);
  const chinese: Kind[] = run > 0 ? ['gb18030'] : [];
  if (utf8) return ['utf-8', ...(run > 1 ? chinese : [])];
  if (!latin || run === 0) return latin ? ['windows-1252'] : chinese;
  // One sign among Latin letters may be two accents: A延N is AÑÓN.
  const hasLetters = cell.some((byte) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);
  return run > 1 || !hasLetters ? ['gb18030', 'windows-1252'] : ['windows-1252', 'gb18030'];
}

/** The most signs in a row that GB 2312 has; 0 where the cell is not written in them, or hardly. */
function longestChinese(cell: Uint8Array): number {
  if (decoded(cell, 'gb18030') === undefined) return 0;
  let [longest, run, signs, rare] = [0, 0, 0, 0];
  for (let at = 0; at < cell.length; at += 1) {
    const [lead = 0, trail = 0] = [cell[at], cell[at + 1]];
    if (lead < 0x80) {
      run = 0;
      continue;
    }
    // Rows 16 to 87 are Chinese signs, 1 and 3 punctuation and wide letters.
    const isSign = lead >= 0xb0 && lead <= 0xf7 && trail >= 0xa1;
    if (isSign) signs += 1;
    else if (!((lead === 0xa1 || lead === 0xa3) && trail >= 0xa1)) rare += 1;
    run = isSign ? run + 1 : 0;
    longest = Math.max(longest, run);
    // Four bytes have a digit second.
    at += trail >= 0x30 && trail <= 0x39 ? 3 : 1;
  }
  return rare * 3 > signs ? 0 : longest;
}

/** Whether a text is written in one script word by word: Latin, or one of those that take three bytes. */
function isText(text: string | undefined): boolean {
  if (text === undefined) return false;
  if (/[\u0800-\ud7ff\uf900-\ufffd]|[\ud800-\udbff][\udc00-\udfff]/.test(text)) return true;
  if (isLatin(text)) return true;
  return OTHER_SCRIPTS.some((letters) => isAscii(Buffer.from(text.replace(letters, ''))));
}

/** Whether the letters with accents stand in words as Latin languages write them. */
function isLatin(text: string | undefined): boolean {
  if (text === undefined || STRANGE.test(text)) return false;
  const hasLetters = /[a-z]/i.test(text);
  for (const [word] of text.matchAll(/\p{L}+/gu)) {
    if (!/[^\0-\x7f]/.test(word)) continue;
    if (!/^(\p{Lu}*|\p{Lu}?\p{Ll}*)$/u.test(word)) return false;
    if (!/[a-z]/i.test(word) && word.length > (hasLetters ? 2 : 0)) return false;
  }
  return true;
}

function decoded(bytes: Uint8Array, encoding: Kind): string | undefined {
  const text = new TextDecoder(encoding).decode(bytes);
  return text.includes('\ufffd') || (encoding === 'windows-1252' && /[\u0081\u008d\u008f\u0090\u009d]/.test(text))
    ? undefined
    : text;
}

const KINDS = ['utf-8', 'gb18030', 'windows-1252'] as const;
/** What is neither ASCII nor a Latin letter nor a sign of European texts. */
const STRANGE = /(?!¥\s?\d)[^\0-\x7fÀ-ÖØ-öø-\u017f€‚„…‘’“”•–—™¡¿«»°ºª·§®´½¼¾²³£\u00a0]/;
const OTHER_SCRIPTS = [/[\u0370-\u03ff]+/g, /[\u0400-\u045f]+/g, /[\u0590-\u06ff]+/g];
const MOST_CELLS = 5000;
/** Of one cell, so that a long story does not speak for a whole file. */
const MOST_VOTES = 20;
