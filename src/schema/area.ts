import { z } from 'zod';
import { localized } from './basics.ts';

/** content/areas/<id>.yml: a sub-district or town (街镇). */
export const area = z.strictObject({
  name: localized.describe('Name of the sub-district or town'),
});
export type Area = z.infer<typeof area>;
