import { z } from 'zod';
import { id, localized } from './basics.ts';
import { decision, object, outcome, problem, rating, venueType } from './taxonomy.ts';

const column = z.string().trim().min(1).describe('Header of the column, as in the file');

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

const plain = z.strictObject({ column });

/** How the columns of a complaint export become our fields: a YAML file, explained in content/mappings/README.md. */
export const mapping = z
  .strictObject({
    format: z.literal('csv').default('csv').describe('Kind of file'),
    encoding: z
      .enum(['utf-8', 'gb18030'])
      .default('utf-8')
      .describe('How text is stored; gb18030 covers GBK and GB2312'),
    delimiter: z.enum([',', ';', '\t', '|']).default(',').describe('Character between two cells'),
    dates: z
      .enum(['YYYY-MM-DD', 'YYYY/MM/DD', 'MM/DD/YYYY', 'DD/MM/YYYY'])
      .describe('How days are written in the file'),
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
      }),
      received: plain,
      decision: coded(decision),
      decided: z.union([plain, z.strictObject({ as: z.literal('received') })]).describe('Day of the decision'),
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
  .refine(({ fields, register }) => fields.mall.unknown !== 'register' || register !== undefined, {
    error: 'fields.mall says unknown: register, so this section is needed, with type, area and areaName.',
    path: ['register'],
  });
export type Mapping = z.infer<typeof mapping>;
export type Coded =
  | { column: string; code?: z.infer<typeof code> | undefined; values: Record<string, unknown> }
  | { value: unknown };
