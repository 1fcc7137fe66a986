import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { translator } from '../../i18n/strings.ts';
import type { Locale } from '../../schema/basics.ts';
import type { FormError, FormState } from '../../schema/form-state.ts';
import { PROBLEMS } from '../../schema/taxonomy.ts';
import type { Context } from '../context.ts';
import { namedFiles, readPost, takeUploads } from '../form-post.ts';
import { KEY } from '../keys.ts';
import { fillPage } from '../pages.ts';
import { readComplaint, readValues } from '../read-complaint.ts';
import { MissingFile } from '../store/store.ts';
import { OtherContent, putAside, submit } from '../submit.ts';

type Shown = Pick<FormState, 'mode' | 'values' | 'errors' | 'files' | 'key'>;

/** The form as plain HTML: filled in by address, checked, shown again, checked once more by its sender, kept. */
export function formRoutes(app: FastifyInstance, locale: Locale, context: Context): void {
  const { intake, guard, busy, readPage, renderForm, receiptLife, now } = context;
  const address = `/${locale}/complain/form/`;

  app.get<{ Querystring: Record<string, unknown> }>(address, async ({ query }, reply) => {
    const { mall, place, kind, problem } = readValues(query);
    const known = mall === undefined ? undefined : intake.nameOf(mall, locale);
    const values = {
      ...(known !== undefined && mall !== undefined ? { mall, place: known } : { place: place ?? '' }),
      kind: kind ?? '',
      problem: PROBLEMS.find((slug) => slug === problem) ?? '',
    };
    return show(reply, 200, { mode: 'edit', values, errors: [], files: [], key: '' });
  });

  app.post(address, async (request, reply) => {
    const post = await readPost(request);
    const { fields } = post;
    const values = { ...readValues(fields), locale };
    const [action, posted] = [fields['action']?.[0], fields['key']?.[0]];
    const key = posted !== undefined && KEY.test(posted) ? posted : '';
    const bytes = post.uploads.reduce((sum, { bytes: content }) => sum + content.length, 0);
    const isSending = action === 'send' && key !== '' && post.uploads.length === 0;
    const wait = isSending ? guard.write(request, fields['proof']?.[0]) : guard.upload(request, bytes);
    const named = namedFiles(fields).map((file) => ({ ...file, bytes: 0 }));
    const busyPage = (seconds?: number) => {
      const errors: FormError[] = [{ field: 'form', key: 'error.form.busy' }];
      if (seconds !== undefined) reply.header('Retry-After', String(seconds));
      return show(reply, seconds === undefined ? 503 : 429, { mode: 'edit', values, errors, files: named, key });
    };
    if (wait > 0) return busyPage(wait);
    if (busy.isFull()) return busyPage();
    try {
      return await busy.while(() => (isSending ? send() : check()));
    } catch (error) {
      request.log.error({ error: (error as Error).name }, 'not stored');
      return busyPage();
    }

    async function check() {
      const keyNow = key || randomUUID();
      const { files, errors } = await takeUploads(post, keyNow, intake, now());
      const lost = named.some(({ id }) => !files.some((file) => file.id === id));
      if (lost) errors.push({ field: 'files', key: 'error.files.missing' });
      const state = { values, files, key: keyNow };
      if (action === 'change') return show(reply, errors.length > 0 ? 422 : 200, { ...state, mode: 'edit', errors });
      const result = readComplaint(values);
      const all = [...('errors' in result ? result.errors : []), ...errors];
      if (all.length > 0) return show(reply, 422, { ...state, mode: 'edit', errors: all });
      return show(reply, 200, { ...state, mode: 'review', errors: [] });
    }

    async function send() {
      const edit = (errors: FormError[], state: Partial<Shown> = {}) =>
        show(reply, 422, { mode: 'edit', values, errors, files: named, key, ...state });
      const result = readComplaint({ ...values, files: named.map(({ id, name }) => ({ id, name })) });
      if ('errors' in result) return edit(result.errors);
      try {
        const flags = guard.flags(result.complaint, fields['website']?.[0]);
        const token = await putAside(
          await submit(result.complaint, key, intake, flags),
          intake.store,
          now(),
          receiptLife,
        );
        return reply.redirect(`/${locale}/complain/receipt/?r=${token}`, 303);
      } catch (error) {
        // What was sent before stays as it is; this goes out as another complaint, whose files have to come again.
        if (error instanceof OtherContent) {
          return edit([{ field: 'form', key: 'error.form.sent' }], { files: [], key: '' });
        }
        if (!(error instanceof MissingFile)) throw error;
        const { files } = await takeUploads({ fields, uploads: [] }, key, intake, now());
        return edit([{ field: 'files', key: 'error.files.missing' }], { files });
      }
    }
  });

  async function show(reply: FastifyReply, status: number, state: Shown) {
    const titlePrefix = state.errors.length > 0 ? `${translator(locale, 'track')('titleError')} ` : undefined;
    if (status === 503) reply.header('Retry-After', '30');
    const page = { locale, path: 'complain/form/', name: 'form', content: renderForm({ locale, ...state }) };
    const body = await fillPage(readPage, { ...page, ...(titlePrefix !== undefined && { titlePrefix }) });
    return reply.code(status).type('text/html; charset=utf-8').header('Cache-Control', 'no-store').send(body);
  }
}
