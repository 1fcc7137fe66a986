import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { translator } from '../../i18n/strings.ts';
import type { Locale } from '../../schema/basics.ts';
import type { FormError, FormState } from '../../schema/form-state.ts';
import { PROBLEMS } from '../../schema/taxonomy.ts';
import type { Context } from '../context.ts';
import { fillPage } from '../pages.ts';
import { readComplaint, readValues } from '../read-complaint.ts';
import { OtherContent, putAside, submit } from '../submit.ts';

const KEY = /^[\w-]{16,80}$/;

/** The form as plain HTML: filled in by address, checked, shown again, checked once more by its sender, kept. */
export function formRoutes(app: FastifyInstance, locale: Locale, context: Context): void {
  const { intake, readPage, renderForm, now } = context;
  const address = `/${locale}/complain/form/`;

  app.get<{ Querystring: Record<string, unknown> }>(address, async ({ query }, reply) => {
    const { mall, place, kind, problem } = readValues(query);
    const known = mall === undefined ? undefined : intake.nameOf(mall, locale);
    const values = {
      ...(known !== undefined && mall !== undefined ? { mall, place: known } : { place: place ?? '' }),
      kind: kind ?? '',
      problem: PROBLEMS.find((slug) => slug === problem) ?? '',
    };
    return send(reply, 200, { locale, mode: 'edit', values, errors: [], key: '' });
  });

  app.post(address, async (request, reply) => {
    const values = { ...readValues(request.body), locale };
    const { action, key: posted } = (request.body ?? {}) as { action?: unknown; key?: unknown };
    const key = typeof posted === 'string' && KEY.test(posted) ? posted : '';
    const edit = (status: number, errors: FormError[], keyNow = key) =>
      send(reply, status, { locale, mode: 'edit', values, errors, key: keyNow });

    if (action === 'change') return edit(200, []);
    const result = readComplaint(values);
    if ('errors' in result) return edit(422, result.errors);
    if (action !== 'send' || key === '') {
      return send(reply, 200, { locale, mode: 'review', values, errors: [], key: key || randomUUID() });
    }
    try {
      const token = await putAside(await submit(result.complaint, key, intake), intake.store, now());
      return reply.redirect(`/${locale}/complain/receipt/?r=${token}`, 303);
    } catch (error) {
      if (error instanceof OtherContent) return edit(422, [{ field: 'form', key: 'error.form.sent' }], '');
      request.log.error({ error: (error as Error).name }, 'not stored');
      return edit(503, [{ field: 'form', key: 'error.form.busy' }]);
    }
  });

  async function send(reply: FastifyReply, status: number, state: FormState) {
    const titlePrefix = state.errors.length > 0 ? `${translator(locale, 'track')('titleError')} ` : undefined;
    if (status === 503) reply.header('Retry-After', '30');
    const page = { locale, path: 'complain/form/', name: 'form', content: renderForm(state) };
    const body = await fillPage(readPage, { ...page, ...(titlePrefix !== undefined && { titlePrefix }) });
    return reply.code(status).type('text/html; charset=utf-8').header('Cache-Control', 'no-store').send(body);
  }
}
