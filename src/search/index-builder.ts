import type { SearchDocument } from './documents.ts';
import type { Hit } from './engine.ts';
import { differences, END, type Manifest, manifestPath, pagePath, type Shard, shardOf, shardPath } from './layout.ts';
import type { SearchWords } from './query.ts';
import { formsOf, normalise, runsOf } from './text.ts';

export interface IndexSources {
  words: SearchWords;
  /** Traditional sign → simplified, for all signs. */
  traditional: Readonly<Record<string, string>>;
  /** Readings of a Chinese name as words: joined and by initials. */
  readings: (name: string) => string[];
}

/** About as many units to a shard; a query reads one or two for each of its words. */
const UNITS_PER_SHARD = 1500;
const MOST_SHARDS = 4096;
const PAGE = 12;
/** From so many documents on, words are spread by two letters. */
const MANY = 1500;

/** The files of an embedded index, by name: a manifest, shards of tokens, and pages of results. */
export function buildIndex(documents: SearchDocument[], sources: IndexSources): Map<string, string> {
  const tokens = new Map<string, number[]>();
  const [starts, titles, names]: [number[], number[], number[]] = [[], [], []];
  const seen = new Set<string>();
  let unit = 0;

  const put = (token: string, at: number) => {
    const list = tokens.get(token);
    if (list === undefined) tokens.set(token, [at]);
    else if (list.at(-1) !== at) list.push(at);
  };
  /** Words that stand beside a text and take no room in it: readings of a name. */
  const putWords = (words: string[], at: number) => {
    for (const word of words) put(word, at);
  };
  const putText = (text: string) => {
    const simple = [...normalise(text)].map((sign) => sources.traditional[sign] ?? sign).join('');
    for (const { isHan, text: run } of runsOf(simple)) {
      if (!isHan) {
        putWords(formsOf(run), unit);
        unit += 1;
        continue;
      }
      const signs = [...run];
      signs.forEach((sign, at) => {
        seen.add(sign);
        put(sign + (signs[at + 1] ?? END), unit + at);
      });
      unit += signs.length;
    }
    // A gap, so that no row of signs reaches over the end of a field.
    unit += 1;
  };

  for (const document of documents) {
    const start = unit;
    starts.push(start);
    putWords([document.title, ...document.names].flatMap(sources.readings), start);
    putText(document.title);
    titles.push(unit - start);
    for (const name of document.names) putText(name);
    names.push(unit - start);
    putText(document.note);
    putText(document.text);
    putText(document.body);
  }

  const files = new Map<string, string>();
  const count = Math.min(MOST_SHARDS, Math.max(1, Math.ceil(unit / UNITS_PER_SHARD)));
  const places = { letters: documents.length > MANY ? 2 : 1, shards: count };
  const shards = Array.from({ length: count }, (): Shard => ({}));
  for (const [token, list] of tokens) {
    // Readings are put in before the text of their document, so a list may be out of order by a little.
    const shard = shards[shardOf(token, places)];
    if (shard) shard[token] = differences(list.sort((a, b) => a - b));
  }
  for (const [at, shard] of shards.entries()) files.set(shardPath(at), JSON.stringify(shard));
  for (let page = 0; page * PAGE < documents.length; page += 1) {
    const hits = documents.slice(page * PAGE, (page + 1) * PAGE).map(hitOf);
    files.set(pagePath(page), JSON.stringify(hits));
  }
  const traditional = Object.entries(sources.traditional).filter(([, simple]) => seen.has(simple));
  const manifest: Manifest = {
    count: documents.length,
    starts: differences(starts),
    titles,
    names,
    facets: {
      kind: facet(documents.map(({ kind }) => kind)),
      area: facet(documents.map(({ area }) => area)),
      year: facet(documents.map(({ year }) => year)),
    },
    ...places,
    page: PAGE,
    words: sources.words,
    traditional: traditional.flat().join(''),
  };
  return files.set(manifestPath, JSON.stringify(manifest));
}

function hitOf({ kind, href, title, names, note, text }: SearchDocument): Hit {
  return { kind, href, title, names, note, text };
}

function facet(of: (string | undefined)[]): Manifest['facets']['kind'] {
  const values = [...new Set(of)].filter((value) => value !== undefined).sort();
  return { values, of: of.map((value) => (value === undefined ? -1 : values.indexOf(value))) };
}
