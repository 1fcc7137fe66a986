import type { FastifyInstance } from 'fastify';
import { fill, strings, translator } from '../../i18n/strings.ts';
import type { Locale } from '../../schema/basics.ts';
import { answerOf, FORM_TOOLS, type ToolValues } from '../../tools/answer.ts';
import { FIELDS, toolFragment } from '../../tools/fragment.ts';
import type { Context } from '../context.ts';
import { fillPage } from '../pages.ts';

const LONGEST = 40;

/** The helpers without script: what the form asks in its address is answered in the page. Nothing is kept or logged. */
export function toolRoutes(app: FastifyInstance, locale: Locale, { laws, readPage }: Context): void {
  const words: Record<string, string> = strings(locale, 'tools');
  const say = (key: string, values = {}) => fill(words[key] ?? key, values);
  for (const tool of FORM_TOOLS) {
    const path = `tools/${tool}/`;
    app.get<{ Querystring: Record<string, unknown> }>(`/${locale}/${path}`, async ({ query }, reply) => {
      const values: ToolValues = {};
      for (const { name } of FIELDS[tool]) {
        const value = query[name];
        if (typeof value === 'string') values[name] = value.slice(0, LONGEST);
      }
      reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-cache');
      if (Object.keys(values).length === 0) return readPage(`/${locale}/${path}`);
      const answer = answerOf(locale, say, tool, values, laws);
      const isWrong = answer.errors.length > 0;
      const content = toolFragment(locale, say, tool, values, answer);
      const page = { locale, path, name: 'tool', content };
      reply.code(isWrong ? 422 : 200);
      return fillPage(readPage, {
        ...page,
        ...(isWrong && { titlePrefix: `${translator(locale, 'track')('titleError')} ` }),
      });
    });
  }
}
