import { z } from 'zod';
import { day, id, localized, period } from './basics.ts';

/** Longest reply of a mall, in signs. */
export const REPLY_LONGEST = 500;

const words = z
  .string()
  .trim()
  .min(1, { error: "Nothing is written here: translate the mall's words into this language." })
  .max(REPLY_LONGEST, { error: `At most ${REPLY_LONGEST} signs are shown: ask the mall to say it shorter.` });

/** content/replies/<id>.yml: what a mall says beside its figures. Its words, not ours; translations are ours. */
export const reply = z.strictObject({
  mall: id,
  period,
  day: day.describe('Day the reply arrived'),
  text: localized.extend({ zh: words, en: words, es: words }).describe('The words of the mall, in the three languages'),
});
export type Reply = z.infer<typeof reply>;
