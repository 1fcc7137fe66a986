import { normalise, runsOf } from './text.ts';

/**
 * Chinese as words of letters, so that no engine cuts it by a dictionary of its own: each pair of signs that stand
 * together, written by their numbers. 预付卡 is two words, and is found as two words in a row.
 */
export function gramsOf(text: string, traditional: Readonly<Record<string, string>> = {}): string {
  const simple = [...normalise(text)].map((sign) => traditional[sign] ?? sign).join('');
  return runsOf(simple)
    .flatMap(({ isHan, text: run }) => (isHan ? pairsOf(run) : []))
    .join(' ');
}

/** The pairs of a row of signs; of one sign alone, the sign. */
export function pairsOf(run: string): string[] {
  const signs = [...run].map((sign) => (sign.codePointAt(0) ?? 0).toString(36));
  return signs.length === 1 ? [`h${signs[0]}`] : signs.slice(1).map((sign, at) => `h${signs[at]}z${sign}`);
}
