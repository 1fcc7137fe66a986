import { createHash } from 'node:crypto';
import { type Limits, limitsOn } from '../lib/indicators.ts';
import type { Period } from '../lib/periods.ts';
import { breakdownsOf, isWithheld, mallsWithoutAmounts } from '../lib/small-numbers.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import { OBJECTS, PROBLEMS } from '../schema/taxonomy.ts';
import type { Released } from './disclose.ts';
import { nothingBeforeText } from './gates.ts';
import type { ReplyKept } from './reply-window.ts';
import type { NotCounted } from './sources.ts';

/** Who releases a half-year, and how the right of reply was kept; undefined where it had been published before. */
export interface Release {
  signedBy: string;
  today: string;
  reply: ReplyKept | undefined;
}

/** The report that goes with a half-year: what was counted, what was left out and why, which checks it passed, who signs. */
export function releaseReport(half: Disclosure, released: Released, { signedBy, today, reply }: Release): string {
  const { sources, counted, notCounted, thresholds, becomes, nothingBefore } = released;
  const { totals, malls } = half;
  const limits = limitsOn(thresholds, half.frozenOn);
  const { rateFloor, smallCell, breakdownFloor } = limits;
  const few = malls.filter(({ closed }) => closed < rateFloor).length;
  const hidden = hiddenCells(half, limits);
  const undivided = malls.filter(({ received }) => received > 0 && received < breakdownFloor).length;
  const withoutAmounts = mallsWithoutAmounts(half, limits).size;
  const rejected = sources.folders.reduce((sum, { source }) => sum + source.rejected, 0);
  const leftOut = Object.entries(counted.leftOut).sort(([a], [b]) => (a < b ? -1 : 1));
  const sha256 = createHash('sha256')
    .update(`${JSON.stringify(half, null, 1)}\n`)
    .digest('hex');
  return `${[
    `Half-year ${half.period}, frozen on ${half.frozenOn}, published on ${half.publishedOn}`,
    `Counting method ${half.methodVersion}, amounts in ${half.currency}`,
    `SHA-256 of ${half.period}.json  ${sha256}`,
    '',
    'Sources',
    ...sources.folders.map(
      ({ folder, source }) =>
        `  ${folder}: ${source.read} rows read = ${source.kept} kept + ${source.rejected} rejected; file ${source.sha256}`,
    ),
    '',
    'Counted',
    `  ${malls.length} malls, ${malls.filter(({ received }) => received === 0).length} of them without a complaint`,
    `  received ${totals.received}; decided: ${totals.accepted} accepted, ${totals.notAccepted} not accepted, ${totals.referred} referred`,
    `  decisions on time ${totals.decisionsOnTime} of ${totals.decisionsTimed} with a clock`,
    `  told of the decision in time ${totals.noticesOnTime} of ${totals.noticesTimed} whose notice the source records`,
    `  closed ${totals.closed}: ${totals.solved} solved, ${totals.unsolved} not solved, ${totals.unrated} not rated`,
    `  on time ${totals.onTime} of ${totals.timed} with a clock; became a case ${totals.toCase}; returned ${totals.refund}`,
    '',
    'Left out, and why',
    `  ${rejected} rows rejected by the import: see rejects.csv of each source`,
    ...rejectedLines(half.period, notCounted).map((line) => `  ${line}`),
    `  ${counted.twice} records whose case number an earlier source has`,
    ...leftOut.map(([period, count]) => `  ${count} received in ${period}, with no day in the half-years asked for`),
    ...(nothingBefore === undefined
      ? []
      : [`  ${nothingBeforeText(nothingBefore)} --nothing-older says that there are none.`]),
    `  ${counted.pending} decisions pending: counted as received only`,
    `  ${counted.waitingForEnd} not closed yet: their refund or case counts with the closure`,
    `  no share for ${few} malls with fewer than ${rateFloor} closed`,
    `  ${hidden.small} cells of mall by problem or goods shown as "<${smallCell}", ${hidden.withheld} withheld so that none of them can be worked out`,
    `  no breakdown of ${undivided} malls with fewer than ${breakdownFloor} received; no refund and no days of ${withoutAmounts} malls, since so few were closed`,
    `  (the limits in force on ${half.frozenOn}, as on the pages)`,
    '',
    'Right of reply',
    `  ${replyLine(reply)}`,
    '',
    'Checks passed',
    '  the half-year is over; no half-year is missing between those published',
    '  every record names a mall of the register; no source is there twice',
    '  no count shown as too small can be worked out from the sums around it',
    '  malls add up to the totals; outcomes, ratings, goods and problems add up to theirs',
    '  no published half-year beside it lacks a complaint of these sources',
    `  ${becomes.get(half.period) === 'revised' ? 'published figures changed for a stated reason: see the correction log' : 'no published figure changed'}`,
    '',
    `Signed off by ${signedBy} on ${today}.`,
  ].join('\n')}\n`;
}

/** What of the rejected rows concerns a half-year, each as a line; on the screen too. */
export function rejectedLines(period: Period, { undecided, rejected }: NotCounted): string[] {
  const { rows: inIt, again } = rejected.get(period) ?? { rows: 0, again: 0 };
  const unknown = rejected.get('unknown')?.rows ?? 0;
  const without = unknown === 0 ? '' : `, ${unknown} more on a day that cannot be read`;
  const [waiting, counts] = undecided === 1 ? ['row waits for a name', 'counts'] : ['rows wait for a name', 'count'];
  const [repeat, count] = again === 1 ? ['repeats a complaint', 'counts'] : ['repeat complaints', 'count'];
  return [
    `${inIt} of the rejected rows ${inIt === 1 ? 'was' : 'were'} received in ${period}${without}`,
    ...(again === 0 ? [] : [`${again} of those only ${repeat} that ${count} by an earlier row`]),
    ...(undecided === 0 ? [] : [`${undecided} ${waiting} in mappings/names.yml and ${counts} nowhere`]),
  ];
}

function replyLine(reply: ReplyKept | undefined): string {
  if (reply === undefined) return 'published before; what changed is told in the correction log';
  if ('without' in reply) return `published without waiting for replies: ${reply.without}`;
  const { previewedOn, repliesUntil, sha256 } = reply.stamp;
  return `the malls saw these figures on ${previewedOn} and could reply until ${repliesUntil}; figures ${sha256}`;
}

function hiddenCells(half: Disclosure, limits: Limits): { small: number; withheld: number } {
  const { problem, object } = breakdownsOf(half, limits);
  const cells = [
    ...PROBLEMS.flatMap((slug) =>
      [problem.totals, ...half.malls.map(({ mall }) => problem.of(mall))].map((of) => of(slug)),
    ),
    ...OBJECTS.flatMap((slug) =>
      [object.totals, ...half.malls.map(({ mall }) => object.of(mall))].map((of) => of(slug)),
    ),
  ].filter(({ value }) => value === null);
  const withheld = cells.filter(isWithheld).length;
  return { small: cells.length - withheld, withheld };
}
