import type { FastifyInstance } from 'fastify';
import type { Locale } from '../../schema/basics.ts';
import { calendarFile } from '../calendar.ts';
import type { Context } from '../context.ts';
import { nextSteps } from '../next-steps.ts';
import { fillPage } from '../pages.ts';
import { receiptHtml } from '../receipt-page.ts';
import { takeAside } from '../submit.ts';

/** The receipt after a form post, and its dates as a calendar file. */
export function receiptRoutes(app: FastifyInstance, locale: Locale, { intake, laws, readPage, now }: Context): void {
  const address = `/${locale}/complain/receipt/`;

  app.get<{ Querystring: { r?: unknown } }>(address, async ({ query: { r } }, reply) => {
    const receipt = typeof r === 'string' ? await takeAside(r, intake.store, now()) : undefined;
    reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-store');
    // Without a token, or with an old one, the page explains where to find the number and code.
    if (receipt === undefined) return readPage(address);
    const content = receiptHtml(locale, receipt, nextSteps(receipt, laws), String(r)).text;
    return fillPage(readPage, { locale, path: 'complain/receipt/', name: 'receipt', content });
  });

  app.get<{ Querystring: { r?: unknown } }>(`${address}calendar.ics`, async ({ query: { r } }, reply) => {
    const receipt = typeof r === 'string' ? await takeAside(r, intake.store, now()) : undefined;
    if (receipt === undefined) return reply.callNotFound();
    return reply
      .type('text/calendar; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .header('Content-Disposition', `attachment; filename="${receipt.receipt}.ics"`)
      .send(calendarFile(locale, receipt, nextSteps(receipt, laws)));
  });
}
