import { z } from 'zod';
import { day, id, localized } from './basics.ts';

export const RATING_STATES = ['rated', 'not-rated', 'under-review', 'withdrawn'] as const;

const score = z.strictObject({
  indicator: z.string().describe('Code of an indicator of the standard'),
  points: z.number().min(0).nullable().describe('Points given; null where no evidence was shown'),
  evidenceOn: day.optional().describe('Day of the evidence'),
  note: localized.optional(),
});

/** content/ratings/<year>.json: the quality-mall ratings of one year. Totals and levels are computed, never written. */
export const ratings = z.strictObject({
  year: z.number().int().min(2021),
  standard: id,
  version: z.string().describe('Version of the standard'),
  publishedOn: day,
  validTo: day.describe('Last day the ratings are in force'),
  malls: z.array(
    z.strictObject({
      mall: id,
      state: z.enum(RATING_STATES),
      reason: localized.optional().describe('Why it is not rated, under review or withdrawn'),
      since: day.optional().describe('Day of that state, where it is not the day of publication'),
      vetoes: z.array(id).default([]),
      scores: z.array(score).default([]),
    }),
  ),
});
export type Ratings = z.infer<typeof ratings>;
export type MallRating = Ratings['malls'][number];
