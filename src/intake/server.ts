import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FormState } from '../schema/form-state.ts';
import { SITE } from '../site.ts';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { readLaws } from './laws.ts';
import { readMallNames } from './mall-names.ts';
import { pagesFrom } from './pages.ts';
import { demoRecipient, sealTo } from './seal.ts';
import { serverSecret } from './secrets.ts';
import { openSqlite } from './store/sqlite.ts';

/** Serves the built site and the intake until it is asked to stop. */
export async function serve(environment: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(environment);
  const { DIST_DIR: dist, VAR_DIR: varDir } = config;
  const demo = await demoRecipient(varDir);
  const recipients = config.INTAKE_RECIPIENTS.length > 0 ? config.INTAKE_RECIPIENTS : [demo.recipient];
  const database = join(varDir, 'intake.sqlite');
  const store = openSqlite(database);
  const renderer = pathToFileURL(resolve('dist-server', 'render.js')).href;
  const { formFragment } = (await import(renderer)) as { formFragment: (state: FormState) => string };
  const app = await buildApp({
    intake: {
      store,
      seal: sealTo(recipients),
      secret: serverSecret(varDir),
      today: () => new Intl.DateTimeFormat('sv', { timeZone: SITE.timeZone }).format(new Date()),
      ...(await readMallNames(dist)),
    },
    laws: await readLaws(config.CONTENT_DIR),
    readPage: pagesFrom(dist),
    renderForm: formFragment,
    now: Date.now,
    dist,
    log: process.stdout,
  });
  const address = await app.listen({ port: config.PORT, host: config.HOST });
  console.log(`Site, complaint intake and search: ${address}/`);
  console.log(`Complaints are kept in ${resolve(database)}.`);
  if (config.INTAKE_RECIPIENTS.length === 0) {
    console.log(`They are sealed to a demonstration key, whose private part is ${resolve(demo.file)}.`);
    console.log('For real complaints set INTAKE_RECIPIENTS to the officers’ public keys.');
  }
  console.log('Stop with Ctrl-C.');

  let isStopping = false;
  const stop = async () => {
    // Ctrl-C reaches us twice: from the terminal, and passed on by the set-up script.
    if (isStopping) return;
    isStopping = true;
    await app.close();
    await store.close();
    console.log('Stopped.');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

if (import.meta.main) {
  serve(process.env).catch((error: Error) => {
    console.error(`Cannot start: ${error.message}`);
    process.exit(1);
  });
}
