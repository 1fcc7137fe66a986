import { createHash } from 'node:crypto';
import { type Limits, limitsOn } from '../lib/indicators.ts';
import { breakdownsOf, isWithheld } from '../lib/small-numbers.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import { OBJECTS, PROBLEMS } from '../schema/taxonomy.ts';
import type { Released } from './disclose.ts';

/** The report that goes with a half-year: what was counted, what was left out and why, which checks it passed, who signs. */
export function releaseReport(
  half: Disclosure,
  { sources, counted, thresholds, changed }: Released,
  signedBy: string | undefined,
  today: string,
): string {
  const { totals, malls } = half;
  const limits = limitsOn(thresholds, half.frozenOn);
  const { rateFloor, smallCell } = limits;
  const few = malls.filter(({ closed }) => closed < rateFloor).length;
  const hidden = hiddenCells(half, limits);
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
    `  closed ${totals.closed}: ${totals.solved} solved, ${totals.unsolved} not solved, ${totals.unrated} not rated`,
    `  on time ${totals.onTime} of ${totals.timed} with a clock; became a case ${totals.toCase}; returned ${totals.refund}`,
    '',
    'Left out, and why',
    `  ${rejected} rows rejected by the import: see rejects.csv of each source`,
    `  ${counted.twice} records whose case number an earlier source has`,
    ...leftOut.map(([period, count]) => `  ${count} received in ${period}, with no day in the half-years asked for`),
    `  ${counted.pending} decisions pending: counted as received only`,
    `  ${counted.waitingForEnd} not closed yet: their refund or case counts with the closure`,
    `  no share for ${few} malls with fewer than ${rateFloor} closed`,
    `  ${hidden.small} cells of mall by problem or goods shown as "<${smallCell}", ${hidden.withheld} withheld so that none of them can be worked out`,
    '',
    'Checks passed',
    '  the half-year is over; no half-year is missing between those published',
    '  every record names a mall of the register; no source is there twice',
    '  no count shown as too small can be worked out from the sums around it',
    '  malls add up to the totals; outcomes, ratings, goods and problems add up to theirs',
    `  ${changed.includes(half.period) ? 'published figures changed for a stated reason: see the correction log' : 'no published figure changed'}`,
    '',
    signedBy === undefined ? 'Not signed off yet: add --by NAME.' : `Signed off by ${signedBy} on ${today}.`,
  ].join('\n')}\n`;
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
