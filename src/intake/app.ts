import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyError, type FastifyInstance, LogController } from 'fastify';
import { LOCALES } from '../schema/basics.ts';
import type { Context } from './context.ts';
import { addSecurityHeaders } from './headers.ts';
import { complaintRoutes } from './routes/complaints.ts';
import { formRoutes } from './routes/form.ts';
import { receiptRoutes } from './routes/receipt.ts';
import { answerError, siteRoutes } from './routes/site.ts';
import { toolRoutes } from './routes/tools.ts';
import { trackRoutes } from './routes/track.ts';

export interface AppOptions extends Context {
  /** Folder of the built site; absent where another server has it. */
  dist?: string;
  /** Where log lines go; silent where absent. */
  log?: { write(line: string): void };
  /** Writes allowed from one address in a minute: a whole mall may share one. */
  writesPerMinute?: number;
}

const BODY_BYTES = 64 * 1024;

/** Builds the service. It listens nowhere yet: `server.ts` does, and tests call `inject`. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { dist, log, readPage, writesPerMinute = 240 } = options;
  const app = Fastify({
    bodyLimit: BODY_BYTES,
    // Our own line per request, by an allow-list: no address, query, header or body of anyone.
    logController: new LogController({ disableRequestLogging: true }),
    logger: log ? { level: 'info', stream: log, base: null } : false,
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    request.log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
  });
  addSecurityHeaders(app);
  await app.register(formbody, { bodyLimit: BODY_BYTES });
  await app.register(rateLimit, {
    max: writesPerMinute,
    timeWindow: '1 minute',
    allowList: (request) => request.method === 'GET' || request.method === 'HEAD',
  });
  app.setNotFoundHandler((request, reply) => answerError(request, reply, 404, readPage));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ error: error.name, code: error.code, at: framesOf(error) }, 'failed');
    return answerError(request, reply, status, readPage);
  });
  app.get('/healthz', async () => ({ status: 'ok' }));
  complaintRoutes(app, options);
  for (const locale of LOCALES) {
    formRoutes(app, locale, options);
    receiptRoutes(app, locale, options);
    trackRoutes(app, locale, options);
    toolRoutes(app, locale, options);
  }
  if (dist !== undefined) await siteRoutes(app, dist);
  return app;
}

/** Where an error arose, without its message, which may hold what a person wrote. */
function framesOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 3);
}
