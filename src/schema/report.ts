import { z } from 'zod';
import { day, localized } from './basics.ts';

/** content/reports/<year>.yml: words around the consumer-safety analysis of a year; its figures come from the half-years. */
export const report = z.strictObject({
  year: z.number().int().min(2015),
  publishedOn: day,
  summary: localized.describe('What a reader should take from the year; no figures, they are computed'),
  sections: z.array(z.strictObject({ title: localized, text: localized })),
  advice: z.array(localized).min(1).describe('What consumers can do, one action a line'),
});
export type Report = z.infer<typeof report>;
