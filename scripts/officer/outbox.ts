import { Stop } from '../../src/disclosure/stop.ts';
import { grouped } from '../../src/lib/receipt-code.ts';
import type { Command } from './context.ts';
import { tableOf } from './table.ts';

export const outbox: Command = {
  usage: 'outbox [dead|retry SEQ]',
  does: 'letters to the bureau’s platform that never arrived; retry lets one try again',
  async run({ store, args: [word = 'dead', seq = ''], say, width }) {
    if (word === 'retry') {
      if (!/^\d{1,15}$/.test(seq)) throw new Stop('Name the number of a dead letter: outbox retry SEQ.');
      if (!(await store.reviveLetter(Number(seq)))) throw new Stop(`No dead letter has the number ${seq}.`);
      return say(`Letter ${seq} will be tried again.`);
    }
    if (word !== 'dead') throw new Stop('Use outbox, or outbox retry SEQ.');
    const dead = await store.deadLetters();
    if (dead.length === 0) return say('No dead letters.');
    const rows = dead.map((letter) => [
      ...[String(letter.seq), grouped(letter.receipt), String(letter.attempts)],
      new Date(letter.dead).toISOString(),
    ]);
    say(tableOf(['number', 'receipt', 'tries', 'given up'], rows, width));
  },
};
