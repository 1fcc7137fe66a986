import { buildApp } from '../src/intake/app.ts';
import type { Config } from '../src/intake/config.ts';
import { readLaws } from '../src/intake/laws.ts';
import type { ReadPage } from '../src/intake/pages.ts';
import { demoRecipient, sealTo } from '../src/intake/seal.ts';
import { serverSecret } from '../src/intake/secrets.ts';
import { openSqlite } from '../src/intake/store/sqlite.ts';
import { formFragment } from '../src/islands/complaint-form/render.tsx';
import { SITE } from '../src/site.ts';

/** The intake as `npm run dev` has it: made anew for each request, so that the code just saved answers. */
export async function devApp(config: Config, database: string, readPage: ReadPage) {
  const { recipient } = await demoRecipient(config.VAR_DIR);
  const store = openSqlite(database);
  const app = await buildApp({
    intake: {
      store,
      seal: sealTo([recipient]),
      secret: serverSecret(config.VAR_DIR),
      today: () => new Intl.DateTimeFormat('sv', { timeZone: SITE.timeZone }).format(new Date()),
      findMall: () => undefined,
      nameOf: () => undefined,
    },
    laws: await readLaws(config.CONTENT_DIR),
    readPage,
    renderForm: formFragment,
    now: Date.now,
  });
  app.addHook('onClose', () => store.close());
  await app.ready();
  return app;
}
