import { editsBetween, normalise, type Run, runsOf } from './text.ts';

/** Words about words, of one language: content/search/<locale>.yml. */
export interface SearchWords {
  /** Ask or join and say nothing themselves: 怎么办, how, cómo. */
  stop: string[];
  /** Each group means the same to someone who searches. */
  same: string[][];
}

/** A thing asked for: any of its alternatives will do. An alternative is a row of runs, best one after the other. */
export interface Asked {
  alternatives: Run[][];
  /** Not known as a word: where it stands nowhere as it is, it may be cut further. */
  isRest: boolean;
}

/** Simplified for traditional signs, those of the corpus alone: 匯 → 汇. */
export type Simplified = Readonly<Record<string, string>>;

/** A query as it stands, and as it is meant. */
export interface Query {
  /** Its rows of signs and words in one piece each; empty where the query is made of known words alone. */
  written: Asked[];
  /** Cut where known words begin and end, with all that means the same; words that only ask are dropped. */
  meant: Asked[];
}

/** Particles that end or begin a question and are dropped there alone; within a row they belong to it. */
const BEGIN = /^[我想请被]+(?=.{2})/u;
const AFTER = /(?<=.{2})[吗呢了的啊吧么]+$/u;

/**
 * What a query asks for. Chinese is written without spaces: a row of signs that stands somewhere is taken as it is.
 * Otherwise it is cut where known words begin and end, the longest first, and what is left between has to stand.
 */
export function askedBy(query: string, words: SearchWords, simplified: Simplified = {}): Query {
  const normal = [...normalise(query)].map((sign) => simplified[sign] ?? sign).join('');
  const known = wordsKnown(words);
  const longest = Math.max(1, ...[...known.keys()].map((word) => word.length));
  const runs = runsOf(normal);
  const parts = runs.flatMap((run) => (run.isHan ? cutHan(run.text, known, longest) : [corrected(run.text, known)]));
  const phrases = joinKnown(parts, known);
  const meaning = phrases.filter((phrase) => known.get(phrase) !== 'stop');
  const isKnown = phrases.every((phrase) => known.has(phrase)) || !runs.some(({ isHan }) => isHan);
  return {
    written: isKnown ? [] : runs.map((run) => ({ alternatives: [[run]], isRest: false })),
    meant: [...new Set(meaning.length > 0 ? meaning : phrases)].map((phrase) => {
      const group = known.get(phrase);
      const all = Array.isArray(group) ? [phrase, ...group.filter((word) => word !== phrase)] : [phrase];
      return { alternatives: all.map(runsOf), isRest: group === undefined };
    }),
  };
}

/** A word of letters that nobody knows, but that is one edit away from a word with others of its meaning. */
function corrected(word: string, known: Known): string {
  if (word.length < 6 || known.has(word)) return word;
  return (
    [...known.keys()].find((one) => one[0] === word[0] && one.length > 5 && editsBetween(word, one, 1) === 1) ?? word
  );
}

type Known = Map<string, 'stop' | string[]>;

function wordsKnown({ stop, same }: SearchWords): Known {
  const known: Known = new Map();
  for (const group of same) {
    const normal = group.map((word) =>
      runsOf(normalise(word))
        .map(({ text }) => text)
        .join(' '),
    );
    for (const word of normal) known.set(word, normal);
  }
  for (const word of stop) known.set(normalise(word), 'stop');
  return known;
}

/** Cuts a row of signs: known words by the longest match, the rest in one piece each. */
function cutHan(row: string, known: Known, longest: number): string[] {
  const text = row.replace(BEGIN, '').replace(AFTER, '');
  const parts: string[] = [];
  let rest = '';
  for (let at = 0; at < text.length; ) {
    let length = Math.min(longest, text.length - at);
    while (length > 1 && !known.has(text.slice(at, at + length))) length -= 1;
    if (length > 1) {
      if (rest !== '') parts.push(rest);
      parts.push(text.slice(at, at + length));
      rest = '';
      at += length;
    } else {
      rest += text[at];
      at += 1;
    }
  }
  return rest === '' ? parts : [...parts, rest];
}

/** Puts words of letters together where they are known together, as in “consumer council”. */
function joinKnown(parts: string[], known: Known): string[] {
  const joined: string[] = [];
  for (let at = 0; at < parts.length; ) {
    let count = Math.min(4, parts.length - at);
    while (count > 1 && !known.has(parts.slice(at, at + count).join(' '))) count -= 1;
    joined.push(parts.slice(at, at + count).join(' '));
    at += count;
  }
  return joined;
}
