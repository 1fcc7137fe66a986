import { z } from 'zod';
import { day, id, localized } from './basics.ts';

const code = z.string().regex(/^[A-Z]{3}\d*$/, { error: 'Write a code such as SAF or SAF1.' });

const indicator = z.strictObject({
  code,
  name: localized,
  points: z.number().positive().describe('Most points it gives'),
  evidence: localized.describe('What has to be shown'),
  scoring: localized.describe('How points are given'),
});

/** content/standards/<id>.yml: a standard to read and to tick off; with dimensions it is also a rubric to rate by. */
export const standard = z.strictObject({
  title: localized,
  summary: localized.describe('What it is for, in two sentences'),
  status: localized.describe('Whose it is and what it is not'),
  version: z.string().min(1),
  from: day,
  dimensions: z.array(z.strictObject({ code, name: localized, indicators: z.array(indicator).min(1) })).default([]),
  levels: z
    .array(z.strictObject({ id, from: z.number().min(0).describe('Fewest points'), name: localized }))
    .default([])
    .describe('Highest first'),
  cap: z
    .strictObject({ share: z.number().min(0).max(1), level: id })
    .optional()
    .describe('A dimension below this share of its points holds the level down to this one'),
  mostWithoutEvidence: z.number().min(0).optional().describe('More points than this without evidence: not rated'),
  rules: z.array(localized).default([]).describe('What caps a level, how gaps are filled'),
  vetoes: z.array(z.strictObject({ id, text: localized })).default([]),
  process: z.array(z.strictObject({ title: localized, text: localized })).default([]),
  checklists: z.array(
    z.strictObject({
      id,
      title: localized,
      items: z.array(z.strictObject({ text: localized, why: localized.optional() })).min(1),
    }),
  ),
});
export type Standard = z.infer<typeof standard>;
export type Dimension = Standard['dimensions'][number];
