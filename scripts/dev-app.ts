import { join } from 'node:path';
import { buildApp } from '../src/intake/app.ts';
import type { Config } from '../src/intake/config.ts';
import { busyBeyond } from '../src/intake/guard/busy.ts';
import { guard } from '../src/intake/guard/guard.ts';
import { readLaws } from '../src/intake/laws.ts';
import type { ReadPage } from '../src/intake/pages.ts';
import { demoRecipient, sealTo } from '../src/intake/seal.ts';
import { serverSecret } from '../src/intake/secrets.ts';
import { openPlace } from '../src/intake/store/open.ts';
import { formFragment } from '../src/islands/complaint-form/render.tsx';
import { SITE } from '../src/site.ts';

/** The intake as `npm run dev` has it: made anew for each request, so that the code just saved answers. */
export async function devApp(config: Config, readPage: ReadPage) {
  const { recipient } = await demoRecipient(config.VAR_DIR);
  const laws = await readLaws(config.CONTENT_DIR);
  const today = () => new Intl.DateTimeFormat('sv', { timeZone: SITE.timeZone }).format(new Date());
  const store = await openPlace({ varDir: join(config.VAR_DIR, 'dev') }, laws, today);
  const secret = serverSecret(config.VAR_DIR);
  const app = await buildApp({
    intake: {
      store,
      seal: sealTo([recipient]),
      secret,
      today,
      findMall: () => undefined,
      nameOf: () => undefined,
    },
    guard: guard(secret, Date.now),
    busy: busyBeyond(50),
    laws,
    readPage,
    renderForm: formFragment,
    now: Date.now,
  });
  app.addHook('onClose', () => store.close());
  await app.ready();
  return app;
}
