import type { Counts } from '../schema/disclosure.ts';
import type { Clocks, Holidays } from '../schema/rules.ts';
import { decisionDue, mediationDue, wasOnTime } from './clocks.ts';
import { compareExample, groupExample, sideExample, solvedGroupExample, usualExample } from './comparison-examples.ts';
import { decimal, type Example, type ExampleValue, listOf, ratio, sumOf, whole } from './example-values.ts';
import { areaRate, type Limits } from './indicators.ts';
import { poisson, wilson } from './intervals.ts';
import { wholePercents } from './percents.ts';
import { median, share } from './rates.ts';
import { type Measure, scorecardOf } from './scorecard.ts';
import { breakdownsOf } from './small-numbers.ts';
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
  'endings',
  'usual',
  'compare',
  'group',
  'solvedGroup',
  'side',
] as const;
export type ExampleId = (typeof EXAMPLES)[number];

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
    endings: endingsExample(limits),
    usual: usualExample(),
    compare: compareExample(),
    group: groupExample(limits),
    solvedGroup: solvedGroupExample(limits),
    side: sideExample(),
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
  const { problem } = breakdownsOf({ totals, malls }, { rateFloor, smallCell, breakdownFloor: 1 });
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

/** The counts of the two examples of the scorecard. */
const SCORED: Partial<Counts> = {
  decisionsTimed: 210,
  decisionsOnTime: 207,
  closed: 200,
  timed: 200,
  onTime: 197,
  outcomes: {
    'settled-direct': 40,
    'mediated-performed': 70,
    'mediated-agreed': 40,
    withdrawn: 20,
    refused: 10,
    'no-agreement': 15,
    'time-limit': 5,
  },
  solved: 120,
  unsolved: 30,
  unrated: 50,
  toCase: 6,
};

function scored(limits: Limits) {
  const goals = { 'closed-on-time': { share: 1, source: { zh: '', en: '', es: '' } } };
  const card = scorecardOf({ ...NOTHING, ...SCORED }, limits, goals);
  return (measure: Measure) => {
    const score = card.find((one) => one.measure === measure);
    return {
      part: whole(score?.part ?? 0),
      whole: whole(score?.whole ?? 0),
      share: ratio(score?.share ?? null),
      missed: whole(score?.missed ?? 0),
    };
  };
}

function scorecardExample(limits: Limits): Example {
  const of = scored(limits);
  const [decided, closed, solved] = [of('decided-on-time'), of('closed-on-time'), of('solved')];
  const [answered, satisfied] = [of('answered'), of('satisfied')];
  return {
    decisions: decided.whole,
    decidedOnTime: decided.part,
    decidedShare: decided.share,
    closed: closed.whole,
    onTime: closed.part,
    onTimeShare: closed.share,
    late: closed.missed,
    solved: solved.part,
    solvedShare: solved.share,
    answered: answered.part,
    answeredShare: answered.share,
    satisfiedShare: satisfied.share,
  };
}

function endingsExample(limits: Limits): Example {
  const of = scored(limits);
  const [mediated, settled, toCase] = [of('mediated'), of('settled'), of('to-case')];
  return {
    closed: settled.whole,
    settled: settled.part,
    settledShare: settled.share,
    mediated: mediated.part,
    tried: mediated.whole,
    mediatedShare: mediated.share,
    cases: toCase.part,
    casesShare: toCase.share,
  };
}

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
  undecidedLate: 0,
  unclosedLate: 0,
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
