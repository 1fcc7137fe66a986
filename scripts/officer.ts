import { text } from 'node:stream/consumers';
import { SITE } from '../src/site.ts';
import { runCommand } from './command.ts';
import { officer } from './officer/run.ts';

const words = process.argv.slice(2);

await runCommand('npm run officer -- --help', () =>
  officer(words, {
    today: new Intl.DateTimeFormat('sv', { timeZone: SITE.timeZone }).format(new Date()),
    environment: process.env,
    say: (said) => console.log(said),
    width: process.stdout.columns || 100,
    input: () => {
      if (process.stdin.isTTY) console.error('Write the answer; Ctrl-D ends it.');
      return text(process.stdin);
    },
  }),
);
