import type { Counts, Disclosure } from '../schema/disclosure.ts';

const ADDED = [
  'received',
  'accepted',
  'notAccepted',
  'referred',
  'decisionsTimed',
  'decisionsOnTime',
  'noticesTimed',
  'noticesOnTime',
  'undecidedLate',
  'unclosedLate',
  'closed',
  'timed',
  'onTime',
  'solved',
  'unsolved',
  'unrated',
  'toCase',
] as const;
const BROKEN_DOWN = ['outcomes', 'byObject', 'byProblem'] as const;

/** Sums of a half-year that do not add up, each as a sentence; none where all is well. */
export function sumFaults({ totals, malls }: Disclosure): string[] {
  const compare = (name: string, figure: (counts: Counts) => number) => {
    const added = malls.reduce((sum, mall) => sum + figure(mall), 0);
    return added === figure(totals) ? [] : [`${name}: malls add up to ${added}, the total says ${figure(totals)}`];
  };
  return [
    ...ADDED.flatMap((name) => compare(name, (counts) => counts[name])),
    ...compare('refund in cents', ({ refund }) => Math.round(refund * 100)),
    ...BROKEN_DOWN.flatMap((name) =>
      [...new Set([totals, ...malls].flatMap((counts) => Object.keys(counts[name])))].flatMap((slug) =>
        compare(`${name}.${slug}`, (counts) => (counts[name] as Record<string, number>)[slug] ?? 0),
      ),
    ),
    ...countFaults('totals', totals),
    ...malls.flatMap(({ mall, ...counts }) => countFaults(mall, counts)),
  ];
}

function countFaults(name: string, counts: Counts): string[] {
  const {
    received,
    accepted,
    notAccepted,
    referred,
    decisionsTimed,
    decisionsOnTime,
    noticesTimed,
    noticesOnTime,
    closed,
    timed,
    onTime,
    solved,
    unsolved,
    unrated,
    medianDays,
  } = counts;
  const must: [boolean, string][] = [
    [added(counts.outcomes) === closed, 'outcomes do not add up to closed'],
    [solved + unsolved + unrated === closed, 'solved, unsolved and unrated do not add up to closed'],
    [added(counts.byObject) === received, 'byObject does not add up to received'],
    [added(counts.byProblem) === received, 'byProblem does not add up to received'],
    [
      decisionsOnTime <= decisionsTimed && decisionsTimed <= accepted + notAccepted + referred,
      'decisions on time, timed and taken are not in order',
    ],
    [
      noticesOnTime <= noticesTimed && noticesTimed <= decisionsTimed,
      'notices on time, recorded, and decisions with a clock are not in order',
    ],
    [onTime <= timed && timed <= closed, 'on time, timed and closed are not in order'],
    [(medianDays === null) === (closed === 0), 'median days without closed complaints, or the reverse'],
  ];
  return must.flatMap(([holds, fault]) => (holds ? [] : [`${name}: ${fault}`]));
}

function added(parts: Partial<Record<string, number>>): number {
  return Object.values(parts).reduce<number>((sum, part) => sum + (part ?? 0), 0);
}
