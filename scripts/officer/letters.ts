import { readFile } from 'node:fs/promises';
import { Stop } from '../../src/disclosure/stop.ts';
import { split as splitOff, reply as write } from '../../src/intake/officer.ts';
import { grouped } from '../../src/lib/receipt-code.ts';
import {
  type Command,
  type Context,
  caseOf,
  dayOf,
  identitiesOf,
  officerOf,
  opening,
  recipientsOf,
} from './context.ts';

/** As long as a sender’s own words may be. */
const MOST_SIGNS = 4000;

export const reply: Command = {
  usage: 'reply RECEIPT (--text TEXT | --file FILE | standard input) [--to age1…,age1…] [--on DAY] --by NAME',
  does: 'answer the sender, who reads it with number and code',
  async run(context) {
    const found = await caseOf(context);
    const [by, day, officers] = [officerOf(context), dayOf(context), recipientsOf(context)];
    if (found.state.isPurged) throw new Stop('Letters and files of this case are deleted: nothing more is written.');
    const words = (await wordsOf(context)).trim();
    if (words === '') throw new Stop('The answer is empty.');
    if (words.length > MOST_SIGNS) throw new Stop(`The answer has ${words.length} signs; ${MOST_SIGNS} are the most.`);
    await write(context.store, found, words, by, day, officers);
    context.say(`The answer to ${grouped(found.receipt)} is kept; its sender reads it with number and code.`);
  },
};

async function wordsOf({ values: { text, file }, input }: Context): Promise<string> {
  if (text !== undefined && file !== undefined) throw new Stop('Name --text or --file, not both.');
  if (text !== undefined) return text;
  if (file === undefined) return input();
  return readFile(file, 'utf8').catch(() => {
    throw new Stop(`${file} cannot be read.`);
  });
}

export const split: Command = {
  usage: 'split RECEIPT --identity FILE [--to age1…,age1…] [--on DAY] --by NAME',
  does: 'make a case of its own of the report within a complaint (article 9)',
  async run(context) {
    const found = await caseOf(context);
    const [by, day, officers] = [officerOf(context), dayOf(context), recipientsOf(context)];
    const identities = await identitiesOf(context);
    const child = await opening(() => splitOff(context.store, found, by, day, officers, identities));
    const [from, into] = [grouped(found.receipt), grouped(child.receipt)];
    context.say(`The report in ${from} is now case ${into}; the same tracking code opens both.`);
  },
};
