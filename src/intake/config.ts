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
  /** PostgreSQL instead of the SQLite file in VAR_DIR. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { error: 'DATABASE_URL must begin with postgres://.' })
    .optional(),
  /** Shared by all processes on one database; without it one is made in VAR_DIR. */
  INTAKE_SECRET: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: 'INTAKE_SECRET must be 64 hexadecimal digits.' })
    .optional(),
  WEBHOOK_URL: z.url({ error: 'WEBHOOK_URL must be an address.' }).optional(),
  WEBHOOK_SECRET: z.string().min(24, { error: 'WEBHOOK_SECRET must have 24 signs or more.' }).optional(),
  TRUST_PROXY: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean)),
});

export type Config = z.infer<typeof schema>;

/** Reads the configuration once. Throws one sentence for each wrong value. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const result = schema.safeParse(environment);
  if (result.success) {
    if (result.data.WEBHOOK_URL !== undefined && result.data.WEBHOOK_SECRET === undefined) {
      throw new Error('WEBHOOK_SECRET: name the secret that the receiver of WEBHOOK_URL checks.');
    }
    if (result.data.DATABASE_URL !== undefined && result.data.INTAKE_SECRET === undefined) {
      throw new Error(
        'INTAKE_SECRET: processes that share a database need the same secret; make one with `openssl rand -hex 32`.',
      );
    }
    return result.data;
  }
  throw new Error(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
}
