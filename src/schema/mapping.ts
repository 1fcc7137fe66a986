import { z } from 'zod';
import { id, localized } from './basics.ts';
import { decision, object, outcome, problem, rating, venueType } from './taxonomy.ts';

const column = z
  .string()
  .overwrite((name) => name.replace(/\s+/g, ' ').trim())
  .min(1)
  .describe('Header of the column, as in the file');

const code = z
  .strictObject({
    after: z.string().min(1).optional().describe('Only what follows the last of these is looked up'),
    before: z.string().min(1).optional().describe('Only what precedes the first of these is looked up'),
  })
  .describe('Where the code stands in the cell, if the cell holds more than the code');

/** Either a column whose texts are translated by a list, or one constant for every row. */
const coded = <T extends z.ZodType>(slug: T) =>
  z.union([
    z.strictObject({
      column,
      code: code.optional(),
      values: z.record(z.string(), slug).describe('Text in the file → our slug'),
    }),
    z.strictObject({ value: slug.describe('The same for every row') }),
  ]);

export const DATE_SHAPES = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'YYYY.MM.DD',
  'YYYYMMDD',
  'YYYY年MM月DD日',
  'MM/DD/YYYY',
  'DD/MM/YYYY',
  'DD.MM.YYYY',
  'DD MMM YYYY',
  'MMM DD YYYY',
  'excel-1900',
  'excel-1904',
] as const;
const dateShape = z.enum(DATE_SHAPES);
export type DateShape = z.infer<typeof dateShape>;

const plain = z.strictObject({ column });

/** How the columns of a complaint export become our fields: a YAML file, explained in content/mappings/README.md. */
export const mapping = z
  .strictObject({
    format: z.enum(['csv', 'xlsx']).optional().describe('Kind of file; found where left out'),
    encoding: z
      .enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'])
      .optional()
      .describe('How text is stored; gb18030 covers GBK and GB2312. Found where left out'),
    delimiter: z.enum([',', ';', '\t', '|']).optional().describe('Character between two cells; found where left out'),
    sheet: z
      .string()
      .trim()
      .min(1)
      .optional()
      .describe('Sheet of a workbook, or all; else the one with the mapped columns'),
    header: z.number().int().positive().optional().describe('Line of the header; found where left out'),
    dates: z
      .union([dateShape, z.array(dateShape).min(1)])
      .describe('How days are written in the file: one shape or several'),
    decimal: z.enum(['.', ',']).default('.').describe('Sign before the cents of an amount'),
    origin: z.strictObject({
      kind: z.enum(['invented', 'export']).describe('invented: demonstration records; export: real records'),
      name: localized.describe('Where the records come from, as readers are told'),
    }),
    currency: z.string().regex(/^[A-Z]{3}$/, { error: 'Write the ISO 4217 code of the currency, for example CNY.' }),
    methodVersion: z.string().min(1).default('1').describe('Counting method, as on the methods page'),
    fields: z.strictObject({
      id: plain.optional().describe('Case number; without it each row is known by its line'),
      mall: z.strictObject({
        column,
        unknown: z
          .enum(['reject', 'register'])
          .default('reject')
          .describe('reject: a name not in the register is an error; register: it opens a new entry'),
        separator: z.string().min(1).optional().describe('Stands between the businesses of one complaint'),
      }),
      received: plain,
      decision: coded(decision),
      decided: z.union([plain, z.strictObject({ as: z.literal('received') })]).describe('Day of the decision'),
      notified: plain
        .optional()
        .describe('Day the complainant was told of the decision; leave it out where the source does not record it'),
      closed: plain,
      outcome: coded(outcome),
      rating: coded(rating),
      object: coded(object),
      problem: coded(problem),
      refund: z.union([plain, z.strictObject({ value: z.number().min(0) })]),
      toCase: coded(z.boolean()),
    }),
    register: z
      .strictObject({
        type: venueType.describe('Venue type of every new entry'),
        area: id.describe('Area of every new entry'),
        areaName: localized.describe('Name of that area, where the content folder does not know it yet'),
      })
      .optional()
      .describe('Needed with unknown: register'),
  })
  .refine(({ dates }) => !(dates.includes('MM/DD/YYYY') && dates.includes('DD/MM/YYYY')), {
    error: 'MM/DD/YYYY and DD/MM/YYYY cannot stand together: 03/04/2026 would be two days.',
    path: ['dates'],
  })
  .refine(({ fields, register }) => fields.mall.unknown !== 'register' || register !== undefined, {
    error: 'fields.mall says unknown: register, so this section is needed, with type, area and areaName.',
    path: ['register'],
  });
export type Mapping = z.infer<typeof mapping>;
export type Coded =
  | { column: string; code?: z.infer<typeof code> | undefined; values: Record<string, unknown> }
  | { value: unknown };
