import { getCollection, getEntry } from 'astro:content';
import { limitsOn } from '../lib/indicators.ts';
import { type EntryState, entryStateOn } from '../lib/life.ts';
import { type RatingResult, resultOf, type Standing, standingOn } from '../lib/rating.ts';
import { correctionsByMall, figureChanges, supersededName, supersededVersion } from '../lib/revisions.ts';
import type { Change, Correction } from '../schema/correction.ts';
import { DIRECTORY_KINDS, type DirectoryEntry, type DirectoryKind } from '../schema/directory.ts';
import type { Exemptions } from '../schema/exemption.ts';
import type { Plan } from '../schema/plan.ts';
import type { MallRating, Ratings } from '../schema/rating.ts';
import type { Reply } from '../schema/reply.ts';
import type { Standard } from '../schema/standard.ts';
import { getDisclosure, getSuperseded } from './disclosures.ts';
import { once } from './once.ts';
import { getStandards } from './reading.ts';
import { getThresholds } from './rules.ts';
import { TODAY } from './today.ts';

/** The ratings of every year, newest first. */
export const getRatings = once(
  async (): Promise<Ratings[]> =>
    (await getCollection('ratings')).map(({ data }) => data).sort((a, b) => b.year - a.year),
);

/** The standard that malls are rated by. */
export async function getRubric(): Promise<Standard> {
  const rubric = (await getStandards()).find(({ dimensions }) => dimensions.length > 0);
  if (rubric === undefined) throw new Error('No standard in content/standards has dimensions to rate by.');
  return rubric;
}

/** A mall's rating of one year with what its scores come to; null where it was not scored. */
export interface YearRating extends MallRating {
  year: number;
  version: string;
  publishedOn: string;
  validTo: string;
  standing: Standing;
  result: RatingResult | null;
}

/** Mall → its ratings, newest first. */
export const getRatingsByMall = once(async (): Promise<Map<string, YearRating[]>> => {
  const rubric = await getRubric();
  const byMall = new Map<string, YearRating[]>();
  for (const ratings of await getRatings()) {
    const { year, version, publishedOn, validTo } = ratings;
    for (const rating of ratings.malls) {
      const standing = standingOn(TODAY, ratings, rating);
      const result = rating.scores.length === 0 ? null : resultOf(rubric, rating);
      const entry = { ...rating, year, version, publishedOn, validTo, standing, result };
      byMall.set(rating.mall, [...(byMall.get(rating.mall) ?? []), entry]);
    }
  }
  return byMall;
});

/** An entry takes some ten lines: more of them make a page too heavy. */
export const ENTRIES_ON_A_PAGE = 40;

export type ListedEntry<K extends DirectoryKind = DirectoryKind> = DirectoryEntry<K> & { state: EntryState };

/** The entries of one directory with their state of today, valid ones first, then by id. */
export async function getDirectory<K extends DirectoryKind>(kind: K): Promise<ListedEntry<K>[]> {
  return (await directories()).get(kind) as unknown as ListedEntry<K>[];
}

const directories = once(async (): Promise<Map<DirectoryKind, ListedEntry[]>> => {
  const all = await Promise.all(
    DIRECTORY_KINDS.map(async (kind) => {
      const entries: DirectoryEntry[] = (await getEntry(kind, kind))?.data.entries ?? [];
      const listed = entries.map((entry): ListedEntry => ({ ...entry, state: entryStateOn(TODAY, entry) }));
      const order = ({ state, id }: ListedEntry) => `${state === 'valid' ? 0 : 1} ${id}`;
      return [kind, listed.sort((a, b) => (order(a) < order(b) ? -1 : 1))] as const;
    }),
  );
  return new Map(all);
});

/** What a mall and its shops stand on: kind of directory → entries. */
export type Marks = Partial<Record<DirectoryKind, ListedEntry[]>>;

/** Mall → entries of every directory in it. */
export const getMarksByMall = once(async (): Promise<Map<string, Marks>> => {
  const byMall = new Map<string, Marks>();
  for (const [kind, entries] of await directories()) {
    for (const entry of entries) {
      if (entry.mall === undefined) continue;
      const marks = byMall.get(entry.mall) ?? {};
      marks[kind] = [...(marks[kind] ?? []), entry];
      byMall.set(entry.mall, marks);
    }
  }
  return byMall;
});

/** What malls say beside their figures, newest first. */
export const getReplies = once(
  async (): Promise<Reply[]> =>
    (await getCollection('replies')).map(({ data }) => data).sort((a, b) => (a.day < b.day ? 1 : -1)),
);

export type ListedCorrection = Correction & { id: string };

/** Objections and corrections, newest first. */
export const getCorrections = once(
  async (): Promise<ListedCorrection[]> =>
    (await getCollection('corrections'))
      .map(({ id, data }) => ({ id, ...data }))
      .sort((a, b) => (a.asked < b.asked ? 1 : -1)),
);

/** Correction → every figure that it changed, worked out from the figures before and after. */
export const getChanges = once(async (): Promise<Map<string, Change[]>> => {
  const [superseded, thresholds] = [await getSuperseded(), await getThresholds()];
  const changes = new Map<string, Change[]>();
  for (const { id, superseded: name = '' } of await getCorrections()) {
    const [before, kept] = [superseded.get(name), supersededVersion(name)];
    if (before === undefined || kept === undefined) continue;
    const { period, version } = kept;
    const after = superseded.get(supersededName(period, version + 1)) ?? (await getDisclosure(period));
    changes.set(id, figureChanges(before, after, limitsOn(thresholds, before.frozenOn)));
  }
  return changes;
});

/** Mall → corrections that speak of it or changed a figure of it, newest first. */
export const getCorrectionsByMall = once(
  async (): Promise<Map<string, ListedCorrection[]>> => correctionsByMall(await getCorrections(), await getChanges()),
);

/** Faults for which no penalty is given; undefined where no list is published. */
export async function getExemptions(): Promise<Exemptions | undefined> {
  return (await getEntry('exemptions', 'exemptions'))?.data;
}

/** Work plans, newest first. */
export const getPlans = once(
  async (): Promise<Plan[]> => (await getCollection('plan')).map(({ data }) => data).sort((a, b) => b.year - a.year),
);
