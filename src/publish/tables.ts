import type { Cell, Row } from '../data/csv.ts';
import type { MallEntry } from '../data/malls.ts';
import type { ListedCorrection, ListedEntry, YearRating } from '../data/places.ts';
import type { ListedAlert, ListedCase } from '../data/reading.ts';
import { TODAY } from '../data/today.ts';
import { label } from '../i18n/strings.ts';
import type { Annual } from '../lib/annual.ts';
import { stepOn } from '../lib/life.ts';
import type { PublishedCell } from '../lib/small-numbers.ts';
import { LOCALES, type Localized } from '../schema/basics.ts';
import type { Campaign } from '../schema/campaign.ts';
import type { Change } from '../schema/correction.ts';
import type { Inspection } from '../schema/inspection.ts';
import type { Plan } from '../schema/plan.ts';
import type { Standard } from '../schema/standard.ts';

type Malls = ReadonlyMap<string, MallEntry>;

/** A text in three columns, as in name_zh, name_en, name_es. */
function texts(name: string, text: Localized | undefined): Row {
  return Object.fromEntries(LOCALES.map((locale) => [`${name}_${locale}`, text?.[locale] ?? null]));
}

const joined = (list: readonly string[]): Cell => (list.length === 0 ? null : list.join('; '));

/** The ratings of one year: one row per mall, with points by dimension and indicator and the day of each evidence. */
export function ratingRows(ratings: YearRating[], rubric: Standard, malls: Malls): Row[] {
  return ratings.map(({ year, mall, standing, since, publishedOn, vetoes, reason, result, scores }) => {
    const byCode = new Map(scores.map((score) => [score.indicator, score]));
    const indicators = rubric.dimensions.flatMap((dimension) => dimension.indicators.map(({ code }) => code));
    return {
      year,
      mall,
      ...texts('name', malls.get(mall)?.name),
      state: standing,
      state_since: since ?? publishedOn,
      ...texts('reason', reason),
      vetoes: joined(vetoes),
      level: standing === 'rated' || standing === 'ended' ? (result?.level ?? null) : null,
      points: result?.points ?? null,
      ...Object.fromEntries(
        rubric.dimensions.map(({ code }) => [
          `points_${code.toLowerCase()}`,
          result?.dimensions.find((dimension) => dimension.code === code)?.points ?? null,
        ]),
      ),
      ...Object.fromEntries(
        indicators.flatMap((code) => [
          [`score_${code.toLowerCase()}`, byCode.get(code)?.points ?? null],
          [`evidence_${code.toLowerCase()}`, byCode.get(code)?.evidenceOn ?? null],
        ]),
      ),
    };
  });
}

/** A directory: one row per entry, with its state of the day of the build. */
export function directoryRows(entries: ListedEntry[]): Row[] {
  return entries.map((entry) => ({
    entry: entry.id,
    ...texts('name', entry.name),
    mall: entry.mall ?? null,
    area: entry.area,
    ...texts('address', entry.address),
    phone: entry.phone ?? null,
    from: entry.from,
    to: entry.to ?? null,
    state: entry.state,
    state_since: stepOn(TODAY, entry.steps)?.day ?? entry.from,
    ...('object' in entry ? { object: entry.object } : {}),
    ...('terms' in entry
      ? {
          days: entry.terms.days,
          ...texts('conditions', entry.terms.conditions),
          ...texts('exclusions', entry.terms.exclusions),
        }
      : {}),
    ...('answersInDays' in entry
      ? { answers_in_days: entry.answersInDays, headquarters: yes(entry.headquarters) }
      : {}),
    ...('services' in entry
      ? {
          star: 'star' in entry ? (entry.star ?? null) : null,
          services: joined(entry.services),
          languages: joined(entry.languages),
        }
      : {}),
    ...('mark' in entry ? { mark: entry.mark, named: yes(entry.named), special_account: yes(entry.account) } : {}),
  }));
}

/** A year in one table: each list and key with what was received in the year and the year before. */
export function annualRows(
  { year, totals, receivedBefore, byProblem, byObject, byVenue, byArea }: Annual,
  areas: ReadonlyMap<string, { name: Localized }>,
): Row[] {
  const named = (list: string, key: string): Localized =>
    list === 'area'
      ? (areas.get(key)?.name ?? { zh: key, en: key, es: key })
      : { zh: label('zh', list, key), en: label('en', list, key), es: label('es', list, key) };
  const lists = { problem: byProblem, object: byObject, venue: byVenue, area: byArea };
  const cell = (published: PublishedCell | null): Cell => published && (published.value ?? published.text);
  return [
    {
      year,
      list: 'all',
      key: 'all',
      ...texts('name', undefined),
      received: totals.received,
      received_before: receivedBefore,
    },
    ...Object.entries(lists).flatMap(([list, lines]) =>
      lines.map(({ key, received, before: earlier }) => ({
        year,
        list,
        key,
        ...texts('name', named(list, key)),
        received: cell(received),
        received_before: cell(earlier),
      })),
    ),
  ];
}

