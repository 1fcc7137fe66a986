import { type Decisions, NEW, UNDECIDED } from './decisions.ts';
import { type Likeness, likenessFinder, MOST_LIKE } from './likeness.ts';
import { foldName } from './names.ts';
import { findMall, type Register } from './register.ts';

/** A mall that was opened under a name that is like another's: both count apart until an officer says otherwise. */
export interface Variant {
  name: string;
  mall: string;
  /** Complaints that count for it meanwhile. */
  rows: number;
  like: Likeness[];
}

/**
 * Compares each mall that was opened, now or earlier with nobody having said what it is, with all others. Of two such
 * malls the one with fewer rows asks whether it is the other; one whose name an officer called new no longer asks.
 */
export function possibleVariants(
  register: Register,
  decisions: Decisions,
  rowsOf: (mall: string) => number,
): Variant[] {
  const open = openQuestions(register, decisions, rowsOf);
  if (open.size === 0) return [];
  const likeTo = likenessFinder(register, decisions);
  const found = new Map<string, Variant>();
  const ask = (mall: string, like: Likeness) => {
    const name = open.get(mall)?.name ?? '';
    if (decisions.get(foldName(name)) === NEW) return;
    const variant = found.get(mall) ?? { name, mall, rows: rowsOf(mall), like: [] };
    if (!variant.like.some(({ id }) => id === like.id)) variant.like.push(like);
    found.set(mall, variant);
  };
  for (const [mall, { name, rank }] of open) {
    for (const like of likeTo(name, mall)) {
      const other = open.get(like.id);
      if (other === undefined || other.rank < rank) ask(mall, like);
      else ask(like.id, { id: mall, name, score: like.score });
    }
  }
  return [...found.values()]
    .map((variant) => ({ ...variant, like: variant.like.sort((a, b) => b.score - a.score).slice(0, MOST_LIKE) }))
    .sort((a, b) => (b.like[0]?.score ?? 0) - (a.like[0]?.score ?? 0) || b.rows - a.rows);
}

/** The malls that were opened and that nobody has spoken on, by rank of rows; of many the most frequent ones. */
function openQuestions(
  register: Register,
  decisions: Decisions,
  rowsOf: (mall: string) => number,
): Map<string, { name: string; rank: number }> {
  const asked = [...decisions].flatMap(([folded, answer]) => {
    const mall = answer === UNDECIDED ? findMall(register, folded) : undefined;
    return mall !== undefined && rowsOf(mall) > 0 && isNameOf(register, mall, folded) ? [mall] : [];
  });
  const ranked = [...new Set([...asked, ...register.opened])]
    .map((mall, order) => ({ mall, order, rows: rowsOf(mall) }))
    .sort((a, b) => b.rows - a.rows || a.order - b.order)
    .slice(0, MOST_COMPARED);
  return new Map(ranked.map(({ mall }, rank) => [mall, { name: register.malls.get(mall)?.name.zh ?? '', rank }]));
}

/** A question about an other name of a mall is answered: somebody has written it there. */
function isNameOf({ malls }: Register, mall: string, folded: string): boolean {
  const { zh = '', en = '', es = '' } = malls.get(mall)?.name ?? {};
  return [zh, en, es].some((name) => foldName(name) === folded);
}

/** Beyond this many, a column holds no malls. */
const MOST_COMPARED = 5_000;
