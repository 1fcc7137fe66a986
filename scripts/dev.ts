import type { IncomingMessage, ServerResponse } from 'node:http';
import { dev } from 'astro';
import type { ViteDevServer } from 'vite';
import { readConfig } from '../src/intake/config.ts';

const config = readConfig(process.env);
// What the intake answers itself; all else is a page of the site.
const INTAKE = /^\/api\/|^\/healthz$|^\/(zh|en|es)\/complain\/(receipt\/(calendar\.ics)?\?|form\/\?)/;
const own = new WeakSet<IncomingMessage>();

/** The intake within the dev server: its code and its pages are the ones just saved. */
const intake = {
  name: 'intake',
  hooks: {
    'astro:server:setup': async ({ server }: { server: ViteDevServer }) => {
      server.middlewares.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
        const isOurs = !own.has(request) && (request.method === 'POST' || INTAKE.test(request.url ?? ''));
        const isPageRead = request.headers['x-page-read'] === '1';
        if (!isOurs || isPageRead) next();
        else
          void answer(server, request, response).catch(
            (error: Error) => void response.writeHead(500).end(error.message),
          );
      });
    },
  },
};

async function answer(server: ViteDevServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  own.add(request);
  const { devApp } = (await server.ssrLoadModule('/scripts/dev-app.ts')) as typeof import('./dev-app.ts');
  const app = await devApp(config, async (path) => {
    const page = await fetch(`http://${config.HOST}:${config.PORT}${path}`, { headers: { 'x-page-read': '1' } });
    return page.text();
  });
  response.once('close', () => void app.close());
  app.routing(request, response);
}

await dev({
  root: '.',
  logLevel: 'info',
  server: { port: config.PORT, host: config.HOST },
  integrations: [intake],
} as Parameters<typeof dev>[0]);
