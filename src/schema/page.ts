import { z } from 'zod';
import { day } from './basics.ts';

/** content/pages/<locale>/<id>.md: a page of prose; what stands between the `---` lines at its head. */
export const page = z.strictObject({
  title: z.string().trim().min(1).describe('Heading of the page'),
  description: z.string().trim().min(1).max(300).describe('One sentence for search results and shared links'),
  reviewed: day.describe('Day someone last read the page against the law and the site'),
});
export type Page = z.infer<typeof page>;
