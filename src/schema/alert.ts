import { z } from 'zod';
import { day, id, localized } from './basics.ts';
import { object, problem } from './taxonomy.ts';

/** tip: good to know; watch: several complaints of one kind; warning: act now. */
export const ALERT_LEVELS = ['tip', 'watch', 'warning'] as const;
export const ALERT_STATES = ['open', 'answered', 'closed'] as const;

/** content/alerts/<id>.yml: a consumer alert with its life. Its state is that of the last step. */
export const alert = z.strictObject({
  title: localized.describe('What to watch out for, in a few words'),
  level: z.enum(ALERT_LEVELS),
  object: object.describe('Goods or service'),
  problem: problem.describe('Kind of problem'),
  areas: z.array(id).default([]).describe('Sub-districts concerned; empty means the whole district'),
  mall: id.optional().describe('Mall concerned, if it is one'),
  issued: day,
  expires: day.describe('Last day it is in force'),
  source: localized.describe('Who says so, and on what ground'),
  what: localized.describe('What has been seen'),
  advice: z.array(localized).min(1).describe('What to do, one action a line'),
  guide: id.describe('Name of the guide that explains the rights'),
  steps: z
    .array(z.strictObject({ day, state: z.enum(ALERT_STATES), text: localized }))
    .min(1)
    .describe('Its life, oldest first; the first step is the day of issue'),
});
export type Alert = z.infer<typeof alert>;
