import { z } from 'zod';

/** content/search/<locale>.yml: words about words, of one language. */
export const searchWords = z.strictObject({
  stop: z.array(z.coerce.string().min(1)).describe('Words that only ask or join, and say nothing themselves'),
  same: z.array(z.array(z.coerce.string().min(1)).min(2)).describe('Each line means the same to someone who searches'),
});
