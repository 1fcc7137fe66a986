import { type Comparable, type GroupLimits, groupOf, rangesOf } from '../lib/comparable.ts';
import { type AreaRate, areaRate, type Indicators, indicatorsOf, type Limits } from '../lib/indicators.ts';
import type { Score } from '../lib/scorecard.ts';
import {
  type Breakdowns,
  breakdownsOf,
  type Cells,
  mallsWithoutAmounts,
  type PublishedCell,
} from '../lib/small-numbers.ts';
import type { Area } from '../schema/area.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import type { Mall } from '../schema/mall.ts';
import { OBJECTS, PROBLEMS } from '../schema/taxonomy.ts';
import type { Cell, Row } from './csv.ts';

type Named = Pick<Mall, 'name' | 'type' | 'area' | 'floorAreaM2' | 'floorAreaOn'>;

/** The table of one half-year: one row per mall that was open in it, zeros included. */
export function halfYearRows(disclosure: Disclosure, malls: ReadonlyMap<string, Named>, limits: Limits): Row[] {
  const { period, currency } = disclosure;
  const { problem, object } = breakdownsOf(disclosure, limits);
  const withoutAmounts = mallsWithoutAmounts(disclosure, limits);
  return disclosure.malls.map(({ mall, ...counts }) => ({
    period,
    mall,
    ...nameCells(malls.get(mall)),
    ...indicatorCells(indicatorsOf({ mall, ...counts }, limits, withoutAmounts), currency),
    floor_area_m2: malls.get(mall)?.floorAreaM2 ?? null,
    floor_area_on: malls.get(mall)?.floorAreaOn ?? null,
    ...areaCells(areaRate(counts, malls.get(mall)?.floorAreaM2, limits)),
    ...breakdownCells({ problem: problem.of(mall), object: object.of(mall) }),
  }));
}

/** The totals of every half-year. */
export function totalRows(disclosures: Disclosure[], limitsOf: (disclosure: Disclosure) => Limits): Row[] {
  return disclosures.map((disclosure) => {
    const { problem, object } = breakdownsOf(disclosure, limitsOf(disclosure));
    return {
      period: disclosure.period,
      malls: disclosure.malls.length,
      ...indicatorCells(indicatorsOf(disclosure.totals, limitsOf(disclosure)), disclosure.currency),
      ...breakdownCells({ problem: problem.totals, object: object.totals }),
      method_version: disclosure.methodVersion,
      frozen_on: disclosure.frozenOn,
      published_on: disclosure.publishedOn,
    };
  });
}

/** The bureau's own measures: one row per half-year and measure. They cover all malls, so no count is withheld. */
export function scorecardRows(halfYears: { disclosure: Disclosure; scores: Score[] }[]): Row[] {
  return halfYears.flatMap(({ disclosure: { period, currency, methodVersion }, scores }) =>
    scores.map(({ measure, part, whole, share, low, high, amount, target, missed, waiting, isMet }) => ({
      period,
      measure,
      part,
      whole,
      share,
      share_low: low,
      share_high: high,
      amount,
      unit: measure === 'refund' ? currency : measure === 'median-days' ? 'days' : 'share',
      target,
      missed,
      waiting_late: waiting,
      target_met: isMet === null ? null : isMet ? 'yes' : 'no',
      method_version: methodVersion,
    })),
  );
}

/** Malls of one type and one class of size taken together: one row per half-year and group. */
export function groupRows(period: string, groups: ReadonlyMap<string, Comparable[]>, limits: GroupLimits): Row[] {
  return [...groups].flatMap(([key, malls]) => {
    const [first] = malls;
    if (first === undefined) return [];
    const { type, size } = groupOf(first, limits);
    const { perArea, solved } = rangesOf(malls, limits);
    const sum = (figure: 'received' | 'closed' | 'solved') =>
      malls.reduce((total, { counts }) => total + counts[figure], 0);
    return [
      {
        period,
        group: key,
        type,
        size_from_m2: size === null ? null : (limits.sizeClassesM2[size - 1] ?? 0),
        size_to_m2: size === null ? null : (limits.sizeClassesM2[size] ?? null),
        malls: malls.length,
        received: sum('received'),
        closed: sum('closed'),
        solved: sum('solved'),
        solved_share: solved?.share ?? null,
        solved_share_low: solved?.low ?? null,
        solved_share_high: solved?.high ?? null,
        ...areaCells(perArea),
      },
    ];
  });
}

/** The register: one row per mall, closed ones included. */
export function mallRows(malls: Iterable<Mall & { id: string }>, areas: ReadonlyMap<string, Area>): Row[] {
  return [...malls].map((mall) => ({
    mall: mall.id,
    ...nameCells(mall),
    other_names: mall.otherNames.join('; '),
    area_zh: areas.get(mall.area)?.name.zh ?? null,
    area_en: areas.get(mall.area)?.name.en ?? null,
    area_es: areas.get(mall.area)?.name.es ?? null,
    opened: mall.opened ?? null,
    closed_down: mall.closed ?? null,
    floor_area_m2: mall.floorAreaM2 ?? null,
    floor_area_on: mall.floorAreaOn ?? null,
    shops: mall.tenants.length,
  }));
}

function nameCells(mall: Named | undefined): Row {
  return {
    name_zh: mall?.name.zh ?? null,
    name_en: mall?.name.en ?? null,
    name_es: mall?.name.es ?? null,
    type: mall?.type ?? null,
    area: mall?.area ?? null,
  };
}

function indicatorCells(indicators: Indicators, currency: string): Row {
  return {
    received: indicators.received,
    accepted: indicators.accepted,
    not_accepted: indicators.notAccepted,
    referred: indicators.referred,
    decisions_timed: indicators.decisionsTimed,
    decisions_on_time: indicators.decisionsOnTime,
    decisions_on_time_share: indicators.decisionsOnTimeShare,
    closed: indicators.closed,
    timed: indicators.timed,
    on_time: indicators.onTime,
    on_time_share: indicators.onTimeShare,
    solved: indicators.solved,
    unsolved: indicators.unsolved,
    unrated: indicators.unrated,
    solved_share: indicators.solvedShare,
    solved_share_low: indicators.solvedLow,
    solved_share_high: indicators.solvedHigh,
    unsolved_share: indicators.unsolvedShare,
    unrated_share: indicators.unratedShare,
    mediated: indicators.mediated,
    settled: indicators.settled,
    withdrawn: indicators.withdrawn,
    terminated: indicators.terminated,
    became_case: indicators.toCase,
    median_days: indicators.medianDays,
    refund: indicators.refund,
    currency,
  };
}

function areaCells(rate: AreaRate | null): Row {
  return {
    per_10000_m2: rate?.rate ?? null,
    per_10000_m2_low: rate?.low ?? null,
    per_10000_m2_high: rate?.high ?? null,
  };
}

function breakdownCells({ problem, object }: Record<keyof Breakdowns, Cells>): Row {
  const row: Row = {};
  for (const [slug, column] of PROBLEM_COLUMNS) row[column] = cell(problem(slug));
  for (const [slug, column] of OBJECT_COLUMNS) row[column] = cell(object(slug));
  return row;
}

function cell({ value, text }: PublishedCell): Cell {
  return value ?? text;
}

const columnsOf = <S extends string>(list: string, slugs: readonly S[]) =>
  slugs.map((slug): [S, string] => [slug, `${list}_${slug.replaceAll('-', '_')}`]);
// Made once: a half-year of ten thousand malls has 430,000 such cells.
const PROBLEM_COLUMNS = columnsOf('problem', PROBLEMS);
const OBJECT_COLUMNS = columnsOf('object', OBJECTS);
