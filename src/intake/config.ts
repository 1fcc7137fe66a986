import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  PORT: port.default(4321),
  HOST: z.string().min(1).default('127.0.0.1'),
  VAR_DIR: z.string().min(1).default('var'),
  CONTENT_DIR: z.string().min(1).default('content'),
  DIST_DIR: z.string().min(1).default('dist'),
  INTAKE_RECIPIENTS: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine((keys) => keys.every((key) => /^age1[a-z0-9]{20,}$/.test(key)), {
      error: 'INTAKE_RECIPIENTS must be age public keys (age1…), separated by commas.',
    }),
});

export type Config = z.infer<typeof schema>;

/** Reads the configuration once. Throws one sentence for each wrong value. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
}
