import { z } from 'zod';
import { count, day, localized } from './basics.ts';

export const INSPECTION_KINDS = ['epidemic', 'hygiene', 'safety', 'sampling'] as const;

/** content/inspections/<id>.yml: one round of checks; counts only, no names of firms. */
export const inspection = z.strictObject({
  kind: z.enum(INSPECTION_KINDS),
  title: localized,
  from: day,
  to: day,
  isBelowScale: z.boolean().describe('Round in malls below the designated size'),
  summary: localized.describe('What was checked and what came of it, without figures'),
  venues: count.describe('Places visited'),
  items: z
    .array(z.strictObject({ name: localized, checked: count, faults: count }))
    .min(1)
    .describe('What was looked at: how many times, how many faults'),
  corrected: count.describe('Faults mended by the day of publication'),
  followUp: localized,
});
export type Inspection = z.infer<typeof inspection>;
