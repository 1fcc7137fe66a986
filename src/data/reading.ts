import { type CollectionEntry, getCollection, render } from 'astro:content';
import { type AlertStanding, alertStandingOn, isInForce } from '../lib/life.ts';
import type { Alert } from '../schema/alert.ts';
import { LOCALES, type Locale } from '../schema/basics.ts';
import type { Campaign } from '../schema/campaign.ts';
import type { TypicalCase } from '../schema/case.ts';
import type { Event } from '../schema/event.ts';
import { type Guide, TOPICS } from '../schema/guide.ts';
import type { Inspection } from '../schema/inspection.ts';
import type { Report } from '../schema/report.ts';
import type { Standard } from '../schema/standard.ts';
import { once } from './once.ts';
import { TODAY } from './today.ts';

type WithId<T> = T & { id: string };

/** Prose of one language by id, kept for the whole build. */
function inEachLanguage<T>(make: (locale: Locale) => Promise<T>): (locale: Locale) => Promise<T> {
  const made = Object.fromEntries(LOCALES.map((locale) => [locale, once(() => make(locale))])) as Record<
    Locale,
    () => Promise<T>
  >;
  return (locale) => made[locale]();
}

type GuideEntry = CollectionEntry<'guides'>;
export type ListedGuide = WithId<Guide> & { entry: GuideEntry };

/** Every guide of a language, in the order of topics. */
export const getGuides = inEachLanguage(async (locale): Promise<ListedGuide[]> => {
  const guides = (await getCollection('guides'))
    .filter(({ id }) => id.startsWith(`${locale}/`))
    .map((entry) => ({ ...entry.data, id: entry.id.slice(locale.length + 1), entry }));
  const order = ({ topic, id }: ListedGuide) => `${String(TOPICS.indexOf(topic)).padStart(2, '0')} ${id}`;
  return guides.sort((a, b) => (order(a) < order(b) ? -1 : 1));
});

export type ListedCase = WithId<TypicalCase> & { entry: CollectionEntry<'cases'> };

/** Every typical case of a language, newest first. */
export const getCases = inEachLanguage(async (locale): Promise<ListedCase[]> => {
  const cases = (await getCollection('cases'))
    .filter(({ id }) => id.startsWith(`${locale}/`))
    .map((entry) => ({ ...entry.data, id: entry.id.slice(locale.length + 1), entry }));
  const order = ({ year, happenedOn, id }: ListedCase) => `${year} ${happenedOn} ${id}`;
  return cases.sort((a, b) => (order(a) < order(b) ? 1 : -1));
});

/** The text below the head of a guide or a case, as a component. */
export async function textOf(entry: GuideEntry | CollectionEntry<'cases'>) {
  return (await render(entry)).Content;
}

export interface ListedAlert extends WithId<Alert> {
  standing: AlertStanding;
}

/** Every alert issued by today: those in force first, then newest first. */
export const getAlerts = once(async (): Promise<ListedAlert[]> => {
  const alerts = (await getCollection('alerts'))
    .map(({ id, data }) => ({ id, ...data, standing: alertStandingOn(TODAY, data) }))
    .filter(({ standing }) => standing !== 'not-yet');
  const order = ({ standing, issued, id }: ListedAlert) => `${isInForce(standing) ? 1 : 0} ${issued} ${id}`;
  return alerts.sort((a, b) => (order(a) < order(b) ? 1 : -1));
});

/** Years of World Consumer Rights Day, newest first. */
export const getCampaigns = once(
  async (): Promise<Campaign[]> =>
    (await getCollection('campaigns')).map(({ data }) => data).sort((a, b) => b.year - a.year),
);

/** Yearly consumer-safety reports, newest first. */
export const getReports = once(
  async (): Promise<Report[]> =>
    (await getCollection('reports')).map(({ data }) => data).sort((a, b) => b.year - a.year),
);

/** Standards, in the order of ids. */
export const getStandards = once(
  async (): Promise<WithId<Standard>[]> =>
    (await getCollection('standards')).map(({ id, data }) => ({ id, ...data })).sort((a, b) => (a.id < b.id ? -1 : 1)),
);

/** Rounds of inspections, newest first. */
export const getInspections = once(
  async (): Promise<WithId<Inspection>[]> =>
    (await getCollection('inspections'))
      .map(({ id, data }) => ({ id, ...data }))
      .sort((a, b) => (a.from < b.from ? 1 : -1)),
);

export interface ListedEvent extends WithId<Event> {
  /** Year of the campaign whose programme it belongs to. */
  campaign: number | undefined;
}

/** Every event and every line of a campaign's programme, in order of time. */
export const getEvents = once(async (): Promise<ListedEvent[]> => {
  const own = (await getCollection('events')).map(({ id, data }) => ({ id, ...data, campaign: undefined }));
  const programmes = (await getCampaigns()).flatMap(({ year, programme }) =>
    programme.map((item) => ({ ...item, id: `${year}-${item.id}`, campaign: year })),
  );
  const order = ({ day, from, id }: ListedEvent) => `${day} ${from} ${id}`;
  return [...own, ...programmes].sort((a, b) => (order(a) < order(b) ? -1 : 1));
});
