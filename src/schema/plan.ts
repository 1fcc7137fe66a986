import { z } from 'zod';
import { localized } from './basics.ts';

/** Who the plan names: sections of the bureau, stations, the Consumer Council. */
export const OWNERS = ['cps', 'cc', 'mss', 'eb', 'ins', 'leg', 'pbd'] as const;
export const PLAN_TIMES = [
  'issued',
  'year',
  'regular',
  'monthly',
  'daily',
  'half-yearly',
  'march',
  'gala-night',
  'launch',
  'appraisal',
] as const;
/** internal: the mechanism is explained, its records are never published. */
export const PLAN_STATES = ['published', 'running', 'replaced', 'history', 'internal'] as const;

/** content/plan/<year>.yml: every task of a year's work plan, and where its result is to be read. */
export const plan = z.strictObject({
  year: z.number().int(),
  issued: localized.describe('Day of issue and who issued it'),
  summary: localized,
  rows: z.array(
    z.strictObject({
      id: z.string().regex(/^S[1-9]\d*$/, { error: 'Write S and a number, as in S12.' }),
      task: localized,
      owners: z.array(z.enum(OWNERS)).describe('Empty where the plan names nobody'),
      when: z.enum(PLAN_TIMES),
      state: z.enum(PLAN_STATES),
      note: localized.describe('What became of it, or how it works where it is internal'),
      pages: z
        .array(z.string().regex(/^[a-z0-9/#-]+$/))
        .min(1)
        .describe('Pages of this site, as in guides/odr/'),
    }),
  ),
});
export type Plan = z.infer<typeof plan>;
export type PlanRow = Plan['rows'][number];
