import type { FastifyInstance } from 'fastify';
import { normaliseCode } from '../../lib/receipt-code.ts';
import type { Context } from '../context.ts';
import { nextSteps } from '../next-steps.ts';
import { localeOf, problem } from '../problem.ts';
import { readComplaint } from '../read-complaint.ts';
import { findCase, OtherContent, submit } from '../submit.ts';

const KEY = /^[\w-]{16,80}$/;

/** The JSON interface: send a complaint, ask how it stands. */
export function complaintRoutes(app: FastifyInstance, { intake, laws }: Context): void {
  app.post('/api/v1/complaints', async (request, reply) => {
    const named = (request.body as { locale?: unknown } | null)?.locale;
    const locale = localeOf(named, request.headers['accept-language']);
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !KEY.test(key))
      return problem(reply, 400, locale, [{ field: 'form', key: 'error.form.key' }]);
    const result = readComplaint(request.body);
    if ('errors' in result) return problem(reply, 422, locale, result.errors);
    try {
      const receipt = await submit(result.complaint, key, intake);
      const next = nextSteps(receipt, laws);
      return reply.code(201).send({ ...receipt, next, track: `/${locale}/complain/track/` });
    } catch (error) {
      if (error instanceof OtherContent)
        return problem(reply, 422, locale, [{ field: 'form', key: 'error.form.sent' }]);
      request.log.error({ error: (error as Error).name }, 'not stored');
      return problem(reply, 503, locale);
    }
  });

  app.get<{ Params: { receipt: string } }>('/api/v1/complaints/:receipt', async (request, reply) => {
    const locale = localeOf(undefined, request.headers['accept-language']);
    const code = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (code === undefined) return problem(reply.header('WWW-Authenticate', 'Bearer'), 401, locale);
    const found = await findCase(normaliseCode(request.params.receipt), normaliseCode(code), intake.store);
    if (found === undefined) return problem(reply, 404, locale);
    const { receipt, kind, mall, object, problem: about, received, status } = found;
    return { receipt, kind, mall, object, problem: about, received, status, next: nextSteps(found, laws) };
  });
}
