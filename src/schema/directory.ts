import { z } from 'zod';
import { day, id, localized } from './basics.ts';
import { object } from './taxonomy.ts';

export const DIRECTORY_KINDS = [
  'demonstration-units',
  'return-shops',
  'odr-firms',
  'contact-points',
  'mediation-centres',
  'prepaid-issuers',
] as const;
export type DirectoryKind = (typeof DIRECTORY_KINDS)[number];

export const ENTRY_STATES = ['valid', 'suspended', 'removed'] as const;
export const SERVICES_OFFERED = [
  'advice',
  'mediation',
  'food',
  'drugs',
  'lifts',
  'goods',
  'talks',
  'rapid-test',
] as const;
export const SPOKEN = ['zh', 'en', 'es', 'sign'] as const;

const phone = z.string().regex(/^[0-9+ -]{5,20}$/, { error: 'Write the number in digits, as in 021 12345.' });

/** What every entry has: who, where, and its life. */
const entry = z.strictObject({
  id,
  name: localized,
  mall: id.optional().describe('Mall it stands in'),
  area: id,
  address: localized.optional(),
  phone: phone.optional(),
  hours: localized.optional(),
  from: day.describe('First day on the list'),
  to: day.optional().describe('Last day, where a term is set'),
  steps: z
    .array(z.strictObject({ day, state: z.enum(ENTRY_STATES), reason: localized }))
    .default([])
    .describe('What happened since: suspended, valid again, removed, and why; oldest first'),
});

const terms = z.strictObject({
  days: z.number().int().positive().describe('Days in which goods may be returned without a reason'),
  exclusions: localized,
  conditions: localized,
});

const BY_KIND = {
  'demonstration-units': entry.extend({ object: object.describe('What it sells or does') }),
  'return-shops': entry.extend({ terms }),
  'odr-firms': entry.extend({
    answersInDays: z.number().int().positive().describe('Days in which the firm answers'),
    headquarters: z.boolean().describe('Head office of a chain'),
  }),
  'contact-points': entry.extend({
    star: z
      .union([z.literal(4), z.literal(5)])
      .optional()
      .describe('Star level; absent without one'),
    starSince: day.optional(),
    services: z.array(z.enum(SERVICES_OFFERED)).min(1),
    languages: z.array(z.enum(SPOKEN)).min(1),
  }),
  'mediation-centres': entry.extend({
    services: z.array(z.enum(SERVICES_OFFERED)).min(1),
    languages: z.array(z.enum(SPOKEN)).min(1),
    cost: localized,
  }),
  'prepaid-issuers': entry.extend({
    mark: z.string().describe('Number of the mark of registration'),
    named: z.boolean().describe('Issues named cards'),
    account: z.boolean().describe('Holds a special account above the risk line'),
  }),
} as const satisfies Record<DirectoryKind, z.ZodType>;

export type DirectoryEntry<K extends DirectoryKind = DirectoryKind> = z.infer<(typeof BY_KIND)[K]>;

/** content/directory/<kind>.yml: the entries of one kind. */
export function directory<K extends DirectoryKind>(kind: K) {
  return z.strictObject({ entries: z.array(BY_KIND[kind]) });
}
