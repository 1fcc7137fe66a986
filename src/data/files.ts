import { limitsOn } from '../lib/indicators.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import { toCsv } from './csv.ts';
import { getDisclosures } from './disclosures.ts';
import { getLimits } from './half-years.ts';
import { getAreas, getMalls } from './malls.ts';
import { once } from './once.ts';
import { halfYearRows, mallRows, totalRows } from './rows.ts';
import { getThresholds } from './rules.ts';

/** A table as it is published, in both formats from the same rows. */
export interface Published {
  csv: string;
  json: string;
}

/** Names of the files in /data/disclosures: every half-year, and `totals` over them all. */
export async function getFileNames(): Promise<string[]> {
  return ['totals', ...(await getDisclosures()).map(({ period }) => period)];
}

/** The file of that name in /data/disclosures. */
export async function disclosureFile(name: string): Promise<Published> {
  const disclosure = (await getDisclosures()).find(({ period }) => period === name);
  return disclosure === undefined ? totalsFile() : halfYearFile(disclosure);
}

async function halfYearFile(disclosure: Disclosure): Promise<Published> {
  const limits = await getLimits(disclosure);
  const { period, origin, methodVersion, currency, frozenOn, publishedOn } = disclosure;
  const [totals] = totalRows([disclosure], () => limits);
  const malls = halfYearRows(disclosure, await getMalls(), limits);
  return {
    csv: toCsv(malls),
    json: JSON.stringify({
      period,
      origin,
      methodVersion,
      currency,
      frozenOn,
      publishedOn,
      rateFloor: limits.rateFloor,
      smallCell: limits.smallCell,
      totals,
      malls,
    }),
  };
}

/** The totals of every half-year, oldest first. */
async function totalsFile(): Promise<Published> {
  const oldestFirst = [...(await getDisclosures())].reverse();
  const thresholds = await getThresholds();
  const rows = totalRows(oldestFirst, ({ frozenOn }) => limitsOn(thresholds, frozenOn));
  return { csv: toCsv(rows), json: JSON.stringify({ halfYears: rows }) };
}

/** The register of malls. */
export async function mallsFile(): Promise<Published> {
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

/** Every published table by name: the register, the totals, each half-year. */
export const getDownloads = once(async (): Promise<Map<string, Download>> => {
  const downloads = new Map<string, Download>();
  const add = (name: string, { csv, json }: Published) => {
    const [csvBytes, jsonBytes] = [Buffer.byteLength(csv), Buffer.byteLength(json)];
    downloads.set(name, { name, path: `/data/${name}`, csvBytes, jsonBytes });
  };
  add('malls', await mallsFile());
  for (const name of await getFileNames()) add(`disclosures/${name}`, await disclosureFile(name));
  return downloads;
});
