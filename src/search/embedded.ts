import { FACETS, type Filters, type Found, type Hit, type Kind, NOTHING, type SearchEngine } from './engine.ts';
import {
  END,
  type Manifest,
  manifestPath,
  pagePath,
  type Shard,
  shardOf,
  shardPath,
  simplifiedOf,
  summed,
} from './layout.ts';
import { type Asked, askedBy } from './query.ts';
import { editsBetween, formsOf, type Run } from './text.ts';

/** Gives the text of a file of the index by its name. */
export type ReadFile = (name: string) => Promise<string>;

/** Of each document that holds something, how well: a title counts more than a name, a name more than other text. */
type Scores = Map<number, number>;

const TITLE_START = 12;
const TITLE = 7;
const NAME = 5;
const TEXT = 1;
/** What people mostly look for comes before what only mentions it. */
const WEIGHTS: Partial<Record<Kind, number>> = {
  mall: 1.4,
  guide: 1.5,
  alert: 1.1,
  standard: 1.1,
  entry: 0.8,
  law: 0.8,
  event: 0.7,
  campaign: 0.7,
  plan: 0.6,
};
/** What something taken for what was typed counts. */
const [SAME_MEANING, LIKE] = [0.8, 0.5];

/** Search in the browser over an index in files, of which a query reads the few that it needs. */
export async function embeddedEngine(read: ReadFile): Promise<SearchEngine> {
  const manifest = JSON.parse(await read(manifestPath)) as Manifest;
  const starts = summed(manifest.starts);
  const simplified = simplifiedOf(manifest.traditional);
  const cache = new Map<string, Promise<unknown>>();
  const load = <T>(name: string) => {
    let file = cache.get(name) as Promise<T> | undefined;
    if (file === undefined) {
      file = read(name).then((text) => JSON.parse(text) as T);
      cache.set(name, file);
      // What failed to load is asked for again next time.
      file.catch(() => cache.delete(name));
    }
    return file;
  };
  const shardFor = (token: string) => load<Shard>(shardPath(shardOf(token, manifest)));

  /** Number of the document that holds a unit. */
  function documentAt(unit: number): number {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function scored(units: number[], weight: number, into: Scores): void {
    for (const unit of units) {
      const document = documentAt(unit);
      const offset = unit - (starts[document] ?? 0);
      const place =
        offset === 0
          ? TITLE_START
          : offset < (manifest.titles[document] ?? 0)
            ? TITLE
            : offset < (manifest.names[document] ?? 0)
              ? NAME
              : TEXT;
      const value = place * weight;
      if (value > (into.get(document) ?? 0)) into.set(document, value);
    }
  }

  /** Units at which a row of signs begins. */
  async function hanUnits(text: string): Promise<number[]> {
    const signs = [...text];
    if (signs.length === 1) {
      const shard = await shardFor(text);
      return Object.keys(shard).flatMap((token) =>
        token.startsWith(text) && [...token].length === 2 ? summed(shard[token] ?? []) : [],
      );
    }
    // Every second pair covers the row; the last one reaches its end.
    const at = [...new Set([...Array(signs.length >> 1).keys()].map((n) => n * 2).concat(signs.length - 2))];
    const lists = await Promise.all(
      at.map(async (offset) => {
        const token = (signs[offset] ?? '') + (signs[offset + 1] ?? END);
        const units = summed((await shardFor(token))[token] ?? []);
        return units.map((unit) => unit - offset);
      }),
    );
    const [shortest = [], ...others] = lists.sort((a, b) => a.length - b.length);
    const sets = others.map((list) => new Set(list));
    return shortest.filter((unit) => sets.every((set) => set.has(unit)));
  }

  /** Units of a word as it is, as its beginning, and, where neither is there, of words that look like it. */
  async function wordScores(word: string, into: Scores): Promise<string[]> {
    const shard = await shardFor(word);
    const exact = formsOf(word).filter((token) => Object.hasOwn(shard, token));
    for (const token of exact) scored(summed(shard[token] ?? []), 1, into);
    const begins = Object.keys(shard).filter((token) => token.startsWith(word) && token !== word);
    for (const token of begins) scored(summed(shard[token] ?? []), exact.length > 0 ? LIKE : 0.9, into);
    if (exact.length > 0 || begins.length > 0) return [word, ...exact];
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    const alike =
      most === 0
        ? []
        : Object.keys(shard).filter((token) => token.length > 2 && editsBetween(word, token, most) <= most);
    for (const token of alike) scored(summed(shard[token] ?? []), LIKE, into);
    return alike;
  }

  async function runScores({ isHan, text }: Run): Promise<{ scores: Scores; marks: string[] }> {
    const scores: Scores = new Map();
    if (!isHan) return { scores, marks: await wordScores(text, scores) };
    scored(await hanUnits(text), 1, scores);
    return { scores, marks: [text] };
  }

  /** Units at which words stand one after the other, as they are. */
  async function phraseUnits(words: string[]): Promise<number[]> {
    const [first = [], ...others] = await Promise.all(
      words.map(async (word, offset) => {
        const shard = await shardFor(word);
        return formsOf(word).flatMap((token) => summed(shard[token] ?? []).map((unit) => unit - offset));
      }),
    );
    const sets = others.map((list) => new Set(list));
    return [...new Set(first)].filter((unit) => sets.every((set) => set.has(unit)));
  }

  /** Documents that hold all runs of an alternative; words that are known together, one after the other. */
  async function rowScores(runs: Run[]): Promise<{ scores: Scores; marks: string[] }> {
    if (runs.length > 1 && runs.every(({ isHan }) => !isHan)) {
      const scores: Scores = new Map();
      const words = runs.map(({ text }) => text);
      scored(await phraseUnits(words), 1, scores);
      if (scores.size > 0) return { scores, marks: words };
    }
    const [first, ...others] = await Promise.all(runs.map(runScores));
    if (first === undefined) return { scores: new Map(), marks: [] };
    const scores: Scores = new Map();
    for (const [document, score] of first.scores) {
      const rest = others.map((other) => other.scores.get(document));
      if (rest.every((value) => value !== undefined))
        scores.set(
          document,
          rest.reduce((sum, value) => sum + value, score),
        );
    }
    return { scores, marks: [first, ...others].flatMap(({ marks }) => marks) };
  }

  async function search(
    query: string,
    { filters = {}, offset = 0, limit = 10 }: { filters?: Filters; offset?: number; limit?: number } = {},
  ): Promise<Found> {
    const { written, meant } = askedBy(query, manifest.words, simplified);
    if (meant.length === 0) return NOTHING;
    const asWritten = written.length === 0 ? undefined : await answer(written);
    const { scores, isPartial, marks } =
      asWritten && asWritten.scores.size > 0 && !asWritten.isPartial ? asWritten : await answer(meant);
    const found = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([document]) => document);
    const kept = found.filter((document) => passes(document, filters));
    const hits = await Promise.all(kept.slice(offset, offset + limit).map(hitAt));
    return { total: kept.length, hits, facets: countFacets(found, filters), marks: [...new Set(marks)], isPartial };
  }

  /** Documents that hold what is asked for, with their scores. */
  async function answer(asked: Asked[]): Promise<{ scores: Scores; isPartial: boolean; marks: string[] }> {
    const marks: string[] = [];
    const parts = await Promise.all(
      asked.map(async ({ alternatives, isRest }) => {
        const best: Scores = new Map();
        const rows = await Promise.all(alternatives.map(rowScores));
        rows.forEach((row, at) => {
          if (row.scores.size > 0) marks.push(...row.marks);
          for (const [document, score] of row.scores) {
            const value = score * (at === 0 ? 1 : SAME_MEANING);
            if (value > (best.get(document) ?? 0)) best.set(document, value);
          }
        });
        if (best.size > 0 || !isRest || asked.length < 2) return best;
        const texts = await cutFurther(alternatives[0]?.[0]);
        const pieces = await Promise.all(texts.map((text) => runScores({ isHan: true, text })));
        marks.push(...pieces.flatMap((piece) => piece.marks));
        return together(
          pieces.map(({ scores }) => scores),
          manifest.count,
        ).scores;
      }),
    );
    const { scores, isPartial } = together(parts, manifest.count);
    const { values, of } = manifest.facets.kind;
    for (const [document, score] of scores) {
      scores.set(document, score * (WEIGHTS[values[of[document] ?? -1] as Kind] ?? 1));
    }
    return { scores, isPartial, marks };
  }

  /** What is left between known words, cut into the longest pieces that stand somewhere; [] where one does not. */
  async function cutFurther(run: Run | undefined): Promise<string[]> {
    const pieces: string[] = [];
    if (run === undefined || !run.isHan) return pieces;
    for (let rest = run.text; rest.length > 1; ) {
      let length = rest.length;
      while (length > 1 && (await hanUnits(rest.slice(0, length))).length === 0) length -= 1;
      if (length < 2) return [];
      pieces.push(rest.slice(0, length));
      rest = rest.slice(length);
    }
    return pieces;
  }

  async function hitAt(document: number): Promise<Hit> {
    const hits = await load<Hit[]>(pagePath(Math.floor(document / manifest.page)));
    const hit = hits[document % manifest.page];
    if (hit === undefined) throw new Error(`The index has no document ${document}.`);
    return hit;
  }

  function passes(document: number, filters: Filters, except?: string): boolean {
    return FACETS.every((name) => {
      const wanted = filters[name];
      const { values, of } = manifest.facets[name];
      return wanted === undefined || name === except || values[of[document] ?? -1] === wanted;
    });
  }

  function countFacets(found: number[], filters: Filters): Found['facets'] {
    const facets: Found['facets'] = { kind: {}, area: {}, year: {} };
    for (const name of FACETS) {
      const { values, of } = manifest.facets[name];
      for (const document of found) {
        const value = values[of[document] ?? -1];
        if (value !== undefined && passes(document, filters, name))
          facets[name][value] = (facets[name][value] ?? 0) + 1;
      }
    }
    return facets;
  }

  return { search };
}

/** Fewest things asked for of which a part may do, where nothing holds all. */
const FEWEST_FOR_PART = 3;

/**
 * Documents that hold everything asked for; rare things weigh more. Where nothing does and enough was asked, those
 * that hold two thirds of it.
 */
function together(parts: Scores[], count: number): { scores: Scores; isPartial: boolean } {
  const held: Map<number, { score: number; parts: number }> = new Map();
  for (const part of parts) {
    const rarity = 1 + Math.log2(1 + count / (1 + part.size)) / 4;
    for (const [document, score] of part) {
      const one = held.get(document) ?? { score: 0, parts: 0 };
      held.set(document, { score: one.score + score * rarity, parts: one.parts + 1 });
    }
  }
  const holding = (least: number): Scores =>
    new Map(
      [...held].filter(([, one]) => one.parts >= least).map(([document, one]) => [document, one.score * one.parts]),
    );
  const whole = holding(parts.length);
  if (whole.size > 0 || parts.length < FEWEST_FOR_PART) return { scores: whole, isPartial: false };
  return { scores: holding(Math.ceil((parts.length * 2) / 3)), isPartial: true };
}
