import { type Decisions, mallSaidOf } from './decisions.ts';
import { isOneEditApart, wordsOf } from './names.ts';
import { namesOf, type Register } from './register.ts';

/** A registered mall that a name may mean. */
export interface Likeness {
  id: string;
  /** Of its names, the one that is most alike. */
  name: string;
  /** From 0 to 1: 1 is the same once legal suffix and script are put aside. */
  score: number;
}

/** For a name, and the mall it is of if it is of one: the other malls it may mean, the likest first. */
export type LikenessFinder = (name: string, own?: string) => Likeness[];

/**
 * Makes the search for the malls that a name may mean. It compares names without legal suffix and in simplified
 * characters: then without the name of a branch or a floor, without a word such as 广场, one within the other, and by
 * the pairs of letters they share (Dice 1945, doi.org/10.2307/1932409), where a pair that more names have than a mall
 * has spellings, as those of "furniture" among a city's businesses, weighs less. None is ever taken for the same: an
 * officer decides. Names are filed under what they may share, so that a name is compared only with those it meets there.
 */
export function likenessFinder(register: Register, decisions: Decisions): LikenessFinder {
  const filed = [...register.malls]
    .flatMap(([id, mall]) =>
      namesOf(mall).map((name) => ({ id: mallSaidOf(decisions, name) ?? id, name, ...shapeOf(name) })),
    )
    .slice(0, MOST_NAMES);
  const places = new Map<string, number[]>();
  filed.forEach((shape, position) => {
    for (const key of [...shape.pairs, ...keysOf(shape)]) {
      const there = places.get(key);
      if (there === undefined) places.set(key, [position]);
      else there.push(position);
    }
  });
  const weigh = (pair: string) => Math.min(1, MOST_SPELLINGS / (places.get(pair)?.length ?? 1));
  const weights = filed.map(({ pairs }) => sum(pairs.map(weigh)));
  // Of each filed name one more than the pairs it shares with the name asked for, and 0 where they have not met.
  const met = new Uint32Array(filed.length);
  const sharedWeights = new Float64Array(filed.length);

  return (name, own) => {
    const asked = shapeOf(name);
    const found: number[] = [];
    const meet = (key: string, pairs: 0 | 1, weight: number) => {
      for (const position of places.get(key) ?? []) {
        if (met[position] === 0) {
          found.push(position);
          met[position] = 1;
          sharedWeights[position] = 0;
        }
        met[position] = (met[position] ?? 0) + pairs;
        sharedWeights[position] = (sharedWeights[position] ?? 0) + weight;
      }
    };
    for (const pair of asked.pairs) meet(pair, 1, weigh(pair));
    for (const key of keysOf(asked)) meet(key, 0, 0);
    const weight = sum(asked.pairs.map(weigh));

    const best = new Map<string, Likeness>();
    for (const position of found) {
      const other = filed[position];
      const shared = (met[position] ?? 1) - 1;
      met[position] = 0;
      if (other === undefined || other.id === own) continue;
      const dice = Math.min(
        (2 * shared) / (asked.pairs.length + other.pairs.length),
        (2 * (sharedWeights[position] ?? 0)) / (weight + (weights[position] ?? 0)),
      );
      const score = scoreOf(asked, other, shared, dice);
      if (score >= LEAST && score > (best.get(other.id)?.score ?? 0)) {
        best.set(other.id, { id: other.id, name: other.name, score });
      }
    }
    return [...best.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  };
}

/** What of a name is compared. */
interface Shape {
  /** Its words with a space around each; a Han character is a word. */
  text: string;
  words: number;
  /** The words without spaces; empty for a name without a letter. */
  bare: string;
  /** The same without a branch or a floor. */
  branchless: string;
  /** The words without those that any mall may have; empty where nothing telling is left. */
  stem: string;
  /** Neighbouring letters; what comes a second time is told from the first. */
  pairs: string[];
}

function shapeOf(name: string): Shape {
  const words = wordsOf(name);
  const text = ` ${words.join(' ')} `;
  const bare = words.join('');
  const stem = text.replace(VENUE, ' ').trim();
  return {
    text,
    words: words.length,
    bare,
    branchless: wordsOf(withoutBranch(name)).join(''),
    stem: isTelling(stem, 2) ? stem : '',
    pairs: pairsOf(bare),
  };
}

/** Where a name is filed besides its pairs. A name of one letter has none. */
function keysOf({ bare, branchless, stem }: Shape): string[] {
  return [`bare ${bare}`, `branch ${branchless}`, `stem ${stem}`].filter((key) => !key.endsWith(' '));
}

function scoreOf(a: Shape, b: Shape, shared: number, dice: number): number {
  if (a.bare === b.bare) return 1;
  const [fewer, more] = [Math.min(a.pairs.length, b.pairs.length), Math.max(a.pairs.length, b.pairs.length)];
  const score = Math.max(
    a.branchless.length >= 3 && a.branchless === b.branchless ? 0.95 : 0,
    // Two letters that changed places take three pairs with them.
    more >= 5 && more - fewer <= 1 && shared >= more - 3 && isSlip(a.bare, b.bare) ? 0.9 : 0,
    shared === fewer ? partLikeness(a, b) : 0,
    a.stem !== '' && a.stem === b.stem ? 0.7 : 0,
    dice >= LEAST && !haveOtherNumbers(a.bare, b.bare) ? Math.min(dice, 0.99) : 0,
  );
  return Math.round(score * 100) / 100;
}

/** "上海金桥广场3楼" holds 金桥广场 whole, "金桥广场 Golden Bridge Plaza" too: the more of it, the likelier. */
function partLikeness(a: Shape, b: Shape): number {
  const [part, whole] = a.words < b.words ? [a, b] : [b, a];
  if (part.stem === '' || !isTelling(part.text, 3) || !whole.text.includes(part.text)) return 0;
  return 0.6 + (0.39 * part.words) / whole.words;
}

/** Whether words say enough to know a mall by: some Han characters, or a word of a few letters. */
function isTelling(text: string, least: number): boolean {
  const letters = text.replaceAll(' ', '');
  const han = letters.replace(/\P{Script=Han}/gu, '').length;
  return han >= least || letters.length - han >= 4;
}

/** In a short name every letter tells: 星河里 and 星云里 are two malls. */
function isSlip(a: string, b: string): boolean {
  const isLong = [a, b].every((name) => name.length >= (/\p{Script=Han}/u.test(name) ? 6 : 8));
  return isLong && !haveOtherNumbers(a, b) && isOneEditApart(a, b);
}

/** "Parking 12" and "Parking 13" are two places. */
function haveOtherNumbers(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => text.replace(/\P{N}+/gu, ' ').trim());
  return left !== '' && right !== '' && left !== right;
}

