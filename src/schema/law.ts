import { z } from 'zod';
import { day, id, localized } from './basics.ts';

export const LAW_KINDS = ['statute', 'regulation', 'interpretation', 'rule', 'local', 'standard'] as const;

/** content/laws/<id>.yml: a law, regulation or court interpretation that pages cite, with its dates in force. */
export const law = z.strictObject({
  name: localized.describe('Full name, with number and year where it has them'),
  short: localized.describe('Name as cited in a line of text'),
  kind: z.enum(LAW_KINDS),
  from: day.describe('First day in force of the text cited'),
  to: day.nullable().describe('Last day in force; null while in force'),
  replacedBy: id.optional().describe('Law that took its place'),
  note: localized.optional().describe('What a reader should know of its state, for example renumbered articles'),
});
export type Law = z.infer<typeof law>;

/** A citation at the head of a prose page: the law, its articles, and what they say in a few words. */
export const citation = z.strictObject({
  law: id.describe('Name of a file in content/laws'),
  articles: z
    .string()
    .regex(/^[0-9][0-9(),– ]*$/, { error: 'Write article numbers, for example 25 or 55(1) or 15–20.' })
    .optional()
    .describe('Article numbers, for example 25 or 55(1) or 15–20'),
  says: z.string().trim().min(1).describe('What it says, in a few plain words of our own'),
});
export type Citation = z.infer<typeof citation>;
