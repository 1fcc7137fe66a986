import { z } from 'zod';
import { day, id, localized } from './basics.ts';
import { object, venueType } from './taxonomy.ts';

const tenant = z.strictObject({
  id: id.describe('Permanent id of the shop within this mall'),
  name: localized.describe('Name over the door'),
  object: object.describe('What the shop mainly sells'),
  floor: z.string().max(20).optional().describe('Floor and unit as signposted, for example L2-08'),
});

/** content/malls/<id>.yml: one large mall, complex or specialised market. */
export const mall = z.strictObject({
  name: localized.describe('Name as people know it'),
  otherNames: z.array(z.string().trim().min(1)).default([]).describe('Other names and spellings it is known by'),
  type: venueType,
  area: id.describe('Sub-district: the name of a file in content/areas'),
  address: localized.optional(),
  opened: day.optional().describe('First day open to the public'),
  closed: day.optional().describe('Last day open; absent while it is open'),
  floorAreaM2: z.number().positive().optional().describe('Lettable floor area in square metres'),
  floorAreaOn: day.optional().describe('Day on which that area was registered; a newer area gets a newer day'),
  manager: localized.optional().describe('Firm that manages the venue'),
  tenants: z.array(tenant).default([]),
});
export type Mall = z.infer<typeof mall>;
