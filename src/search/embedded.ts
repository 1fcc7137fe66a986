import type { SearchDocument } from './documents.ts';
import type { SearchEngine } from './engine.ts';
import { normalise, wordsOf } from './text.ts';

/** Search in the browser over documents already loaded: no server, no index. */
export function embeddedEngine(documents: SearchDocument[]): SearchEngine {
  const prepared = documents.map((document) => ({
    document,
    names: [document.title, ...document.names].map(normalise),
    text: normalise([document.title, ...document.names, document.note, document.text].join('\n')),
  }));
  return {
    async search(query) {
      const words = wordsOf(query);
      if (words.length === 0) return [];
      return prepared
        .filter(({ text }) => words.every((word) => holds(text, word)))
        .map((entry, order) => ({ ...entry, order, rank: rank(entry.names, words) }))
        .sort((a, b) => a.rank - b.rank || a.order - b.order)
        .map(({ document }) => document);
    },
  };
}

/** 0: a name begins with the query; 1: one name holds all its words; 2: found elsewhere. */
function rank(names: string[], words: string[]): number {
  const query = words.join(' ');
  if (names.some((name) => name.startsWith(query))) return 0;
  return names.some((name) => words.every((word) => holds(name, word))) ? 1 : 2;
}

// One or two Latin letters stand inside almost any word, so they count only where a word begins.
// Chinese writes no spaces: there any part counts, from one character on.
function holds(text: string, word: string): boolean {
  if (!/^[a-z0-9]{1,2}$/.test(word)) return text.includes(word);
  return new RegExp(`(?<![a-z0-9])${word}`).test(text);
}
