import { z } from 'zod';
import { count, day, id, localized } from './basics.ts';
import { event } from './event.ts';

const article = z.strictObject({ title: localized, text: localized });

/** content/campaigns/<year>.yml: World Consumer Rights Day of one year, from programme to results. */
export const campaign = z.strictObject({
  year: z.number().int().min(2015),
  day: day.describe('15 March of the year'),
  theme: localized.describe('Theme of the year'),
  summary: localized.describe('What the year was about, two or three sentences'),
  programme: z.array(event.extend({ id: id.describe('Permanent within the year') })).min(1),
  launches: z
    .array(article.extend({ page: z.string().optional().describe('Page of this site, as in guides/odr/') }))
    .describe('What was presented that day'),
  visits: z.array(article).describe('What visitors of a station saw'),
  rapidTests: z
    .array(z.strictObject({ item: localized, tested: count, failed: count, note: localized.optional() }))
    .describe('Rapid tests done for the public; invented counts in a demonstration'),
  films: z
    .array(
      z.strictObject({
        id,
        title: localized,
        minutes: z.number().positive(),
        summary: localized,
        transcript: z.array(localized).min(3).describe('Every spoken line and what is seen, in order'),
      }),
    )
    .describe('Warning films, as text'),
  gala: z
    .strictObject({
      from: z.string(),
      to: z.string(),
      text: localized.describe('Who is on duty during the gala night and what they do'),
      responses: z.array(z.strictObject({ about: localized, done: localized })),
    })
    .describe('Duty on the night of the television gala'),
  edition: z
    .strictObject({ title: localized, articles: z.array(article).min(1) })
    .optional()
    .describe('Special edition of the district newspaper, as text'),
  results: z.array(z.strictObject({ what: localized, value: count })).describe('Counts after the campaign'),
});
export type Campaign = z.infer<typeof campaign>;
