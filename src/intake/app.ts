import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyError, type FastifyInstance, LogController } from 'fastify';
import { LOCALES } from '../schema/basics.ts';
import { MOST_FILE_BYTES, MOST_FILES } from '../schema/limits.ts';
import type { Context } from './context.ts';
import { addSecurityHeaders } from './headers.ts';
import { complaintRoutes } from './routes/complaints.ts';
import { documentRoutes } from './routes/document.ts';
import { fileRoutes } from './routes/files.ts';
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
  /** Addresses of proxies whose word on the sender’s address is taken. */
  trustProxy?: string[];
}

const BODY_BYTES = 64 * 1024;
/** Ten files over a slow line take their time; a connection held open for ever does not get more than this. */
const REQUEST_MILLISECONDS = 10 * 60 * 1000;

/** Builds the service. It listens nowhere yet: `server.ts` does, and tests call `inject`. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { dist, log, readPage, trustProxy = [] } = options;
  const app = Fastify({
    bodyLimit: BODY_BYTES,
    trustProxy: trustProxy.length > 0 ? trustProxy : false,
    requestTimeout: REQUEST_MILLISECONDS,
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
  await app.register(multipart, {
    limits: {
      fileSize: MOST_FILE_BYTES,
      files: MOST_FILES,
      fields: 60,
      fieldSize: 32 * 1024,
      parts: 80,
      headerPairs: 20,
    },
  });
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.setNotFoundHandler((request, reply) => answerError(request, reply, 404, readPage));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ error: error.name, code: error.code, at: framesOf(error) }, 'failed');
    return answerError(request, reply, status, readPage);
  });
  app.get('/healthz', async () => ({ status: 'ok' }));
  complaintRoutes(app, options);
  fileRoutes(app, options);
  documentRoutes(app);
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
