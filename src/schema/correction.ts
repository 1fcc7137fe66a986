import { z } from 'zod';
import { day, id, localized, period } from './basics.ts';

export const CORRECTION_STATES = ['under-review', 'corrected', 'kept'] as const;
export const SUBJECTS = ['disclosure', 'rating', 'register', 'directory', 'text'] as const;

/** content/corrections/<id>.yml: an objection or a fault found, and what became of it. Public, without names of people. */
export const correction = z.strictObject({
  subject: z.enum(SUBJECTS),
  mall: id.optional(),
  period: period.optional(),
  raisedBy: z.enum(['mall', 'reader', 'office']),
  asked: day,
  answered: day.optional(),
  state: z.enum(CORRECTION_STATES),
  what: localized.describe('What was said to be wrong'),
  answer: localized.optional().describe('What was found and why'),
  before: localized.optional().describe('What stood there'),
  after: localized.optional().describe('What stands there now'),
});
export type Correction = z.infer<typeof correction>;
