import type { FastifyInstance } from 'fastify';
import { openApi } from '../openapi.ts';

/** The description of the interface, made from the schemas that check it. */
export function documentRoutes(app: FastifyInstance): void {
  const document = JSON.stringify(openApi());
  app.get('/api/v1/openapi.json', async (_, reply) =>
    reply.type('application/json; charset=utf-8').header('Cache-Control', 'no-cache').send(document),
  );
}
