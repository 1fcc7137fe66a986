import { getEntry } from 'astro:content';
import type { z } from 'zod';
import type { Locale } from '../schema/basics.ts';
import type { Clocks, Holidays, Retention, Targets, Thresholds } from '../schema/rules.ts';
import type { searchWords } from '../schema/search-words.ts';
import { once } from './once.ts';

export const getClocks = once(async (): Promise<Clocks> => {
  const entry = await getEntry('clocks', 'clocks');
  return (entry ?? missing('clocks')).data;
});

export const getThresholds = once(async (): Promise<Thresholds> => {
  const entry = await getEntry('thresholds', 'thresholds');
  return (entry ?? missing('thresholds')).data;
});

export const getTargets = once(async (): Promise<Targets> => {
  const entry = await getEntry('targets', 'targets');
  return (entry ?? missing('targets')).data;
});

export const getRetention = once(async (): Promise<Retention> => {
  const entry = await getEntry('retention', 'retention');
  return (entry ?? missing('retention')).data;
});

export const getHolidays = once(async (): Promise<Holidays> => {
  const entry = await getEntry('holidays', 'holidays');
  return (entry ?? missing('holidays')).data;
});

/** Words of search of one language: those that only ask, and those that mean the same. */
export async function getSearchWords(locale: Locale): Promise<z.infer<typeof searchWords>> {
  const entry = await getEntry('searchWords', locale);
  if (entry === undefined) throw new Error(`Write content/search/${locale}.yml.`);
  return entry.data;
}

function missing(name: string): never {
  throw new Error(`rules/${name}.yml is missing from the content folder: copy it from content/rules.`);
}
