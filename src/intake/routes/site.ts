import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { preferredLocale } from '../../i18n/locales.ts';
import { translator } from '../../i18n/strings.ts';
import { html } from '../../lib/html.ts';
import type { Locale } from '../../schema/basics.ts';
import { fillPage, type ReadPage } from '../pages.ts';
import { localeOf, problem } from '../problem.ts';

/** The built site: precompressed files, the language by the browser's wish, errors in the page's language. */
export async function siteRoutes(app: FastifyInstance, dist: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: resolve(dist),
    preCompressed: true,
    redirect: true,
    setHeaders: (reply, path) => {
      const isHashed = /[\\/]_astro[\\/]/.test(path);
      reply.header('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/', async (request, reply) =>
    reply
      .header('Vary', 'Accept-Language')
      .header('Cache-Control', 'no-cache')
      .redirect(`/${preferredLocale(request.headers['accept-language'])}/`, 302),
  );
}

/** Answers an error as a page below a language, as a problem document elsewhere. */
export async function answerError(request: FastifyRequest, reply: FastifyReply, status: number, readPage: ReadPage) {
  const known =
    [400, 401, 404, 405, 409, 413, 415, 422, 429, 500, 503].find((code) => code === status) ??
    (status < 500 ? 400 : 500);
  const inPath = /^\/(zh|en|es)\//.exec(request.url)?.[1];
  const locale = localeOf(inPath, request.headers['accept-language']);
  const code = known as Parameters<typeof problem>[1];
  const wantsPage = inPath !== undefined || String(request.headers.accept ?? '').includes('text/html');
  if (!wantsPage || request.url.startsWith('/api/')) return problem(reply, code, locale);
  reply.code(code).type('text/html; charset=utf-8').header('Cache-Control', 'no-store');
  if ((code === 503 || code === 429) && !reply.hasHeader('Retry-After')) reply.header('Retry-After', '30');
  return errorPage(locale, code, readPage);
}

async function errorPage(locale: Locale, code: Parameters<typeof problem>[1], readPage: ReadPage): Promise<string> {
  if (code === 404) return readPage(`/${locale}/not-found/`);
  const t = translator(locale, 'track');
  const content = html`<h1>${t(`problem.${code}`)}</h1>`.text;
  return fillPage(readPage, { locale, path: 'not-found/', name: 'error', content });
}
