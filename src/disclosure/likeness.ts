import { nameWithoutSuffix, simplified } from './names.ts';
import { namesOf, type Register } from './register.ts';

/** A registered mall that a name may mean. */
export interface Likeness {
  id: string;
  /** Of its names, the one that is most alike. */
  name: string;
  /** From 0 to 1: 1 is the same once legal suffix and script are put aside. */
  score: number;
}

/**
 * For a name that the register does not know: the malls it may mean, the likest first, at most three. It compares
 * names without legal suffix and in simplified characters, then without the name of a branch, then by the pairs of
 * letters they share (Dice 1945, doi.org/10.2307/1932409). None is ever taken for the same: an officer decides.
 */
export function likenessFinder(register: Register): (name: string) => Likeness[] {
  const known = [...register.malls]
    .flatMap(([id, mall]) => namesOf(mall).map((name) => ({ id, name, ...shapesOf(name) })))
    .slice(0, MOST_NAMES);
  return (name) => {
    const asked = shapesOf(name);
    const best = new Map<string, Likeness>();
    for (const { id, name: other, ...shapes } of known) {
      const score = scoreOf(asked, shapes);
      if (score >= LEAST && score > (best.get(id)?.score ?? 0)) best.set(id, { id, name: other, score });
    }
    return [...best.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, 3);
  };
}

interface Shapes {
  bare: string;
  branchless: string;
  pairs: ReadonlyMap<string, number>;
}

function scoreOf(a: Shapes, b: Shapes): number {
  if (a.bare === '' || b.bare === '') return 0;
  if (a.bare === b.bare) return 1;
  const dice = pairLikeness(a.pairs, b.pairs);
  const isBranch = a.branchless.length >= 3 && a.branchless === b.branchless;
  return Math.round(Math.max(isBranch ? 0.95 : 0, Math.min(dice, 0.99)) * 100) / 100;
}

function shapesOf(name: string): Shapes {
  const bare = simplified(nameWithoutSuffix(name));
  return { bare, branchless: simplified(nameWithoutSuffix(withoutBranch(name))), pairs: pairsOf(bare) };
}

/** "梧桐里（徐汇店）", "梧桐里-田林店", "Plane Tree Lane (North)" → the name before the branch. */
function withoutBranch(name: string): string {
  const plain = name.normalize('NFKC').trim();
  return plain.replace(/\s*\([^()]*\)\s*$/, '').replace(/\s*[-–—·]\s*[^-–—·]*店$/, '');
}

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  const letters = [...text];
  for (let at = 0; at + 1 < letters.length; at += 1) {
    const pair = `${letters[at]}${letters[at + 1]}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function pairLikeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const size = (pairs: ReadonlyMap<string, number>) => [...pairs.values()].reduce((sum, count) => sum + count, 0);
  const whole = size(a) + size(b);
  let shared = 0;
  for (const [pair, count] of a) shared += Math.min(count, b.get(pair) ?? 0);
  return whole === 0 ? 0 : (2 * shared) / whole;
}

const LEAST = 0.6;
/** Comparing with every name is quick up to here; a register of more is compared by its first ones. */
const MOST_NAMES = 20_000;
