import { z } from 'zod';

// In a browser zod would try whether it may build code from text; our policy forbids that, and the console says so.
// Set here since every schema with fields is built after this module.
if ('document' in globalThis) z.config({ jitless: true });

/** The three languages, in the order they are shown. They are equals: no text exists in one alone. */
export const LOCALES = ['zh', 'en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];

/** Permanent address part: ASCII kebab-case, as in `wutong-li`. Source: design §2. */
export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: 'An id uses only a–z, 0–9 and single hyphens, for example wutong-li.',
  })
  .max(80)
  .describe('Permanent id and address part, ASCII kebab-case');

/** A calendar day in Asia/Shanghai as `YYYY-MM-DD`; never a time of day. */
export const day = z
  .preprocess(
    // YAML reads an unquoted 2026-06-30 as a moment at midnight UTC.
    (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
    z.iso.date({ error: 'Write the day as YYYY-MM-DD, for example 2026-06-30.' }),
  )
  .describe('Calendar day, YYYY-MM-DD, Asia/Shanghai');

/** A half-year as `2026-h1` (January–June) or `2026-h2` (July–December). */
export const period = z
  .string()
  .regex(/^\d{4}-h[12]$/, { error: 'Write the half-year as YYYY-h1 or YYYY-h2.' })
  .describe('Half-year, YYYY-h1 or YYYY-h2');

export const count = z.number().int().min(0).describe('Number of complaints, whole and not negative');

/** A text in all three languages; each must be there and say something. */
export const localized = z
  .strictObject({
    zh: z.string().trim().min(1),
    en: z.string().trim().min(1),
    es: z.string().trim().min(1),
  })
  .describe('Text in Chinese, English and Spanish');
export type Localized = z.infer<typeof localized>;
