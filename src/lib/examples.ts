import type { Counts } from '../schema/disclosure.ts';
import type { Clocks, Holidays } from '../schema/rules.ts';
import { decisionDue, mediationDue, wasOnTime } from './clocks.ts';
import { type Verdict, verdictOn } from './comparable.ts';
import { type Comparison, compareWithLastYear } from './compare.ts';
import { areaRate, type Limits } from './indicators.ts';
import { countRatio, poisson, wilson } from './intervals.ts';
import { wholePercents } from './percents.ts';
import { samePeriodLastYear } from './periods.ts';
import { median, share } from './rates.ts';
import { scorecardOf } from './scorecard.ts';
import { breakdownsOf, type PublishedCell } from './small-numbers.ts';
import { addCalendarDays } from './working-days.ts';

/** The formulas of the methods page, in its order. */
export const EXAMPLES = [
  'share',
  'floor',
  'wilson',
  'poisson',
  'area',
  'percents',
  'median',
  'clock',
  'small',
  'scorecard',
  'compare',
  'group',
] as const;
export type ExampleId = (typeof EXAMPLES)[number];

/** A value of an example, so that each language can write it in its own way. A share that is withheld is null. */
export type ExampleValue =
  | { kind: 'number'; value: number; digits: number }
  | { kind: 'share'; value: number | null }
  | { kind: 'list'; values: number[]; digits: number; between: string }
  | { kind: 'day'; value: string }
  | { kind: 'period'; value: string }
  | { kind: 'onTime'; value: boolean | undefined }
  | { kind: 'chance'; value: boolean }
  | { kind: 'verdict'; value: Verdict }
  | { kind: 'cell'; value: PublishedCell };

/** The numbers of a worked example by the name they have in its sentence. */
export type Example = Record<string, ExampleValue>;

interface Rules {
  clocks: Clocks;
  holidays: Holidays;
  limits: Limits;
}

/** Every worked example, computed by the functions that compute the published figures. */
export function workedExamples({ clocks, holidays, limits }: Rules): Record<ExampleId, Example> {
  return {
    share: { part: whole(24), whole: whole(40), share: ratio(share(24, 40, limits.rateFloor)) },
    floor: floorExample(limits),
    wilson: wilsonExample(),
    poisson: poissonExample(),
    area: areaExample(limits),
    percents: percentsExample(),
    median: medianExample(),
    clock: clockExample(clocks, holidays),
    small: smallExample(limits),
    scorecard: scorecardExample(limits),
    compare: compareExample(),
    group: groupExample(limits),
  };
}

function floorExample({ rateFloor }: Limits): Example {
  const [few, part] = [rateFloor - 1, Math.ceil(rateFloor / 2)];
  return {
    part: whole(part),
    few: whole(few),
    fewShare: ratio(share(part, few, rateFloor)),
    enough: whole(rateFloor),
    enoughShare: ratio(share(part, rateFloor, rateFloor)),
  };
}

function wilsonExample(): Example {
  const [few, many] = [wilson(24, 40), wilson(240, 400)];
  return {
    part: whole(24),
    whole: whole(40),
    low: ratio(few?.low ?? null),
    high: ratio(few?.high ?? null),
    manyPart: whole(240),
    many: whole(400),
    manyLow: ratio(many?.low ?? null),
    manyHigh: ratio(many?.high ?? null),
  };
}

function poissonExample(): Example {
  const [some, none] = [poisson(30), poisson(0)];
  return {
    count: whole(30),
    low: decimal(some.low),
    high: decimal(some.high),
    noneLow: decimal(none.low),
    noneHigh: decimal(none.high),
  };
}

function areaExample(limits: Limits): Example {
  const [received, area] = [30, 100_000];
  const rate = areaRate({ received, closed: limits.rateFloor }, area, limits);
  return {
    received: whole(received),
    area: whole(area),
    rate: decimal(rate?.rate ?? 0),
    low: decimal(rate?.low ?? 0),
    high: decimal(rate?.high ?? 0),
  };
}

function percentsExample(): Example {
  const counts = [5, 3, 3];
  const total = counts.reduce((sum, count) => sum + count, 0);
  return {
    counts: sumOf(counts),
    exact: sumOf(
      counts.map((count) => (count * 100) / total),
      2,
    ),
    shown: sumOf(wholePercents(counts)),
    sum: whole(wholePercents(counts).reduce((sum, percent) => sum + percent, 0)),
  };
}

function medianExample(): Example {
  const even = [3, 12, 20, 31];
  const odd = [...even, 90];
  return {
    odd: listOf(odd),
    oddMedian: whole(median(odd) ?? 0),
    even: listOf(even),
    evenMedian: whole(median(even) ?? 0),
  };
}

function clockExample(clocks: Clocks, holidays: Holidays): Example {
  const [received, decided] = ['2026-07-29', '2026-08-05'];
  const decide = decisionDue(clocks, holidays, received) ?? received;
  const mediate = mediationDue(clocks, holidays, received, decided) ?? decided;
  const late = addCalendarDays(mediate, 1);
  return {
    received: { kind: 'day', value: received },
    decide: { kind: 'day', value: decide },
    decided: { kind: 'day', value: decided },
    mediate: { kind: 'day', value: mediate },
    kept: { kind: 'onTime', value: wasOnTime(clocks, holidays, { received, decided, closed: mediate }) },
    late: { kind: 'day', value: late },
    broken: { kind: 'onTime', value: wasOnTime(clocks, holidays, { received, decided, closed: late }) },
  };
}

