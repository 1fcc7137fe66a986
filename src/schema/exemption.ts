import { z } from 'zod';
import { day, localized } from './basics.ts';
import { citation } from './law.ts';

/** content/firms/exemptions.yml: minor faults for which no penalty is given, with the condition. */
export const exemptions = z.strictObject({
  status: localized.describe('Whose list it is and what it is not'),
  items: z
    .array(
      z.strictObject({
        fault: localized,
        condition: localized,
        law: citation.shape.law,
        articles: citation.shape.articles,
        from: day,
        to: day.nullable(),
      }),
    )
    .min(1),
});
export type Exemptions = z.infer<typeof exemptions>;
