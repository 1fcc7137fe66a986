import type { FastifyReply } from 'fastify';
import { preferredLocale } from '../i18n/locales.ts';
import { fill, strings, translator } from '../i18n/strings.ts';
import type { Locale } from '../schema/basics.ts';
import type { FormError } from '../schema/form-state.ts';

type Status = 400 | 401 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

/** Language of an answer: the one named, else the best of Accept-Language. */
export function localeOf(named: unknown, acceptLanguage: string | undefined): Locale {
  return named === 'zh' || named === 'en' || named === 'es' ? named : preferredLocale(acceptLanguage);
}

/** Answers with a problem document (RFC 9457) in the caller's language. */
export function problem(reply: FastifyReply, status: Status, locale: Locale, errors: FormError[] = []) {
  const t = translator(locale, 'track');
  const words: Record<string, string> = strings(locale, 'form');
  if ((status === 503 || status === 429) && !reply.hasHeader('Retry-After')) reply.header('Retry-After', '30');
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .send({
      type: 'about:blank',
      status,
      title: t(`problem.${status}`),
      ...(errors.length > 0 && {
        errors: errors.map(({ field, key, values }) => ({
          field,
          key,
          message: fill(words[key] ?? key, { name: '', ...values }),
        })),
      }),
    });
}
