import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { translator } from '../../i18n/strings.ts';
import { NotAllowed } from '../../lib/case-path.ts';
import type { Html } from '../../lib/html.ts';
import { normaliseCode } from '../../lib/receipt-code.ts';
import type { Locale } from '../../schema/basics.ts';
import { type CaseNotice, caseHtml } from '../case-page.ts';
import { viewCase } from '../case-view.ts';
import type { Context } from '../context.ts';
import { type Post, readPost, takeUploads } from '../form-post.ts';
import { KEY } from '../keys.ts';
import { fillPage } from '../pages.ts';
import { act, type SenderAction, senderAction } from '../sender.ts';
import type { StoredCase } from '../store/reads.ts';
import { MissingFile } from '../store/store.ts';
import { findCase, OtherContent } from '../submit.ts';
import { type TrackError, trackErrors, trackFormHtml } from '../track-page.ts';

const LONGEST = 80;

/**
 * Number and code in, state of the case out, and what its sender may still do. Both travel in the body, so that no
 * log or history keeps them; the address may bring the number alone, as from the code on a receipt.
 */
export function trackRoutes(app: FastifyInstance, locale: Locale, context: Context): void {
  const { intake, guard, busy, laws, readPage, now } = context;
  const address = `/${locale}/complain/track/`;

  app.get<{ Querystring: { receipt?: unknown } }>(address, async ({ query: { receipt } }, reply) => {
    if (typeof receipt !== 'string') return reply.type('text/html; charset=utf-8').send(await readPage(address));
    return show(reply, 200, trackFormHtml(locale, { receipt: receipt.slice(0, LONGEST), code: '' }));
  });

  app.post(address, async (request, reply) => {
    const post = await readPost(request);
    const text = (name: string) => (post.fields[name]?.[0] ?? '').slice(0, LONGEST);
    const typed = { receipt: text('receipt'), code: text('code') };
    const [receipt, code] = [normaliseCode(typed.receipt), normaliseCode(typed.code)];
    const errors: TrackError[] = trackErrors(receipt, code);
    const wait = guard.look(request);
    if (wait > 0) {
      reply.header('Retry-After', String(wait));
      return show(reply, 429, trackFormHtml(locale, typed, [{ field: 'receipt', key: 'error.many' }]), true);
    }
    const found = errors.length === 0 ? await findCase(receipt, code, intake.store) : undefined;
    if (errors.length === 0 && found === undefined) errors.push({ field: 'receipt', key: 'error.pair' });
    if (found === undefined) return show(reply, 422, trackFormHtml(locale, typed, errors), true);
    const done = text('action') === '' ? { found } : await tried(found, post);
    const view = await viewCase(done.found, code, intake, laws);
    const isError = 'notice' in done && done.notice?.isError === true;
    const page = caseHtml(locale, view, code, randomUUID(), 'notice' in done ? done.notice : undefined);
    return show(reply, isError ? 422 : 200, page, isError);
  });

  /** Does what the sender asked, and says what came of it in one sentence. */
  async function tried(found: StoredCase, post: Post): Promise<{ found: StoredCase; notice?: CaseNotice }> {
    const key = post.fields['key']?.[0] ?? '';
    if (!KEY.test(key)) return { found, notice: { key: 'error.action', isError: true } };
    const text = post.fields['text']?.[0] ?? '';
    try {
      return await busy.while(async () => {
        const { files, errors } = await takeUploads(post, key, intake, now());
        const [wrong] = errors;
        if (wrong !== undefined) return { found, notice: { form: wrong, isError: true, text } };
        const action = readAction(post, files);
        if (action === 'unsure') return { found, notice: { key: 'error.withdraw', isError: true } };
        if (action === undefined) return { found, notice: { key: 'error.text', isError: true, text } };
        return { found: await act(found, action, key, intake), notice: { key: `done.${action.action}` } };
      });
    } catch (error) {
      if (error instanceof NotAllowed) return { found, notice: { key: 'error.ended', isError: true, text } };
      if (error instanceof OtherContent || error instanceof MissingFile) {
        return { found, notice: { key: 'error.action', isError: true, text } };
      }
      app.log.error({ error: (error as Error).name }, 'not stored');
      return { found, notice: { key: 'error.busy', isError: true, text } };
    }
  }

  async function show(reply: FastifyReply, status: number, content: Html, isWrong = false) {
    const titlePrefix = isWrong ? { titlePrefix: `${translator(locale, 'track')('titleError')} ` } : {};
    const page = { locale, path: 'complain/track/', name: 'track', content: content.text, ...titlePrefix };
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .send(await fillPage(readPage, page));
  }
}

/** What the form asks for; `unsure` where a withdrawal was not confirmed, undefined where nothing was written. */
function readAction(post: Post, files: { id: string; name: string }[]): SenderAction | 'unsure' | undefined {
  const field = (name: string) => post.fields[name]?.[0];
  const asked = field('action');
  if (asked === 'withdraw') return field('sure') === 'yes' ? { action: 'withdraw' } : 'unsure';
  const text = (field('text') ?? '').trim();
  if (asked === 'write' && text === '' && files.length === 0) return undefined;
  const action =
    asked === 'rate'
      ? { action: 'rate', rating: field('rating') }
      : { action: 'write', text, files: files.map(({ id, name }) => ({ id, name })) };
  const result = senderAction.safeParse(action);
  return result.success ? result.data : undefined;
}
