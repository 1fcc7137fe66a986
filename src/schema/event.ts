import { z } from 'zod';
import { day, id, localized } from './basics.ts';

export const EVENT_KINDS = [
  'launch',
  'open-day',
  'visit',
  'rapid-test',
  'film',
  'advice',
  'talk',
  'training',
  'gala-duty',
] as const;

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Write the time as HH:MM, for example 09:30.' })
  .describe('Time of day in Asia/Shanghai, HH:MM');

/** content/events/<id>.yml, and a line of a campaign's programme. */
export const event = z.strictObject({
  kind: z.enum(EVENT_KINDS),
  day,
  from: time,
  to: time,
  area: id.optional().describe('Sub-district; absent for the whole district'),
  place: localized,
  title: localized,
  text: localized.describe('What there is to see or do, for whom'),
  booking: localized.optional().describe('How to book; absent where nobody needs to'),
});
export type Event = z.infer<typeof event>;
