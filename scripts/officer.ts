import { parseArgs } from 'node:util';
import { Stop } from '../src/disclosure/stop.ts';
import { runCommand } from './command.ts';
import { type Command, OPTIONS, openContext } from './officer/context.ts';
import { exportRecords, stats } from './officer/figures.ts';
import { backup, erase, outbox, purge, restore, verify } from './officer/keep.ts';
import { file, person, reply, rotate, sealed, split } from './officer/letters.ts';
import { inbox, show } from './officer/look.ts';
import { STEPS } from './officer/steps.ts';

const GROUPS: [title: string, commands: Record<string, Command>][] = [
  ['Look', { inbox, show, stats }],
  ['Decide', STEPS],
  ['Words and files', { reply, split, file, sealed, person }],
  ['Figures', { export: exportRecords }],
  ['Keep', { verify, backup, purge, erase, rotate, outbox }],
];
const RESTORE = 'restore FILE';

const usage = [
  'npm run officer -- COMMAND … [--var DIR | --database URL] [--content DIR]',
  ...GROUPS.flatMap(([title, commands]) => [title, ...Object.values(commands).map((one) => `  ${one.usage}`)]),
  `  ${RESTORE}`,
].join('\n');

const say = (text: string) => console.log(text);

await runCommand(usage, async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const [name, ...args] = positionals;
  if (name === 'restore') return restore(values, args, say);
  const command = name === undefined ? undefined : commandOf(name);
  if (command === undefined) throw new Stop(`Use: ${usage}`);
  const context = await openContext(values, args, say);
  try {
    await command.run(context);
  } finally {
    await context.store.close();
  }
});

function commandOf(name: string): Command | undefined {
  const commands = Object.assign({}, ...GROUPS.map(([, group]) => group)) as Record<string, Command>;
  return Object.hasOwn(commands, name === 'outcome' ? 'close' : name)
    ? commands[name === 'outcome' ? 'close' : name]
    : undefined;
}
