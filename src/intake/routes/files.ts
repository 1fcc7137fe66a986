import type { FastifyInstance } from 'fastify';
import { MOST_FILE_BYTES } from '../../schema/limits.ts';
import { BadFile } from '../bad-file.ts';
import type { Context } from '../context.ts';
import { KEY } from '../keys.ts';
import { localeOf, problem } from '../problem.ts';
import { uploadHash } from '../submit.ts';
import { layAside, TooManyFiles } from '../uploads.ts';

/** Evidence ahead of its complaint: each file is sealed at once and waits under the sender’s key. */
export function fileRoutes(app: FastifyInstance, { intake, guard, now, busy }: Context): void {
  app.post('/api/v1/files', { bodyLimit: MOST_FILE_BYTES + 1 }, async (request, reply) => {
    const locale = localeOf(undefined, request.headers['accept-language']);
    const key = request.headers['upload-key'];
    if (typeof key !== 'string' || !KEY.test(key)) {
      return problem(reply, 400, locale, [{ field: 'form', key: 'error.form.key' }]);
    }
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const wait = guard.upload(request, bytes.length);
    if (wait > 0) return problem(reply.header('Retry-After', String(wait)), 429, locale);
    if (busy.isFull()) return problem(reply, 503, locale);
    try {
      const { id, type, bytes: size, sha256 } = await busy.while(() => layAside(bytes, key, intake, now()));
      return reply.code(201).send({ id, type, bytes: size, sha256 });
    } catch (error) {
      if (error instanceof BadFile) {
        return problem(reply, 422, locale, [{ field: 'files', key: `error.file.${error.fault}` }]);
      }
      if (error instanceof TooManyFiles)
        return problem(reply, 422, locale, [{ field: 'files', key: 'error.files.many' }]);
      request.log.error({ error: (error as Error).name }, 'not stored');
      return problem(reply, 503, locale);
    }
  });

  app.get('/api/v1/files', async (request, reply) => {
    const key = request.headers['upload-key'];
    if (typeof key !== 'string' || !KEY.test(key)) {
      return problem(reply, 400, localeOf(undefined, request.headers['accept-language']));
    }
    const files = await intake.store.waitingFiles(uploadHash(key));
    reply.header('Cache-Control', 'no-store');
    return { files: files.map(({ id, type, bytes, sha256 }) => ({ id, type, bytes, sha256 })) };
  });

  app.delete<{ Params: { id: string } }>('/api/v1/files/:id', async (request, reply) => {
    const locale = localeOf(undefined, request.headers['accept-language']);
    const key = request.headers['upload-key'];
    if (typeof key !== 'string' || !KEY.test(key)) return problem(reply, 400, locale);
    const isGone = await intake.store.dropFile(request.params.id, uploadHash(key));
    return isGone ? reply.code(204).send() : problem(reply, 404, locale);
  });

  app.get('/api/v1/challenge', async (_, reply) => {
    reply.header('Cache-Control', 'no-store');
    return guard.challenge();
  });
}
