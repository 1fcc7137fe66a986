import { parseArgs } from 'node:util';
import { Stop } from '../../src/disclosure/stop.ts';
import { NotAllowed } from '../../src/lib/case-path.ts';
import { type Command, OPTIONS, type Option, openContext, type Values, type World } from './context.ts';
import { file, sealed } from './evidence.ts';
import { exportRecords } from './export.ts';
import { inbox } from './inbox.ts';
import { backup, restore, verify } from './keep.ts';
import { reply, split } from './letters.ts';
import { outbox } from './outbox.ts';
import { erase, person, purge } from './person.ts';
import { rotate } from './rotate.ts';
import { show } from './show.ts';
import { stats } from './stats.ts';
import { STEPS } from './steps.ts';

const GROUPS: [title: string, commands: Record<string, Command>][] = [
  ['Look', { inbox, show, stats }],
  ['Decide', STEPS],
  ['Words and files', { reply, split, file, sealed }],
  ['A person’s data', { person, erase, purge }],
  ['Figures', { export: exportRecords }],
  ['Keep', { verify, backup, restore, rotate, outbox }],
];
const COMMANDS: Record<string, Command> = Object.assign({}, ...GROUPS.map(([, commands]) => commands));
const ALIASES: Record<string, string> = { outcome: 'close' };

const PLACE = '[--var DIR | --database URL] [--content DIR]';
const EVERYWHERE: Option[] = ['var', 'database', 'content', 'help'];

/** Runs the officers’ command of these words. Throws `Stop` for all that the officer can mend. */
export async function officer(words: string[], world: World): Promise<void> {
  const [typed = '', ...rest] = words;
  if (typed === '' || typed === '--help' || typed === 'help') return world.say(usage());
  const name = ALIASES[typed] ?? typed;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new Stop(`There is no command ${typed}.\n${usage()}`);
  const { values, positionals: args } = readWords(command, rest);
  if (values.help) {
    return world.say([`${command.usage} ${PLACE}`, `${command.does}.`, command.choices ?? ''].join('\n').trimEnd());
  }
  const { environment } = world;
  const place = {
    databaseUrl: values.database ?? (environment['DATABASE_URL'] || undefined),
    varDir: values.var ?? (environment['VAR_DIR'] || 'var'),
  };
  const call = { ...world, values, args, place, content: values.content ?? (environment['CONTENT_DIR'] || 'content') };
  if (command.runBare !== undefined) return command.runBare(call);
  const context = await openContext(call);
  try {
    await command.run?.(context);
  } catch (error) {
    throw error instanceof NotAllowed ? new Stop(error.message) : error;
  } finally {
    await context.store.close();
  }
}

function usage(): string {
  return [
    `npm run officer -- COMMAND … ${PLACE}`,
    ...GROUPS.flatMap(([title, commands]) => [
      `\n${title}`,
      ...Object.values(commands).map(({ usage, does }) => `  ${usage} – ${does}`),
    ]),
    '\nCOMMAND --help says what it takes. A step is of today unless --on DAY says otherwise; OFFICER_NAME stands for --by.',
  ].join('\n');
}

/** Reads what the usage of a command names, and refuses all else: a mistyped option is never passed over. */
function readWords({ usage }: Command, words: string[]): { values: Values; positionals: string[] } {
  const named = [...usage.matchAll(/--([a-z-]+)/g)].map(([, option]) => option as Option);
  const options = Object.fromEntries([...named, ...EVERYWHERE].map((option) => [option, OPTIONS[option]]));
  const [, places = ''] = /^\S+ ([^-(]*)/.exec(usage) ?? [];
  const most = places.split(' ').filter((word) => /\w/.test(word)).length;
  try {
    const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options });
    if (positionals.length > most) throw new Stop(`${positionals[most]} is one word too many.\nUse: ${usage}`);
    return { values: values as Values, positionals };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('ERR_PARSE_ARGS')) throw new Stop(`${message}\nUse: ${usage} ${PLACE}`);
    throw error;
  }
}