/** Rounds of inspections: one row per thing looked at. */
export function inspectionRows(rounds: (Inspection & { id: string })[]): Row[] {
  return rounds.flatMap(({ id, kind, from, to, isBelowScale, venues, items, corrected }) =>
    items.map(({ name, checked, faults }) => ({
      round: id,
      kind,
      from,
      to,
      below_scale: yes(isBelowScale),
      venues,
      ...texts('item', name),
      checked,
      faults,
      corrected_in_round: corrected,
    })),
  );
}

/** The counts of every 3·15: one row per rapid test or result. */
export function campaignRows(campaigns: Campaign[]): Row[] {
  return campaigns.flatMap(({ year, rapidTests, results }) => [
    ...rapidTests.map(({ item, tested, failed }) => ({
      year,
      kind: 'rapid-test',
      ...texts('item', item),
      tested,
      failed,
      value: null,
    })),
    ...results.map(({ what, value }) => ({
      year,
      kind: 'result',
      ...texts('item', what),
      tested: null,
      failed: null,
      value,
    })),
  ]);
}

/** A standard by which malls are rated: one row per indicator. */
export function standardRows({ version, dimensions }: Standard): Row[] {
  return dimensions.flatMap((dimension) =>
    dimension.indicators.map(({ code, name, points, evidence, scoring }) => ({
      version,
      dimension: dimension.code,
      ...texts('dimension', dimension.name),
      indicator: code,
      ...texts('name', name),
      most_points: points,
      ...texts('needed', evidence),
      ...texts('scoring', scoring),
    })),
  );
}

export function alertRows(alerts: ListedAlert[]): Row[] {
  return alerts.map(({ id, title, level, object, problem, areas, mall, issued, expires, standing }) => ({
    alert: id,
    ...texts('title', title),
    level,
    object,
    problem,
    areas: joined(areas),
    mall: mall ?? null,
    issued,
    expires,
    state: standing,
  }));
}

/** Typical cases, whose languages are files of their own: one row per case. */
export function caseRows(cases: Record<(typeof LOCALES)[number], ListedCase[]>): Row[] {
  return cases.zh.map((one) => {
    const twin = (locale: (typeof LOCALES)[number]) =>
      cases[locale].find(({ id }) => id === one.id)?.title ?? one.title;
    return {
      case: one.id,
      ...texts('title', { zh: one.title, en: twin('en'), es: twin('es') }),
      origin: one.origin,
      year: one.year,
      happened_on: one.happenedOn,
      object: one.object,
      problem: one.problem,
      venue: one.venue ?? null,
      laws: joined(one.laws.map(({ law, articles }) => (articles === undefined ? law : `${law} ${articles}`))),
      refund_yuan: one.refundYuan ?? null,
      compensation_yuan: one.compensationYuan ?? null,
      penalty_yuan: one.penaltyYuan ?? null,
    };
  });
}

export function correctionRows(corrections: ListedCorrection[]): Row[] {
  return corrections.map((correction) => ({
    correction: correction.id,
    subject: correction.subject,
    mall: correction.mall ?? null,
    period: correction.period ?? null,
    raised_by: correction.raisedBy,
    asked: correction.asked,
    answered: correction.answered ?? null,
    state: correction.state,
    ...texts('what', correction.what),
    ...texts('answer', correction.answer),
    malls_changed: correction.mallsChanged ?? null,
    superseded: correction.superseded ?? null,
  }));
}

/** What revisions changed: one row per figure, of all malls together where the mall is empty. */
export function changeRows(
  corrections: readonly ListedCorrection[],
  changes: ReadonlyMap<string, Change[]>,
  malls: Malls,
): Row[] {
  return corrections.flatMap(({ id, period }) =>
    (changes.get(id) ?? []).map(({ mall, figure, from, to }) => ({
      correction: id,
      period: period ?? null,
      mall: mall ?? null,
      ...texts('name', mall === undefined ? undefined : malls.get(mall)?.name),
      figure,
      before: from,
      after: to,
    })),
  );
}

export function planRows({ year, rows }: Plan): Row[] {
  return rows.map(({ id, task, owners, when, state, note, pages }) => ({
    year,
    task: id,
    ...texts('title', task),
    owners: joined(owners),
    when,
    state,
    ...texts('note', note),
    pages: joined(pages),
  }));
}

const yes = (is: boolean): Cell => (is ? 'yes' : 'no');