const LONGEST_NAME = 300;

/** "梧桐里（徐汇店）", "梧桐里-田林店", "梧桐里3楼", "Plane Tree Lane (North)" → the name before. */
function withoutBranch(name: string): string {
  // One space for many, and no name longer than a sentence: the patterns below try every place of both.
  const short = name.slice(0, LONGEST_NAME).normalize('NFKC').replace(/\s+/g, ' ').trim();
  const plain = short.replace(FLOOR, '').trim();
  return plain.replace(/ ?\([^()]*\)$/, '').replace(/ ?[-–—·] ?[^-–—·]*店$/, '');
}

function pairsOf(text: string): string[] {
  const seen = new Map<string, number>();
  const letters = [...text];
  return letters.slice(1).map((letter, at) => {
    const pair = `${letters[at]}${letter}`;
    const before = seen.get(pair) ?? 0;
    seen.set(pair, before + 1);
    return before === 0 ? pair : `${pair}${before}`;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((whole, each) => whole + each, 0);
}

/** Words that say what kind of place it is, not which. */
const VENUE_WORDS = [
  ...['购物中心', '购物广场', '购物公园', '商业中心', '商业广场', '商业街', '专业市场', '批发市场', '市场', '广场'],
  ...['花园', '公园', '中心', '商城', '商场', '商厦', '百货', '大厦', '大楼', '天地'],
].map((word) => [...word].join(' '));
const VENUE = new RegExp(
  `(?: (?:${[...VENUE_WORDS, '(?:shopping )?(?:mall|plaza|square|cent(?:er|re)|market|arcade)'].join('|')}))+ $`,
  'u',
);
const FLOOR =
  /(?:地下|负)?(?:[bl]?\d{1,2}|[一二三四五六七八九十]{1,2})(?:楼|层)$|\s[bl]\d{1,2}(?:-\d+)?$|(?<=\p{Script=Han})[BbLl]\d{1,2}(?:-\d+)?$/u;
/** As many are told of the malls that a name may mean. */
export const MOST_LIKE = 3;
const LEAST = 0.6;
const MOST_SPELLINGS = 20;
/** A register of more is compared by its first names. */
const MOST_NAMES = 20_000;
