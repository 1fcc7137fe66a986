import { z } from 'zod';

// Stable slugs. Their names in three languages are in content/ui/<locale>/taxonomy.json.
// A slug is unique only within its list.

export const GOODS = [
  'food',
  'tobacco-drinks',
  'health-food',
  'medicine',
  'medical-device',
  'cosmetics',
  'clothing-shoes',
  'home-goods',
  'children',
  'appliance',
  'computer',
  'phone',
  'housing',
  'building-material',
  'camera',
  'hygiene',
  'publication',
  'culture-sport-goods',
  'pet',
  'jewellery',
  'hardware',
  'vehicle',
  'other-goods',
] as const;

export const SERVICES = [
  'catering-lodging',
  'beauty-bath',
  'fitness-leisure',
  'training',
  'laundry',
  'repair',
  'renovation',
  'retail-service',
  'internet-service',
  'tourism',
  'parking',
  'agency',
  'home-service',
  'transport',
  'telecom',
  'courier',
  'medical',
  'property',
  'finance',
  'other-service',
] as const;

/** What a complaint is about: a kind of goods or of service. */
export const OBJECTS = [...GOODS, ...SERVICES] as const;

export const PROBLEMS = [
  'quality',
  'after-sales',
  'contract',
  'unfair-terms',
  'advertising',
  'false-promotion',
  'price',
  'measure',
  'food-safety',
  'product-safety',
  'fake',
  'label',
  'prepaid',
  'personal-info',
  'dignity',
  'unlicensed',
  'special-equipment',
  'unfair-competition',
  'trademark',
  'other',
] as const;

/** How a closed complaint ended. A complaint that was not accepted has no outcome: its decision says so. */
export const OUTCOMES = [
  'settled-direct',
  'mediated-performed',
  'mediated-agreed',
  'withdrawn',
  'refused',
  'no-agreement',
  'time-limit',
] as const;

/** What the authority decided on a received complaint. */
export const DECISIONS = ['pending', 'accepted', 'not-accepted', 'referred'] as const;

/** What the consumer said of the result. An unrated complaint never counts as solved. */
export const RATINGS = ['solved', 'unsolved', 'unrated'] as const;

export const VENUE_TYPES = [
  'shopping-centre',
  'department-store',
  'complex',
  'specialised-market',
  'supermarket',
  'food-market',
  'shopping-street',
  'street-shop',
  'online-platform',
  'headquarters',
  'community',
  'scenic-spot',
  'school',
] as const;

export const STATUSES = [
  'received',
  'under-review',
  'accepted',
  'not-accepted',
  'mediating',
  'testing',
  'agreed',
  'terminated',
  'referred',
  'closed',
  'verifying',
  'case-opened',
  'no-case',
  'decided',
] as const;

export const CLAIMS = ['repair', 'redo', 'replace', 'return', 'make-up', 'refund', 'compensation', 'other'] as const;

export const object = z.enum(OBJECTS);
export const problem = z.enum(PROBLEMS);
export const outcome = z.enum(OUTCOMES);
export const decision = z.enum(DECISIONS);
export const rating = z.enum(RATINGS);
export const venueType = z.enum(VENUE_TYPES);
export const status = z.enum(STATUSES);
export const claim = z.enum(CLAIMS);

export type ObjectSlug = z.infer<typeof object>;
export type Problem = z.infer<typeof problem>;
export type Outcome = z.infer<typeof outcome>;
export type VenueType = z.infer<typeof venueType>;
export type Status = z.infer<typeof status>;
