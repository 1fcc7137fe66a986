import { z } from 'zod';
import { count, day, id, localized, period } from './basics.ts';
import { object, outcome, problem } from './taxonomy.ts';

/**
 * The counts of one mall, or of all, in one half-year. Each is counted by its own day:
 * received by the day of receipt, accepted / notAccepted / referred by the day of decision,
 * closed and all that follows by the day of closure.
 */
export const counts = z.strictObject({
  received: count,
  accepted: count,
  notAccepted: count,
  referred: count.describe('Passed to another body'),
  decisionsTimed: count.describe('Decisions taken in the half-year to which a clock applied'),
  decisionsOnTime: count.describe('Of those: taken within the clock in force on the day of receipt'),
  noticesTimed: count
    .default(0)
    .describe('Of the decisions with a clock: those whose source records when the complainant was told'),
  noticesOnTime: count
    .default(0)
    .describe('Of those: told by the last day to decide, as the law asks for decision and notice together'),
  undecidedLate: count
    .default(0)
    .describe('Not decided on the last day of the half-year, though the clock had run out; counted whenever received'),
  unclosedLate: count
    .default(0)
    .describe('Accepted and not closed on the last day of the half-year, though the clock had run out'),
  closed: count.describe('Accepted complaints closed in the half-year'),
  timed: count.describe('Closed complaints to which a clock applied, so that on time or late can be said'),
  onTime: count.describe('Of those timed: decided and closed within the clocks in force on the day of receipt'),
  outcomes: z.record(outcome, count).describe('Closed complaints by how they ended; sums to closed'),
  solved: count.describe('Closed, and the consumer said it was solved'),
  unsolved: count,
  unrated: count.describe('Closed, and the consumer said nothing; never counted as solved'),
  toCase: count,
  refund: z.number().min(0).describe('Money returned to consumers, in the currency of the disclosure'),
  medianDays: z
    .number()
    .min(0)
    .nullable()
    .describe('Median calendar days from receipt to closure; null if none closed'),
  byObject: z.partialRecord(object, count).describe('Received complaints by goods or service; sums to received'),
  byProblem: z.partialRecord(problem, count).describe('Received complaints by main problem; sums to received'),
});
export type Counts = z.infer<typeof counts>;

/** content/disclosures/<period>.json: one half-year, written by `npm run disclose`, never by hand. */
export const disclosure = z.strictObject({
  period,
  origin: z
    .strictObject({
      kind: z.enum(['invented', 'export']).describe('invented: demonstration records; export: real records'),
      name: localized.describe('Where the records come from, as shown to readers'),
    })
    .describe('Where the records come from'),
  methodVersion: z.string().describe('Version of the counting method, as described on the methods page'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('ISO 4217 code of refund amounts'),
  frozenOn: day.describe('Last day that counts'),
  publishedOn: day,
  revisedOn: day
    .optional()
    .describe('Day of the last revision; the correction log says why, superseded/ keeps the old figures'),
  totals: counts,
  malls: z
    .array(counts.extend({ mall: id }).strict())
    .describe('Every mall open in the half-year, zeros included, ordered by id'),
});
export type Disclosure = z.infer<typeof disclosure>;
