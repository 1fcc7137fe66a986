import { z } from 'zod';
import { day, id } from './basics.ts';
import { decision, object, outcome, problem, rating } from './taxonomy.ts';

/**
 * One complaint as the import leaves it: a line of RECORDS/records.csv.
 * Holds no personal data: no name, contact or narrative of anyone.
 */
export const record = z
  .strictObject({
    id: z.string().min(1).describe('Case number in the source, or "line-N" where the source has none'),
    line: z.number().int().positive().describe('Line in the source file where the row begins'),
    mall: id.describe('The mall that the complaint names, as found in the register'),
    received: day,
    decision,
    decided: day.nullable().describe('Day of the decision; null while pending or where the source does not say'),
    notified: day
      .nullable()
      .optional()
      .describe('Day the complainant was told of the decision; null if not told, absent where the source does not say'),
    closed: day.nullable(),
    outcome: outcome.nullable().describe('Null until closed'),
    rating,
    object,
    problem,
    refund: z.number().min(0).describe('Money returned to the consumer, in the currency of the source'),
    toCase: z.boolean().describe('The clue became a case (诉转案)'),
  })
  .refine((r) => (r.closed === null) === (r.outcome === null), {
    error: 'A closed complaint has an outcome, an open one has none.',
    path: ['outcome'],
  });
export type ComplaintRecord = z.infer<typeof record>;
