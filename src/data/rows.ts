import { type Indicators, indicatorsOf, type Limits } from '../lib/indicators.ts';
import { publishedCell } from '../lib/small-numbers.ts';
import type { Area } from '../schema/area.ts';
import type { Counts, Disclosure } from '../schema/disclosure.ts';
import type { Mall } from '../schema/mall.ts';
import { OBJECTS, PROBLEMS } from '../schema/taxonomy.ts';
import type { Cell, Row } from './csv.ts';

type Named = Pick<Mall, 'name' | 'type' | 'area'>;

/** The table of one half-year: one row per mall that was open in it, zeros included. */
export function halfYearRows(disclosure: Disclosure, malls: ReadonlyMap<string, Named>, limits: Limits): Row[] {
  const { period, currency } = disclosure;
  return disclosure.malls.map(({ mall, ...counts }) => ({
    period,
    mall,
    ...nameCells(malls.get(mall)),
    ...indicatorCells(indicatorsOf(counts, limits), currency),
    ...breakdownCells(counts, limits.smallCell),
  }));
}

/** The totals of every half-year. They cover all malls, so no cell is small enough to withhold. */
export function totalRows(disclosures: Disclosure[], limitsOf: (disclosure: Disclosure) => Limits): Row[] {
  return disclosures.map((disclosure) => ({
    period: disclosure.period,
    malls: disclosure.malls.length,
    ...indicatorCells(indicatorsOf(disclosure.totals, limitsOf(disclosure)), disclosure.currency),
    ...breakdownCells(disclosure.totals, 1),
    method_version: disclosure.methodVersion,
    frozen_on: disclosure.frozenOn,
    published_on: disclosure.publishedOn,
  }));
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
    closed: indicators.closed,
    timed: indicators.timed,
    on_time: indicators.onTime,
    on_time_share: indicators.onTimeShare,
    solved: indicators.solved,
    unsolved: indicators.unsolved,
    unrated: indicators.unrated,
    solved_share: indicators.solvedShare,
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

function breakdownCells({ byProblem, byObject }: Counts, smallCell: number): Row {
  return {
    ...cells('problem', PROBLEMS, byProblem, smallCell),
    ...cells('object', OBJECTS, byObject, smallCell),
  };
}

function cells(
  list: string,
  slugs: readonly string[],
  counts: Partial<Record<string, number>>,
  smallCell: number,
): Row {
  return Object.fromEntries(
    slugs.map((slug): [string, Cell] => {
      const { value, text } = publishedCell(counts[slug] ?? 0, smallCell);
      return [`${list}_${slug.replaceAll('-', '_')}`, value ?? text];
    }),
  );
}
