import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Document, isMap, isSeq, parse, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Limits } from '../lib/indicators.ts';
import { figureChanges, mallsIn, namedChanges, supersededName, supersededVersion } from '../lib/revisions.ts';
import { YAML_STYLE } from '../lib/yaml-style.ts';
import { day, id, localized } from '../schema/basics.ts';
import { type Correction, correction } from '../schema/correction.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import type { Changed } from './gates.ts';
import { Stop } from './stop.ts';
import { asText, writeWhole } from './whole.ts';

const found = localized.describe('What was found, and why the new figures are right');

/** Why published figures change: a small file that an officer writes, in the words that readers will see. */
const reason = z
  .strictObject({
    raisedBy: z.enum(['mall', 'reader', 'office']).default('office'),
    mall: id.optional().describe('The mall that it is about'),
    asked: day.describe('Day the fault was found or said'),
    what: localized.describe('What was wrong'),
    answer: found,
  })
  .refine(({ raisedBy, mall }) => raisedBy === 'office' || mall !== undefined, {
    path: ['mall'],
    error: 'Write the mall that it is about, unless the office found the fault.',
  });

/** The same where an open objection is answered: its own words, day and mall stay. */
const answer = z.strictObject({
  answers: id.describe('The objection: the name of a file in corrections, without .yml'),
  answer: found,
});

export type Reason = z.infer<typeof reason> | z.infer<typeof answer>;

/** Shown wherever a reason cannot be used. */
const SAMPLE = `A reason looks like this; what and answer are shown to readers:

  asked: '2026-02-01'       # day the fault was found
  what:
    zh: 有一件投诉漏记了。
    en: One complaint had been left out.
    es: Faltaba una reclamación.
  answer:
    zh: 已经补上，整个半年重新计算。
    en: It has been added, and the half-year computed again.
    es: Se ha añadido y el semestre se ha vuelto a calcular.
  # Where a mall or a reader raised it, these two as well:
  # raisedBy: mall
  # mall: wutong-li

Where it answers an open objection, the words of that one stay; write only:

  answers: 2026-wutong-li-received      # a file in corrections, without .yml
  answer:
    zh: …
    en: …
    es: …`;

/** Reads the reason. Throws `Stop` that says what is missing, and shows a whole one. */
export async function readReason(file: string): Promise<Reason> {
  const refuse = (sentence: string) => new Stop(`${sentence}\n\n${SAMPLE}`);
  if (!existsSync(file)) throw refuse(`There is no file ${file}.`);
  let written: unknown;
  try {
    written = parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw refuse(`The reason ${file} cannot be read as YAML: ${(error as Error).message.split('\n')[0]}`);
  }
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    throw refuse(`The reason ${file} holds no fields: each is a name, a colon and what it says.`);
  }
  const isAnswer = 'answers' in written;
  const result = isAnswer ? answer.safeParse(written) : reason.safeParse(written);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `  ${path.join('.') || 'the file'}: ${message}`);
  const words = isAnswer ? '\n  With answers, the day and the words of the objection stay: write answer alone.' : '';
  throw refuse(`The reason ${file} cannot be used:\n${faults.join('\n')}${words}`);
}

/**
 * Stops where the reason answers an objection that is not there or not open, or one to a half-year that does not change,
 * or where a half-year would be revised before it was published. Gives the objection as it stands while it is open:
 * several half-years may be told in its words, and the first one closes it.
 */
export async function checkAnswered(
  content: string,
  why: Reason,
  changed: readonly Changed[],
): Promise<Objection | undefined> {
  if (changed.length === 0) return undefined;
  for (const { period, before, now } of changed) {
    if (now.publishedOn >= before.publishedOn) continue;
    throw new Stop(
      `${period} was published on ${before.publishedOn}: it cannot be revised on ${now.publishedOn}, before that.`,
    );
  }
  if (!('answers' in why)) return undefined;
  const objection = await readObjection(content, why.answers, changed);
  if (changed.some(({ period }) => period === objection.period)) return objection;
  throw new Stop(
    `${why.answers} objects to ${objection.period}, whose figures do not change: ask for it too, or leave answers out.`,
  );
}

/**
 * Keeps the figures that stood until now under content/superseded, and writes what changed into the public correction
 * log: as an entry of its own, or into the objection that it answers. Gives the new figures with the day of their
 * revision, which is the one they would have been published on. Done again before those are written, after a run that
 * was cut off, it writes the same files over.
 */
