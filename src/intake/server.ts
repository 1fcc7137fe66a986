import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FormState } from '../schema/form-state.ts';
import type { Retention } from '../schema/rules.ts';
import { SITE } from '../site.ts';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { busyBeyond } from './guard/busy.ts';
import { guard } from './guard/guard.ts';
import { readLaws, readRetention } from './laws.ts';
import { readMallNames } from './mall-names.ts';
import { pagesFrom } from './pages.ts';
import { letterOf, startPost } from './post.ts';
import { demoRecipient, sealTo } from './seal.ts';
import { serverSecret } from './secrets.ts';
import { openPlace, sqliteFile } from './store/open.ts';
import type { Store } from './store/store.ts';

/** What is being kept at once; more wait at the door with 503 and a time to come back. */
const MOST_AT_ONCE = 200;
const HOUR = 60 * 60 * 1000;

/** Today in the bureau’s time zone. */
const today = () => new Intl.DateTimeFormat('sv', { timeZone: SITE.timeZone }).format(new Date());

/** Serves the built site and the intake until it is asked to stop. */
export async function serve(environment: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(environment);
  const { DIST_DIR: dist, VAR_DIR: varDir } = config;
  const demo = await demoRecipient(varDir);
  const recipients = config.INTAKE_RECIPIENTS.length > 0 ? config.INTAKE_RECIPIENTS : [demo.recipient];
  const laws = await readLaws(config.CONTENT_DIR);
  const kept = await readRetention(config.CONTENT_DIR);
  const { DATABASE_URL: databaseUrl, WEBHOOK_URL: url, WEBHOOK_SECRET: webhookSecret } = config;
  const webhook = url === undefined || webhookSecret === undefined ? undefined : { url, secret: webhookSecret };
  const place = { databaseUrl, varDir };
  const store = await openPlace(place, laws, today, webhook ? { letterOf } : {});
  const secret = config.INTAKE_SECRET ? Buffer.from(config.INTAKE_SECRET, 'hex') : serverSecret(varDir);
  const renderer = pathToFileURL(resolve('dist-server', 'render.js')).href;
  const { formFragment } = (await import(renderer)) as { formFragment: (state: FormState) => string };
  const app = await buildApp({
    intake: {
      store,
      seal: sealTo(recipients),
      secret,
      today,
      ...(await readMallNames(dist)),
    },
    guard: guard(secret, Date.now),
    busy: busyBeyond(MOST_AT_ONCE),
    laws,
    readPage: pagesFrom(dist),
    renderForm: formFragment,
    receiptLife: kept.receiptPages.hours * HOUR,
    now: Date.now,
    dist,
    log: process.stdout,
    trustProxy: config.TRUST_PROXY,
  });
  const stopPost = webhook && startPost(store, webhook, Date.now, (text) => console.error(text));
  const sweeping = setInterval(
    () => void sweep(store, kept).catch(() => console.error('Old files could not be removed.')),
    HOUR,
  );
  const address = await app.listen({ port: config.PORT, host: config.HOST });
  console.log(`Site, complaint intake and search: ${address}/`);
  console.log(`Complaints are kept in ${databaseUrl === undefined ? resolve(sqliteFile(place)) : 'PostgreSQL'}.`);
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
    clearInterval(sweeping);
    await app.close();
    await stopPost?.();
    await store.close();
    console.log('Stopped.');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

async function sweep(store: Store, { waitingFiles, deliveredLetters }: Retention): Promise<void> {
  await store.dropStale(Date.now() - waitingFiles.hours * HOUR);
  await store.dropDelivered(Date.now() - deliveredLetters.days * 24 * HOUR);
  await store.dropOldViews(Date.now());
}

if (import.meta.main) {
  serve(process.env).catch((error: Error) => {
    console.error(`Cannot start: ${error.message}`);
    process.exit(1);
  });
}