function smallExample({ rateFloor, smallCell }: Limits): Example {
  const [small, beside, other] = [smallCell - 1, smallCell + 1, 2 * smallCell];
  const malls = [
    { mall: 'one', ...NOTHING, byProblem: { quality: beside, price: small } },
    { mall: 'another', ...NOTHING, byProblem: { quality: other, price: other } },
  ];
  const totals = { ...NOTHING, byProblem: { quality: beside + other, price: small + other } };
  const { problem } = breakdownsOf({ totals, malls }, { rateFloor, smallCell });
  const cell = (slug: string): ExampleValue => ({ kind: 'cell', value: problem.of('one')(slug) });
  return {
    sum: whole(small + beside),
    small: whole(small),
    smallShown: cell('price'),
    beside: whole(beside),
    besideShown: cell('quality'),
    none: whole(0),
    noneShown: cell('fake'),
  };
}

function scorecardExample(limits: Limits): Example {
  const counts = { closed: 200, timed: 200, onTime: 197, solved: 120, unsolved: 30, unrated: 50 };
  const goals = { 'closed-on-time': { share: 1, source: { zh: '', en: '', es: '' } } };
  const card = scorecardOf({ ...NOTHING, ...counts }, limits, goals);
  const of = (measure: string) => card.find((score) => score.measure === measure);
  return {
    closed: whole(counts.closed),
    onTime: whole(counts.onTime),
    onTimeShare: ratio(of('closed-on-time')?.share ?? null),
    late: whole(of('closed-on-time')?.missed ?? 0),
    solved: whole(counts.solved),
    solvedShare: ratio(of('solved')?.share ?? null),
    answered: whole(of('satisfied')?.whole ?? 0),
    satisfiedShare: ratio(of('satisfied')?.share ?? null),
  };
}

function compareExample(): Example {
  const [period, received, larger, before] = ['2026-h1', 90, 140, 100];
  const with100 = (now: number) => {
    const then = { period: samePeriodLastYear(period), received: before, isBreak: false };
    return compareWithLastYear([{ period, received: now, isBreak: false }, then], 0);
  };
  const chance = (comparison: Comparison): ExampleValue => ({
    kind: 'chance',
    value: 'isChance' in comparison && comparison.isChance,
  });
  const [comparison, range, largerRange] = [
    with100(received),
    countRatio(received, before),
    countRatio(larger, before),
  ];
  return {
    period: { kind: 'period', value: period },
    received: whole(received),
    earlier: { kind: 'period', value: samePeriodLastYear(period) },
    before: whole(before),
    difference: whole('difference' in comparison ? comparison.difference : 0),
    ratio: hundredths(received / before),
    low: hundredths(range?.low ?? 0),
    high: hundredths(range?.high ?? 0),
    verdict: chance(comparison),
    larger: whole(larger),
    largerLow: hundredths(largerRange?.low ?? 0),
    largerHigh: hundredths(largerRange?.high ?? 0),
    largerVerdict: chance(with100(larger)),
  };
}

function groupExample(limits: Limits): Example {
  const [area, count, other] = [50_000, 40, 15];
  const rate = (received: number) => areaRate({ received, closed: limits.rateFloor }, area, limits);
  const [one, two] = [rate(count), rate(other)];
  return {
    area: whole(area),
    count: whole(count),
    rate: decimal(one?.rate ?? 0),
    low: decimal(one?.low ?? 0),
    high: decimal(one?.high ?? 0),
    other: whole(other),
    otherRate: decimal(two?.rate ?? 0),
    otherLow: decimal(two?.low ?? 0),
    otherHigh: decimal(two?.high ?? 0),
    verdict: { kind: 'verdict', value: verdictOn(one, two) },
  };
}

const whole = (value: number): ExampleValue => ({ kind: 'number', value, digits: 0 });
const hundredths = (value: number): ExampleValue => ({ kind: 'number', value, digits: 2 });
const decimal = (value: number): ExampleValue => ({ kind: 'number', value, digits: 1 });
const ratio = (value: number | null): ExampleValue => ({ kind: 'share', value });

const listOf = (values: number[]): ExampleValue => ({ kind: 'list', values, digits: 0, between: ' · ' });
const sumOf = (values: number[], digits = 0): ExampleValue => ({ kind: 'list', values, digits, between: ' + ' });

/** A half-year in which nothing happened. */
const NOTHING: Counts = {
  received: 0,
  accepted: 0,
  notAccepted: 0,
  referred: 0,
  decisionsTimed: 0,
  decisionsOnTime: 0,
  noticesTimed: 0,
  noticesOnTime: 0,
  closed: 0,
  timed: 0,
  onTime: 0,
  outcomes: {
    'settled-direct': 0,
    'mediated-performed': 0,
    'mediated-agreed': 0,
    withdrawn: 0,
    refused: 0,
    'no-agreement': 0,
    'time-limit': 0,
  },
  solved: 0,
  unsolved: 0,
  unrated: 0,
  toCase: 0,
  refund: 0,
  medianDays: null,
  byObject: {},
  byProblem: {},
};
