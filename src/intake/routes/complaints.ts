import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NotAllowed } from '../../lib/case-path.ts';
import { normaliseCode } from '../../lib/receipt-code.ts';
import { viewAsJson, viewCase } from '../case-view.ts';
import type { Context } from '../context.ts';
import { KEY } from '../keys.ts';
import { nextSteps } from '../next-steps.ts';
import { localeOf, problem } from '../problem.ts';
import { readComplaint } from '../read-complaint.ts';
import { act, senderAction } from '../sender.ts';
import { MissingFile } from '../store/store.ts';
import { findCase, OtherContent, submit } from '../submit.ts';

type Asking = FastifyRequest<{ Params: { receipt: string } }>;

/** The JSON interface: send a complaint, ask how it stands, add to it, withdraw it, rate its end. */
export function complaintRoutes(app: FastifyInstance, { intake, guard, busy, laws }: Context): void {
  app.post('/api/v1/complaints', async (request, reply) => {
    const named = (request.body as { locale?: unknown } | null)?.locale;
    const locale = localeOf(named, request.headers['accept-language']);
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !KEY.test(key))
      return problem(reply, 400, locale, [{ field: 'form', key: 'error.form.key' }]);
    const wait = guard.write(request, request.headers['x-proof']);
    if (wait > 0) return problem(reply.header('Retry-After', String(wait)), 429, locale);
    const result = readComplaint(request.body);
    if ('errors' in result) return problem(reply, 422, locale, result.errors);
    if (busy.isFull()) return problem(reply, 503, locale);
    try {
      const flags = guard.flags(result.complaint, undefined);
      const receipt = await busy.while(() => submit(result.complaint, key, intake, flags));
      const next = nextSteps(receipt, laws);
      return reply.code(201).send({ ...receipt, next, track: `/${locale}/complain/track/` });
    } catch (error) {
      if (error instanceof OtherContent)
        return problem(reply, 422, locale, [{ field: 'form', key: 'error.form.sent' }]);
      if (error instanceof MissingFile)
        return problem(reply, 422, locale, [{ field: 'files', key: 'error.files.missing' }]);
      request.log.error({ error: (error as Error).name }, 'not stored');
      return problem(reply, 503, locale);
    }
  });

  app.get('/api/v1/complaints/:receipt', async (request: Asking, reply) => {
    const asked = await openedBy(request);
    if (typeof asked === 'number') return refused(asked, request, reply);
    reply.header('Cache-Control', 'no-store');
    return viewAsJson(await viewCase(asked.found, asked.code, intake, laws));
  });

  app.post('/api/v1/complaints/:receipt/actions', async (request: Asking, reply) => {
    const locale = localeOf(undefined, request.headers['accept-language']);
    const asked = await openedBy(request);
    if (typeof asked === 'number') return refused(asked, request, reply);
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !KEY.test(key))
      return problem(reply, 400, locale, [{ field: 'form', key: 'error.form.key' }]);
    const wait = guard.write(request, request.headers['x-proof']);
    if (wait > 0) return problem(reply.header('Retry-After', String(wait)), 429, locale);
    const action = senderAction.safeParse(request.body);
    if (!action.success) return problem(reply, 422, locale, [{ field: 'form', key: 'error.form.shape' }]);
    try {
      const found = await busy.while(() => act(asked.found, action.data, key, intake));
      reply.header('Cache-Control', 'no-store');
      return viewAsJson(await viewCase(found, asked.code, intake, laws));
    } catch (error) {
      if (error instanceof NotAllowed) return problem(reply, 409, locale);
      if (error instanceof OtherContent)
        return problem(reply, 422, locale, [{ field: 'form', key: 'error.form.sent' }]);
      if (error instanceof MissingFile)
        return problem(reply, 422, locale, [{ field: 'files', key: 'error.files.missing' }]);
      request.log.error({ error: (error as Error).name }, 'not stored');
      return problem(reply, 503, locale);
    }
  });

  /** The case that number and code open, or the status to answer with; an unknown number answers as a wrong code. */
  async function openedBy(request: Asking) {
    const typed = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (typed === undefined) return 401;
    if (guard.look(request) > 0) return 429;
    const code = normaliseCode(typed);
    const found = await findCase(normaliseCode(request.params.receipt), code, intake.store);
    return found === undefined ? 404 : { found, code };
  }

  function refused(status: 401 | 404 | 429, request: FastifyRequest, reply: Parameters<typeof problem>[0]) {
    if (status === 401) reply.header('WWW-Authenticate', 'Bearer');
    return problem(reply, status, localeOf(undefined, request.headers['accept-language']));
  }
}
