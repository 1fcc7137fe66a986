import { getEntry } from 'astro:content';
import type { Clocks, Holidays, Retention, Thresholds } from '../schema/rules.ts';
import { once } from './once.ts';

export const getClocks = once(async (): Promise<Clocks> => {
  const entry = await getEntry('clocks', 'clocks');
  return (entry ?? missing('clocks')).data;
});

export const getThresholds = once(async (): Promise<Thresholds> => {
  const entry = await getEntry('thresholds', 'thresholds');
  return (entry ?? missing('thresholds')).data;
});

export const getRetention = once(async (): Promise<Retention> => {
  const entry = await getEntry('retention', 'retention');
  return (entry ?? missing('retention')).data;
});

export const getHolidays = once(async (): Promise<Holidays> => {
  const entry = await getEntry('holidays', 'holidays');
  return (entry ?? missing('holidays')).data;
});

function missing(name: string): never {
  throw new Error(`rules/${name}.yml is missing from the content folder: copy it from content/rules.`);
}
