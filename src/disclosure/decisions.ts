import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Document, isMap, isScalar, parseDocument, YAMLMap } from 'yaml';
import type { Likeness } from './likeness.ts';
import { foldName } from './names.ts';
import { namesOf, type Register } from './register.ts';
import { Stop } from './stop.ts';
import { writeWhole } from './whole.ts';

/** What an officer said a name is: a mall's id, `new` for none of ours, or `?` while nobody has said. */
export type Decisions = ReadonlyMap<string, string>;

export const UNDECIDED = '?';
export const NEW = 'new';

/** The file of the answers: small, kept with the content, remembered from import to import. */
export function decisionsFile(content: string): string {
  return join(content, 'mappings', 'names.yml');
}

/** The mall that an officer said a name is; undefined where nobody has, or where it is none of ours. */
export function mallSaidOf(decisions: Decisions, name: string): string | undefined {
  const answer = decisions.get(foldName(name));
  return answer === NEW || answer === UNDECIDED ? undefined : answer;
}

/**
 * Reads the answers by folded name. Throws `Stop` where one is neither a registered mall nor `new` nor `?`, or where
 * the mall it names is itself said to be another.
 */
export async function readDecisions(content: string, { malls }: Register): Promise<Decisions> {
  const file = decisionsFile(content);
  const map = await readMap(file);
  const decisions = new Map<string, string>();
  for (const { key, value } of map.items) {
    const [name, answer] = [textOf(key), textOf(value)];
    if (answer !== NEW && answer !== UNDECIDED && !malls.has(answer)) {
      throw new Stop(`${file}: "${name}" is said to be "${answer}", which is no mall. Write a mall's id, new, or ?.`);
    }
    decisions.set(foldName(name), answer);
  }
  for (const { key } of map.items) {
    const name = textOf(key);
    const id = mallSaidOf(decisions, name);
    const mall = id === undefined ? undefined : malls.get(id);
    for (const other of mall === undefined ? [] : namesOf(mall)) {
      const elsewhere = mallSaidOf(decisions, other);
      if (elsewhere === undefined || elsewhere === id) continue;
      throw new Stop(
        `${file}: "${name}" is said to be ${id}, but "${other}", a name of ${id}, is said to be ${elsewhere}. Write one mall for both.`,
      );
    }
  }
  return decisions;
}

/** Adds names that wait for an answer, each with the registered names it is like; answers given stay as they are. */
export async function askForDecisions(content: string, questions: readonly Question[]): Promise<void> {
  if (questions.length === 0) return;
  const file = decisionsFile(content);
  const map = await readMap(file);
  const known = new Set(map.items.map(({ key }) => foldName(textOf(key))));
  const document = new Document();
  document.commentBefore = HEAD;
  for (const { name, like } of questions.filter(({ name }) => !known.has(foldName(name)))) {
    const pair = document.createPair(name, UNDECIDED);
    if (isScalar(pair.value))
      pair.value.comment = ` ${like.map(({ id, name: other, score }) => `${id} (${oneLine(other)}, ${score.toFixed(2)})`).join(', ')}`;
    map.items.push(pair as never);
  }
  document.contents = map as never;
  await mkdir(dirname(file), { recursive: true });
  await writeWhole(file, document.toString({ lineWidth: 0, singleQuote: true }));
}

export interface Question {
  name: string;
  like: readonly Likeness[];
}

async function readMap(file: string): Promise<YAMLMap> {
  if (!existsSync(file)) return new YAMLMap();
  const document = parseDocument(await readFile(file, 'utf8'));
  const [error] = document.errors;
  if (error !== undefined) throw new Stop(`${file} is not valid YAML: ${error.message}`);
  if (document.contents === null) return new YAMLMap();
  if (!isMap(document.contents)) throw new Stop(`${file} has to be lines of the form 'name: mall-id'.`);
  return document.contents;
}

function textOf(node: unknown): string {
  return String(isScalar(node) ? node.value : (node ?? '')).trim();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

const HEAD = ` Names in complaint exports that are like a mall of ours but not the same.
 Write after each: the id of the mall it is, or new where it is one of its own. Then import again.
 ? waits for an answer: until then its complaints wait in rejects.csv, or count for a mall of that
 name where the mapping let the import open one.`;
