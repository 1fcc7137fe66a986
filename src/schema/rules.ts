import { z } from 'zod';
import { day, id, localized } from './basics.ts';

const span = z.strictObject({
  days: z.number().int().positive(),
  unit: z.enum(['working', 'calendar']),
  article: localized.describe('Law and article that sets it'),
});

/** content/rules/clocks.yml: statutory clocks. The regime in force on the day of receipt applies. */
export const clocks = z.strictObject({
  regimes: z
    .array(
      z.strictObject({
        id,
        from: day.describe('First day in force'),
        to: day.nullable().describe('Last day in force; null while in force'),
        title: localized,
        decide: span.describe('From receipt to accept or reject'),
        mediate: span.describe('From acceptance to the end of mediation'),
        notifyEnd: span.describe('Notice that mediation ended'),
        verify: span.describe('From a report or clue to the end of verification'),
        verifyExtension: span,
      }),
    )
    .min(1),
});
export type Clocks = z.infer<typeof clocks>;
export type Regime = Clocks['regimes'][number];

/** content/rules/thresholds.yml: numbers by which figures are shown or withheld, each with its first day in force. */
export const thresholds = z.strictObject({
  versions: z
    .array(
      z.strictObject({
        from: day,
        rateFloor: z.number().int().positive().describe('Fewest closed complaints for which a share or rank is shown'),
        smallCell: z
          .number()
          .int()
          .positive()
          .describe('Counts of a cross table from 1 to below this are shown as "<n"'),
        breakdownFloor: z
          .number()
          .int()
          .positive()
          .default(1)
          .describe('Fewest received complaints of a mall that are broken down by problem and goods'),
        publishWithinDays: z.number().int().positive().describe('Calendar days from freeze to publication'),
        sizeClassesM2: z
          .array(z.number().positive())
          .describe('Lettable areas at which the next class of size begins; malls compare within one'),
        replyWorkingDays: z.number().int().positive().describe('Working days a mall has to reply before publication'),
        objectionAnswerWorkingDays: z.number().int().positive(),
        source: localized,
      }),
    )
    .min(1),
});
export type Thresholds = z.infer<typeof thresholds>;

/**
 * Measures of the scorecard that may have a target. Complaints that became cases are left out on purpose: a goal for
 * them would reward opening cases, and more is not better.
 */
export const TARGETED = [
  'decided-on-time',
  'closed-on-time',
  'notified-on-time',
  'solved',
  'satisfied',
  'mediated',
  'settled',
] as const;
export type Targeted = (typeof TARGETED)[number];

/** content/rules/targets.yml: the shares that the bureau wants to reach, each version with its first day. */
export const targets = z.strictObject({
  versions: z
    .array(
      z.strictObject({
        from: day,
        targets: z.partialRecord(
          z.enum(TARGETED),
          z.strictObject({
            share: z.number().gt(0).max(1).describe('Smallest share that meets the target: 1 is 100 %'),
            source: localized.describe('Who set the target, as shown to readers'),
          }),
        ),
      }),
    )
    .min(1),
});
export type Targets = z.infer<typeof targets>;

/** content/rules/retention.yml: how long the intake keeps what. */
export const retention = z.strictObject({
  letters: z.strictObject({
    daysAfterEnd: z.number().int().positive().describe('Sealed words and files, counted from the end of the case'),
  }),
  waitingFiles: z.strictObject({ hours: z.number().positive().describe('Files whose complaint never came') }),
  receiptPages: z.strictObject({ hours: z.number().positive().describe('Receipts that can be opened again') }),
  deliveredLetters: z.strictObject({ days: z.number().positive().describe('Outbox letters that have arrived') }),
  source: localized,
});
export type Retention = z.infer<typeof retention>;

/** content/rules/holidays.yml: per year, weekdays off and weekend days worked. A year not listed is refused, never guessed. */
export const holidays = z.strictObject({
  source: localized,
  years: z.record(
    z.string().regex(/^\d{4}$/),
    z.strictObject({
      off: z.array(day),
      worked: z.array(day),
      statutory: z.array(day).describe('Public holidays proper, without days given in exchange'),
    }),
  ),
});
export type Holidays = z.infer<typeof holidays>;
