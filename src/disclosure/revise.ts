import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { day, localized } from '../schema/basics.ts';
import type { Correction } from '../schema/correction.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import { Stop } from './stop.ts';

/** Why published figures change: a small file that an officer writes, in the words that readers will see. */
const reason = z.strictObject({
  raisedBy: z.enum(['mall', 'reader', 'office']).default('office'),
  asked: day.describe('Day the fault was found or said'),
  what: localized.describe('What was wrong'),
  answer: localized.describe('What was found, and why the new figures are right'),
});
export type Reason = z.infer<typeof reason>;

/** Reads the reason. Throws `Stop` that says what is missing. */
export async function readReason(file: string): Promise<Reason> {
  let written: unknown;
  try {
    written = parse(await readFile(file, 'utf8'));
  } catch {
    throw new Stop(`The reason ${file} cannot be read as YAML.`);
  }
  const result = reason.safeParse(written);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `  ${path.join('.') || 'the file'}: ${message}`);
  throw new Stop(
    `The reason ${file} cannot be used:\n${faults.join('\n')}\nIt needs asked (a day), and what and answer, each in zh, en and es.`,
  );
}

/**
 * Keeps the figures that stood until now under content/superseded, and writes the entry of the public correction log.
 * Gives the new figures with the day of their revision.
 */
export async function revise(
  content: string,
  before: Disclosure,
  now: Disclosure,
  why: Reason,
  on: string,
): Promise<Disclosure> {
  const superseded = join(content, 'superseded');
  await mkdir(superseded, { recursive: true });
  const earlier = (await readdir(superseded)).filter((name) => name.startsWith(`${before.period}-`)).length;
  const number = earlier + 1;
  await writeFile(join(superseded, `${before.period}-${number}.json`), `${JSON.stringify(before, null, 1)}\n`);
  const entry: Correction = {
    subject: 'disclosure',
    period: before.period,
    raisedBy: why.raisedBy,
    asked: why.asked,
    answered: on,
    state: 'corrected',
    what: why.what,
    answer: why.answer,
    before: totalsInWords(before),
    after: totalsInWords(now),
  };
  await mkdir(join(content, 'corrections'), { recursive: true });
  await writeFile(
    join(content, 'corrections', `${before.period}-revision-${number}.yml`),
    stringify(entry, { lineWidth: 0, singleQuote: true, defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' }),
  );
  return { ...now, publishedOn: before.publishedOn, revisedOn: on };
}

function totalsInWords({ totals }: Disclosure): Correction['before'] {
  const { received, accepted, closed, solved } = totals;
  return {
    zh: `全部商场收到${received}件，受理${accepted}件，办结${closed}件，其中消费者确认解决${solved}件`,
    en: `all malls together: ${received} received, ${accepted} accepted, ${closed} closed, ${solved} of them solved`,
    es: `todos los centros: ${received} recibidas, ${accepted} admitidas, ${closed} concluidas, ${solved} de ellas resueltas`,
  };
}
