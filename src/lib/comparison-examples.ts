import { normalQuantile } from './beta.ts';
import { type Comparable, standingsOf } from './comparable.ts';
import { compareWithLastYear, FEWEST_COUNTED, scatterOfMall, yearlySpread } from './compare.ts';
import { decimal, type Example, hundredths, listOf, points, ratio, whole } from './example-values.ts';
import type { Limits } from './indicators.ts';
import { countRatio, shareDifference } from './intervals.ts';
import { samePeriodLastYear } from './periods.ts';

const USUAL_PAIRS = [
  { now: 66, before: 80 },
  { now: 122, before: 100 },
  { now: 90, before: 95 },
  { now: 180, before: 150 },
];

export function usualExample(): Example {
  return {
    now: listOf(USUAL_PAIRS.map(({ now }) => now)),
    before: listOf(USUAL_PAIRS.map(({ before }) => before)),
    usual: ratio(Math.sqrt(yearlySpread([USUAL_PAIRS]))),
  };
}

export function compareExample(): Example {
  const [period, before, fewer, more, few] = ['2026-h1', 100, 90, 180, 4];
  const earlier = samePeriodLastYear(period);
  const scatter = scatterOfMall(yearlySpread([USUAL_PAIRS]));
  const against = (received: number, then: number) => {
    const history = [received, then].map((count, at) => {
      return { period: at === 0 ? period : earlier, received: count, isBreak: false };
    });
    const told = compareWithLastYear(history, 0, scatter);
    return 'ratio' in told ? told : { ratio: 0, low: 0, high: 0, isChance: true };
  };
  const [one, other] = [against(fewer, before), against(more, before)];
  return {
    usual: ratio(Math.sqrt(yearlySpread([USUAL_PAIRS]))),
    period: { kind: 'period', value: period },
    earlier: { kind: 'period', value: earlier },
    before: whole(before),
    received: whole(fewer),
    factor: hundredths(scatter(fewer, before)),
    ratio: hundredths(one.ratio ?? 0),
    low: hundredths(one.low),
    high: hundredths(one.high ?? 0),
    verdict: { kind: 'chance', value: one.isChance },
    larger: whole(more),
    largerRatio: hundredths(other.ratio ?? 0),
    largerLow: hundredths(other.low),
    largerHigh: hundredths(other.high ?? 0),
    largerVerdict: { kind: 'chance', value: other.isChance },
    few: whole(few),
    none: whole(0),
    fewest: whole(FEWEST_COUNTED),
  };
}

export function groupExample(limits: Limits): Example {
  const [area, counts, one, larger] = [50_000, [60, 75, 90, 110], 70, 200];
  const standing = standingAmong(limits, area, (received) => ({ received, closed: 40, solved: 30 }), counts);
  const [small, large] = [standing(one), standing(larger)];
  return {
    area: whole(area),
    others: listOf(counts),
    count: whole(one),
    rate: decimal(small.own.perArea?.rate ?? 0),
    low: decimal(small.against.perArea.range?.low ?? 0),
    high: decimal(small.against.perArea.range?.high ?? 0),
    verdict: { kind: 'verdict', value: small.against.perArea.verdict },
    larger: whole(larger),
    largerRate: decimal(large.own.perArea?.rate ?? 0),
    largerLow: decimal(large.against.perArea.range?.low ?? 0),
    largerHigh: decimal(large.against.perArea.range?.high ?? 0),
    largerVerdict: { kind: 'verdict', value: large.against.perArea.verdict },
  };
}

export function solvedGroupExample(limits: Limits): Example {
  const [closed, counts, one, smaller] = [100, [66, 70, 73, 68], 62, 40];
  const standing = standingAmong(limits, 50_000, (solved) => ({ received: closed, closed, solved }), counts);
  const [near, far] = [standing(one), standing(smaller)];
  return {
    closed: whole(closed),
    others: listOf(counts),
    solved: whole(one),
    low: ratio(near.against.solved.range?.low ?? null),
    high: ratio(near.against.solved.range?.high ?? null),
    verdict: { kind: 'verdict', value: near.against.solved.verdict },
    smaller: whole(smaller),
    smallerLow: ratio(far.against.solved.range?.low ?? null),
    smallerHigh: ratio(far.against.solved.range?.high ?? null),
    smallerVerdict: { kind: 'verdict', value: far.against.solved.verdict },
  };
}

/** Where a mall stands among others of the same size that differ from it in one count only. */
function standingAmong(
  limits: Limits,
  floorAreaM2: number,
  countsOf: (count: number) => Comparable['counts'],
  others: number[],
) {
  const mall = (id: string, count: number): Comparable => {
    return { id, type: 'shopping-centre', floorAreaM2, counts: countsOf(count) };
  };
  return (count: number) => {
    const malls = [mall('own', count), ...others.map((other, at) => mall(`${at}`, other))];
    const standing = standingsOf(malls, { ...limits, sizeClassesM2: [] }).get('own');
    if (standing === undefined) throw new Error('The example has no mall.');
    return standing;
  };
}

export function sideExample(): Example {
  const [one, other, spread] = [120, 60, yearlySpread([USUAL_PAIRS])];
  const range = countRatio(one, other, scatterOfMall(spread)(one, other));
  const [first, second] = [
    { part: 70, whole: 100 },
    { part: 62, whole: 100 },
  ];
  const difference = shareDifference(first, second, normalQuantile(0.95));
  const holds = ({ low, high }: { low: number; high: number }, value: number) => low <= value && high >= value;
  return {
    usual: ratio(Math.sqrt(spread)),
    one: whole(one),
    other: whole(other),
    ratio: hundredths(one / other),
    low: hundredths(range?.low ?? 0),
    high: hundredths(range?.high ?? 0),
    verdict: { kind: 'chance', value: range !== null && holds(range, 1) },
    closed: whole(first.whole),
    solved: whole(first.part),
    otherSolved: whole(second.part),
    difference: points(first.part / first.whole - second.part / second.whole),
    differenceLow: points(difference?.low ?? 0),
    differenceHigh: points(difference?.high ?? 0),
    differenceVerdict: { kind: 'chance', value: difference !== null && holds(difference, 0) },
  };
}
