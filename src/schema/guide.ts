import { z } from 'zod';
import { day, id } from './basics.ts';
import { citation } from './law.ts';
import { problem } from './taxonomy.ts';

/** What guides are about. `bureau` explains how the office works, `firms` is the firms' corner. */
export const TOPICS = [
  'returns',
  'prepaid',
  'compensation',
  'quality',
  'online',
  'contract',
  'procedure',
  'daily',
  'bureau',
  'firms',
] as const;

/** The helpers at /tools/. */
export const TOOLS = ['deadline', 'refund', 'damages', 'evidence'] as const;
export type Tool = (typeof TOOLS)[number];

const line = z.string().trim().min(1);

/** content/guides/<locale>/<id>.md: a question and its answer; the text below the head holds the details. */
export const guide = z.strictObject({
  title: line.max(80).describe('The question, as a person would ask it'),
  answer: line.max(300).describe('The short answer, one to three sentences'),
  topic: z.enum(TOPICS),
  laws: z.array(citation).describe('Law with articles; its date in force comes from content/laws'),
  changes: z
    .array(z.strictObject({ from: day, text: line }))
    .default([])
    .describe('What changed since 2021, oldest first'),
  steps: z.array(line).min(2).describe('What to do now, one action a line'),
  form: z
    .strictObject({ kind: z.enum(['complaint', 'report']), problem: problem.optional() })
    .optional()
    .describe('Where the last step leads: the complaint form with these filled in'),
  tools: z.array(z.enum(TOOLS)).default([]).describe('Helpers that fit'),
  related: z.array(id).min(1).describe('Names of other guides'),
  reviewed: day.describe('Day someone last read the guide against the law'),
});
export type Guide = z.infer<typeof guide>;
