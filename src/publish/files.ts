import { getAnnualReports } from '../data/annual.ts';
import { getStandings, groupsIn } from '../data/comparable.ts';
import { withComparisons, withLevels, withTotalChange } from '../data/comparison-rows.ts';
import { type Row, toCsv } from '../data/csv.ts';
import { getDisclosures, getSuperseded } from '../data/disclosures.ts';
import { getLimits, getScorecards } from '../data/half-years.ts';
import { getAreas, getMalls } from '../data/malls.ts';
import { once } from '../data/once.ts';
import {
  getChanges,
  getCorrections,
  getDirectory,
  getPlans,
  getRatings,
  getRatingsByMall,
  getRubric,
} from '../data/places.ts';
import { getAlerts, getCampaigns, getCases, getInspections, getStandards } from '../data/reading.ts';
import { groupRows, halfYearRows, mallRows, scorecardRows, totalRows } from '../data/rows.ts';
import { getThresholds } from '../data/rules.ts';
import { getYearChanges } from '../data/year-changes.ts';
import { limitsOn } from '../lib/indicators.ts';
import { DIRECTORY_KINDS } from '../schema/directory.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import {
  alertRows,
  annualRows,
  campaignRows,
  caseRows,
  changeRows,
  correctionRows,
  directoryRows,
  inspectionRows,
  planRows,
  ratingRows,
  standardRows,
} from './tables.ts';

/** A table as it is published, in both formats from the same rows. */
export interface Published {
  csv: string;
  json: string;
}

type Make = () => Promise<Published>;

/** Every table the site publishes: its name below /data, and what makes it. */
export const getTables = once(async (): Promise<Map<string, Make>> => {
  const [disclosures, ratings, reports, plans] = [
    await getDisclosures(),
    await getRatings(),
    await getAnnualReports(),
    await getPlans(),
  ];
  // A table without a row says nothing, not even which columns it would have.
  const present = (name: string, list: readonly unknown[], rows: () => Promise<Row[]>): [string, Make][] =>
    list.length === 0 ? [] : [[name, async () => plain(await rows())]];
  const tables: [string, Make][] = [
    ['malls', mallsFile],
    ['disclosures/totals', totalsFile],
    ...disclosures.map((disclosure): [string, Make] => [
      `disclosures/${disclosure.period}`,
      () => halfYearFile(disclosure),
    ]),
    ...present('scorecard', disclosures, async () => scorecardRows((await getScorecards()).reverse())),
    ...present('groups', disclosures, groupTable),
    ...(await getStandards())
      .filter(({ dimensions }) => dimensions.length > 0)
      .map((standard): [string, Make] => [`standards/${standard.id}`, async () => plain(standardRows(standard))]),
    ...ratings.map(({ year }): [string, Make] => [`ratings/${year}`, () => ratingsFile(year)]),
    ...reports.map(({ year, annual }): [string, Make] => [
      `reports/${year}`,
      async () => plain(annualRows(annual, await getAreas())),
    ]),
    ...(
      await Promise.all(
        DIRECTORY_KINDS.map(async (kind) => {
          const entries = await getDirectory(kind);
          return present(`directory/${kind}`, entries, async () => directoryRows(entries));
        }),
      )
    ).flat(),
    ...plans.map((plan): [string, Make] => [`plan/${plan.year}`, async () => plain(planRows(plan))]),
    ...present('inspections', await getInspections(), async () => inspectionRows(await getInspections())),
    ...present('campaigns', await getCampaigns(), async () => campaignRows(await getCampaigns())),
    ...present('alerts', await getAlerts(), async () => alertRows(await getAlerts())),
    ...present('cases', await getCases('zh'), async () =>
      caseRows({ zh: await getCases('zh'), en: await getCases('en'), es: await getCases('es') }),
    ),
    ...present('corrections', await getCorrections(), async () => correctionRows(await getCorrections())),
    ...present('correction-changes', [...(await getChanges()).values()].flat(), async () =>
      changeRows(await getCorrections(), await getChanges(), await getMalls()),
    ),
    ...[...(await getSuperseded())].map(([name, disclosure]): [string, Make] => [
      `superseded/${name}`,
      () => halfYearFile(disclosure),
    ]),
  ];
  return new Map(tables.map(([name, make]) => [name, once(make)]));
});