export async function revise(
  content: string,
  before: Disclosure,
  now: Disclosure,
  { why, objection }: { why: Reason; objection: Objection | undefined },
  limits: Limits,
): Promise<Disclosure> {
  const { period } = before;
  const on = now.publishedOn;
  const version = await versionOf(content, before);
  const name = supersededName(period, version);
  await mkdir(join(content, 'superseded'), { recursive: true });
  await writeWhole(supersededFile(content, name), asText(before));

  const outcome = {
    answered: on,
    state: 'corrected',
    answer: why.answer,
    ...whatChanged(name, before, now, limits),
  } as const;
  if ('answers' in why && objection?.period === period) {
    const file = objectionFile(content, why.answers);
    const document = parseDocument(await readFile(file, 'utf8'));
    for (const [field, value] of Object.entries(outcome)) document.set(field, document.createNode(value));
    await writeWhole(file, written(document));
  } else {
    // A half-year that changes along with the one objected to is told in the words of the objection.
    const { raisedBy, mall, asked, what } = objection ?? (why as z.infer<typeof reason>);
    const about = { subject: 'disclosure', ...(mall === undefined ? {} : { mall }), period } as const;
    const entry: Correction = { ...about, raisedBy, asked, what, ...outcome };
    await mkdir(join(content, 'corrections'), { recursive: true });
    const file = join(content, 'corrections', `${period}-revision-${version}.yml`);
    await writeWhole(file, written(new Document(entry)));
  }
  return { ...now, publishedOn: before.publishedOn, revisedOn: on };
}

/** The number these figures are kept under: the next one, unless a run that was cut off has kept them already. */
async function versionOf(content: string, before: Disclosure): Promise<number> {
  const { period } = before;
  const kept = await readdir(join(content, 'superseded')).catch((): string[] => []);
  const versions = kept.flatMap((file) => {
    const known = supersededVersion(file.replace(/\.json$/, ''));
    return known?.period === period ? [known.version] : [];
  });
  const latest = Math.max(0, ...versions);
  return (await isKept(content, supersededName(period, latest), before)) ? latest : latest + 1;
}

/** Whether these are the figures kept under a name. */
async function isKept(content: string, name: string, figures: Disclosure): Promise<boolean> {
  return (await readFile(supersededFile(content, name), 'utf8').catch(() => '')) === asText(figures);
}

/** What an entry of the log says of a change; a change of method or currency in words, since it is no figure. */
function whatChanged(superseded: string, before: Disclosure, now: Disclosure, limits: Limits): Partial<Correction> {
  const all = figureChanges(before, now, limits);
  const isSameBasis = before.methodVersion === now.methodVersion && before.currency === now.currency;
  const basis = isSameBasis ? {} : { before: basisInWords(before), after: basisInWords(now) };
  return { ...basis, superseded, mallsChanged: mallsIn(all), changes: namedChanges(all) };
}

function basisInWords({ methodVersion, currency }: Disclosure): NonNullable<Correction['before']> {
  return {
    zh: `统计方法第${methodVersion}版，金额单位${currency}`,
    en: `version ${methodVersion} of the counting method, amounts in ${currency}`,
    es: `versión ${methodVersion} del método de recuento, importes en ${currency}`,
  };
}

function supersededFile(content: string, name: string): string {
  return join(content, 'superseded', `${name}.json`);
}

function objectionFile(content: string, name: string): string {
  return join(content, 'corrections', `${name}.yml`);
}

/** An objection to a half-year. */
export type Objection = Correction & { period: string };

/** An objection that is still open, or was closed by a run that was cut off before it changed the figures. */
async function readObjection(content: string, name: string, changed: readonly Changed[]): Promise<Objection> {
  const file = objectionFile(content, name);
  const open = await openObjections(content);
  const hint = open.length === 0 ? 'None is open.' : `Open are: ${open.join(', ')}.`;
  if (!existsSync(file)) throw new Stop(`The reason answers ${name}, but there is no ${file}. ${hint}`);
  const read = await readCorrection(file);
  if (read === undefined) throw new Stop(`${file} cannot be used: run npm run check:content and mend it.`);
  const { period, state, superseded = '' } = read;
  const standing = changed.find((change) => change.period === period)?.before;
  const isCutOff = standing !== undefined && (await isKept(content, superseded, standing));
  if (state !== 'under-review' && !isCutOff) {
    throw new Stop(`${name} is answered already, on ${read.answered}. ${hint}`);
  }
  if (read.subject !== 'disclosure' || period === undefined) {
    throw new Stop(`${name} does not object to a half-year: figures that change cannot answer it. ${hint}`);
  }
  return { ...read, period };
}

async function openObjections(content: string): Promise<string[]> {
  const files = await readdir(join(content, 'corrections')).catch((): string[] => []);
  const names = await Promise.all(
    files.sort().map(async (file) => {
      const read = file.endsWith('.yml') ? await readCorrection(join(content, 'corrections', file)) : undefined;
      return read?.state === 'under-review' && read.subject === 'disclosure' ? [file.replace(/\.yml$/, '')] : [];
    }),
  );
  return names.flat();
}

async function readCorrection(file: string): Promise<Correction | undefined> {
  try {
    return correction.parse(parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** An entry as text, each change on a line of its own. */
function written(document: Document): string {
  const changes = document.get('changes');
  if (isSeq(changes)) for (const item of changes.items) if (isMap(item)) item.flow = true;
  return document.toString(YAML_STYLE);
}
