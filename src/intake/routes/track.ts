import type { FastifyInstance } from 'fastify';
import { translator } from '../../i18n/strings.ts';
import { normaliseCode } from '../../lib/receipt-code.ts';
import type { Locale } from '../../schema/basics.ts';
import type { Context } from '../context.ts';
import { nextSteps } from '../next-steps.ts';
import { fillPage } from '../pages.ts';
import { findCase } from '../submit.ts';
import { caseHtml, type TrackError, trackErrors, trackFormHtml } from '../track-page.ts';

/** Number and code in, state of the case out. Both travel in the body, so that no log or history keeps them. */
export function trackRoutes(app: FastifyInstance, locale: Locale, { intake, laws, readPage }: Context): void {
  app.post(`/${locale}/complain/track/`, async (request, reply) => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 80) : '');
    const typed = { receipt: text(body['receipt']), code: text(body['code']) };
    const [receipt, code] = [normaliseCode(typed.receipt), normaliseCode(typed.code)];
    const errors: TrackError[] = trackErrors(receipt, code);
    const found = errors.length === 0 ? await findCase(receipt, code, intake.store) : undefined;
    if (errors.length === 0 && found === undefined) errors.push({ field: 'receipt', key: 'error.pair' });
    const content = found
      ? caseHtml(locale, found, nextSteps(found, laws), intake.today())
      : trackFormHtml(locale, typed, errors);
    const page = { locale, path: 'complain/track/', name: 'track', content: content.text };
    const titlePrefix = found ? {} : { titlePrefix: `${translator(locale, 'track')('titleError')} ` };
    reply
      .code(found ? 200 : 422)
      .type('text/html; charset=utf-8')
      .header('Cache-Control', 'no-store');
    return fillPage(readPage, { ...page, ...titlePrefix });
  });
}
