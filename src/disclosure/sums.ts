import type { Counts, Disclosure } from '../schema/disclosure.ts';

const ADDED = [
  'received', 'accepted', 'notAccepted', 'referred', 'closed', 'timed', 'onTime', 'solved', 'unsolved', 'unrated', 'toCase',
] as const;

/** Sums of a half-year that do not add up, each as a sentence; none where all is well. */
export function sumFaults({ totals, malls }: Disclosure): string[] {
  return [
    ...ADDED.flatMap((name) => {
      const sum = malls.reduce((total, mall) => total + mall[name], 0);
      return sum === totals[name] ? [] : [`${name}: malls add up to ${sum}, the total says ${totals[name]}`];
    }),
    ...countFaults('totals', totals),
    ...malls.flatMap(({ mall, ...counts }) => countFaults(mall, counts)),
  ];
}

function countFaults(name: string, counts: Counts): string[] {
  const sum = (values: Partial<Record<string, number>>) => Object.values(values).reduce<number>((a, b) => a + (b ?? 0), 0);
  const must: [boolean, string][] = [
    [sum(counts.outcomes) === counts.closed, 'outcomes do not add up to closed'],
    [counts.solved + counts.unsolved + counts.unrated === counts.closed, 'solved, unsolved and unrated do not add up to closed'],
    [sum(counts.byObject) === counts.received, 'byObject does not add up to received'],
    [sum(counts.byProblem) === counts.received, 'byProblem does not add up to received'],
    [counts.onTime <= counts.timed && counts.timed <= counts.closed, 'on time, timed and closed are not in order'],
    [(counts.medianDays === null) === (counts.closed === 0), 'median days without closed complaints, or the reverse'],
  ];
  return must.flatMap(([holds, fault]) => (holds ? [] : [`${name}: ${fault}`]));
}