/** The table of that name. */
export async function getTable(name: string): Promise<Published> {
  const make = (await getTables()).get(name);
  if (make === undefined) throw new Error(`No table "${name}" is published.`);
  return make();
}

function plain(rows: Row[]): Published {
  return { csv: toCsv(rows), json: JSON.stringify({ rows }) };
}

async function ratingsFile(year: number): Promise<Published> {
  const [byMall, malls] = [await getRatingsByMall(), await getMalls()];
  const ratings = [...byMall.values()].flatMap((list) => list.filter((rating) => rating.year === year));
  return plain(
    ratingRows(
      ratings.sort((a, b) => (a.mall < b.mall ? -1 : 1)),
      await getRubric(),
      malls,
    ),
  );
}

/** A half-year as it stands, or as it stood before a revision. */
async function halfYearFile(disclosure: Disclosure): Promise<Published> {
  const limits = await getLimits(disclosure);
  const { period, origin, methodVersion, currency, frozenOn, publishedOn, revisedOn } = disclosure;
  const changes = await getYearChanges(disclosure);
  const [totals] = totalRows([disclosure], () => limits).map((row) => withTotalChange(row, changes));
  const rows = halfYearRows(disclosure, await getMalls(), limits);
  const malls = withComparisons(rows, await getStandings(disclosure), changes);
  return {
    csv: toCsv(malls),
    json: JSON.stringify({
      period,
      origin,
      methodVersion,
      currency,
      frozenOn,
      publishedOn,
      ...(revisedOn === undefined ? {} : { revisedOn }),
      rateFloor: limits.rateFloor,
      smallCell: limits.smallCell,
      totals,
      malls,
    }),
  };
}

/** The groups of comparable malls of every half-year, oldest first. */
async function groupTable(): Promise<Row[]> {
  const oldestFirst = [...(await getDisclosures())].reverse();
  const rows = oldestFirst.map(async (disclosure) => {
    const [groups, limits] = [await groupsIn(disclosure), await getLimits(disclosure)];
    return groupRows(disclosure.period, groups, limits).map((row) =>
      withLevels(row, groups.get(String(row['group'])) ?? [], limits),
    );
  });
  return (await Promise.all(rows)).flat();
}

/** The totals of every half-year, oldest first. */
async function totalsFile(): Promise<Published> {
  const oldestFirst = [...(await getDisclosures())].reverse();
  const thresholds = await getThresholds();
  const changes = await Promise.all(oldestFirst.map(getYearChanges));
  const rows = totalRows(oldestFirst, ({ frozenOn }) => limitsOn(thresholds, frozenOn)).map((row, at) => {
    const change = changes[at];
    return change === undefined ? row : withTotalChange(row, change);
  });
  return { csv: toCsv(rows), json: JSON.stringify({ halfYears: rows }) };
}

/** The register of malls. */
async function mallsFile(): Promise<Published> {
  const rows = mallRows((await getMalls()).values(), await getAreas());
  return { csv: toCsv(rows), json: JSON.stringify({ malls: rows }) };
}

/** What a reader may download: an address without its extension, and the sizes. */
export interface Download {
  /** Name below /data, as `disclosures/2026-h1`. */
  name: string;
  path: string;
  csvBytes: number;
  jsonBytes: number;
}

/** Every published table by name, in the order of getTables. */
export const getDownloads = once(async (): Promise<Map<string, Download>> => {
  const downloads = new Map<string, Download>();
  for (const [name, make] of await getTables()) {
    const { csv, json } = await make();
    const [csvBytes, jsonBytes] = [Buffer.byteLength(csv), Buffer.byteLength(json)];
    downloads.set(name, { name, path: `/data/${name}`, csvBytes, jsonBytes });
  }
  return downloads;
});

/** The download of one table under the name a page gives it; none where nothing is published. */
export async function getDownload(title: string, name: string): Promise<Download[]> {
  const download = (await getDownloads()).get(name);
  return download === undefined ? [] : [{ ...download, name: title }];
}
