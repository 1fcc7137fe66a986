import { z } from 'zod';
import { day } from './basics.ts';
import { citation } from './law.ts';
import { object, problem, venueType } from './taxonomy.ts';

const line = z.string().trim().min(1);

/** content/cases/<locale>/<id>.md: a typical infringement case, without names; the text below the head tells the facts. */
export const typicalCase = z.strictObject({
  title: line.max(80).describe('What happened, in a few words, without names'),
  summary: line.max(200).describe('One sentence: the fault and how it ended'),
  origin: z
    .enum(['invented', 'published'])
    .describe('invented: a demonstration case; published: from a published decision'),
  source: line.optional().describe('Where a published case comes from'),
  year: z.number().int().min(2015).describe('Year of the list the case belongs to'),
  happenedOn: day.describe('Day of the act; the law in force on it applies'),
  object,
  problem,
  venue: venueType.optional().describe('Kind of place'),
  laws: z.array(citation).min(1).describe('The rules broken or applied'),
  result: line.describe('What the office decided or brought about'),
  refundYuan: z.number().min(0).optional().describe('Money returned to the consumer'),
  compensationYuan: z.number().min(0).optional().describe('Compensation on top of the refund'),
  penaltyYuan: z.number().min(0).optional().describe('Fine'),
  forConsumers: z.array(line).min(1).describe('What consumers learn from it'),
  forShops: z.array(line).min(1).describe('What shops learn from it'),
});
export type TypicalCase = z.infer<typeof typicalCase>;
