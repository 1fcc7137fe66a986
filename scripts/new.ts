import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { Stop } from '../src/disclosure/stop.ts';
import { id as idSchema, LOCALES } from '../src/schema/basics.ts';
import { SITE } from '../src/site.ts';
import { TO_WRITE } from './checks/nothing-left-to-write.ts';
import { runCommand } from './command.ts';
import { checkCommand, contentFolder } from './content.ts';

/** What an editor can begin: its files by path, complete by the schema, with words that ask to be replaced. */
const KINDS: Record<string, (id: string, today: string) => Record<string, string>> = {
  guide: (id, today) =>
    perLanguage(`guides`, id, (ask) => ({
      title: ask('question as people ask it'),
      answer: ask('short answer'),
      topic: 'procedure',
      laws: [{ law: 'consumer-law', articles: '24', says: ask('what the article says') }],
      steps: [ask('first step'), ask('second step')],
      form: { kind: 'complaint', problem: 'quality' },
      related: ['evidence'],
      reviewed: today,
    })),
  case: (id, today) =>
    perLanguage(`cases`, id, (ask) => ({
      title: ask('what happened, without names'),
      summary: ask('fault and outcome in one sentence'),
      origin: 'invented',
      year: Number(today.slice(0, 4)),
      happenedOn: today,
      object: 'food',
      problem: 'quality',
      laws: [{ law: 'consumer-law', articles: '24', says: ask('the rule') }],
      result: ask('the outcome'),
      forConsumers: [ask('lesson for consumers')],
      forShops: [ask('lesson for shops')],
    })),
  alert: (id, today) => ({
    [`alerts/${id}.yml`]: yaml({
      title: inAll('what to watch out for'),
      level: 'tip',
      object: 'other-service',
      problem: 'prepaid',
      areas: [],
      issued: today,
      expires: `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`,
      source: inAll('who says so'),
      what: inAll('what has been seen'),
      advice: [inAll('what to do')],
      guide: 'prepaid-cards',
      steps: [{ day: today, state: 'open', text: inAll('issued') }],
    }),
  }),
  mall: (id) => ({
    [`malls/${id}.yml`]: yaml({ name: inAll('name'), type: 'shopping-centre', area: 'xujiahui', tenants: [] }),
  }),
  event: (id, today) => ({
    [`events/${id}.yml`]: yaml({
      kind: 'talk',
      day: today,
      from: '14:00',
      to: '15:30',
      area: 'xujiahui',
      place: inAll('place'),
      title: inAll('title'),
      text: inAll('what there is to see or do'),
    }),
  }),
  correction: (id, today) => ({
    [`corrections/${id}.yml`]: yaml({
      subject: 'register',
      raisedBy: 'mall',
      asked: today,
      state: 'under-review',
      what: inAll('what is said to be wrong'),
    }),
  }),
  reply: (id, today) => ({
    [`replies/${id}.yml`]: yaml({
      mall: 'wutong-li',
      period: '2026-h1',
      day: today,
      text: inAll('the words of the mall'),
    }),
  }),
};

/** Writes the files of a new entry; never over a file that is there. Returns their paths. */
export async function scaffold(kind: string, id: string, content: string, today: string): Promise<string[]> {
  const make = KINDS[kind];
  if (make === undefined) throw new Stop(`There is no "${kind}": write one of ${Object.keys(KINDS).join(', ')}.`);
  const named = idSchema.safeParse(id);
  if (!named.success) throw new Stop(named.error.issues[0]?.message ?? 'This id cannot be used.');
  const files = Object.entries(make(id, today)).map(([path, text]) => [join(content, path), text] as const);
  const taken = files.find(([path]) => existsSync(path));
  if (taken !== undefined) throw new Stop(`${taken[0]} is there already: choose another id, or edit that file.`);
  for (const [path, text] of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return files.map(([path]) => path);
}

function inAll(what: string) {
  return { zh: TO_WRITE.zh + what, en: TO_WRITE.en + what, es: TO_WRITE.es + what };
}

function perLanguage(
  folder: string,
  id: string,
  head: (ask: (what: string) => string) => object,
): Record<string, string> {
  return Object.fromEntries(
    LOCALES.map((locale) => {
      const ask = (what: string) => TO_WRITE[locale] + what;
      return [`${folder}/${locale}/${id}.md`, `---\n${yaml(head(ask))}---\n\n${ask('the details')}\n`];
    }),
  );
}

function yaml(data: object): string {
  // Quoted, since YAML reads a bare day as a moment.
  return stringify(data, {
    lineWidth: 0,
    singleQuote: true,
    defaultStringType: 'QUOTE_SINGLE',
    defaultKeyType: 'PLAIN',
  });
}

if (import.meta.main) {
  await runCommand('npm run new -- guide|case|alert|mall|event|correction|reply ID [--content DIR]', async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { content: { type: 'string' } },
    });
    const content = contentFolder(values.content);
    const [kind = '', id = ''] = positionals;
    const today = new Intl.DateTimeFormat('sv', { timeZone: SITE.timeZone }).format(new Date());
    for (const path of await scaffold(kind, id, content, today)) console.log(path);
    console.log(`Replace every “请填写：”, “To write:” and “Por escribir:”, then run: ${checkCommand(content)}`);
  });
}
