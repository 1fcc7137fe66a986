import { z } from 'zod';
import { count, day, id, localized, period } from './basics.ts';

export const CORRECTION_STATES = ['under-review', 'corrected', 'kept'] as const;
export const SUBJECTS = ['disclosure', 'rating', 'register', 'directory', 'text'] as const;

/** Figures that a revision can change: columns of the table of a half-year, counts of the scorecard, and the breakdowns as a whole. */
export const CHANGED_FIGURES = [
  'received',
  'accepted',
  'not_accepted',
  'referred',
  'decisions_timed',
  'decisions_on_time',
  'closed',
  'timed',
  'on_time',
  'solved',
  'unsolved',
  'unrated',
  'mediated',
  'settled',
  'withdrawn',
  'terminated',
  'became_case',
  'median_days',
  'refund',
  'notices_timed',
  'notices_on_time',
  'undecided_late',
  'unclosed_late',
  'breakdown',
] as const;
export type ChangedFigure = (typeof CHANGED_FIGURES)[number];

const side = z.number().min(0).nullable();

const change = z.strictObject({
  mall: id.optional().describe('The mall whose figure it is; absent for all malls together'),
  figure: z
    .enum(CHANGED_FIGURES)
    .describe(
      'Column of the table; breakdown stands for the cells by goods and problem, which may be too small to tell',
    ),
  from: side.describe(
    'What stood there; null where the mall was not listed. Both are null where the figures are withheld',
  ),
  to: side.describe('What stands there now; null where the mall is not listed'),
});
export type Change = z.infer<typeof change>;

const said = z
  .string()
  .trim()
  .min(1, { error: 'Nothing is written here: translate what was said into this language.' });

/** content/corrections/<id>.yml: an objection or a fault found, and what became of it. Public, without names of people. */
export const correction = z.strictObject({
  subject: z.enum(SUBJECTS),
  mall: id.optional(),
  period: period.optional(),
  raisedBy: z.enum(['mall', 'reader', 'office']),
  asked: day,
  answered: day.optional(),
  state: z.enum(CORRECTION_STATES),
  what: localized
    .extend({ zh: said, en: said, es: said })
    .describe('What was said to be wrong, in the three languages'),
  answer: localized.optional().describe('What was found and why'),
  before: localized.optional().describe('What stood there'),
  after: localized.optional().describe('What stands there now'),
  superseded: id.optional().describe('The figures that stood before a revision: a file in content/superseded'),
  changes: z.array(change).optional().describe('Each figure that a revision changed; written by npm run disclose'),
  mallsChanged: count
    .optional()
    .describe('Malls with a changed figure; where they are many, changes has the totals alone'),
});
export type Correction = z.infer<typeof correction>;
