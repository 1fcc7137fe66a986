import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { z } from 'zod';
import { type Mapping, mapping } from '../schema/mapping.ts';
import { isOneEditApart } from './names.ts';
import { Stop } from './stop.ts';

type Issue = z.core.$ZodIssue;

/** Reads and checks a mapping file. Throws `Stop` with a line for each fault: field, what stands there, what to write. */
export async function readMapping(file: string): Promise<Mapping> {
  const written = parseYaml(await readText(file), file);
  const open = questionsIn(written, []);
  if (open.length > 0) {
    throw new Stop(
      `The mapping ${file} still has questions, each '?' in it:\n${open.map((place) => `  ${place}`).join('\n')}\nThe words to choose from are in content/mappings/README.md.`,
    );
  }
  const result = mapping.safeParse(written);
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap((issue) => sentences(issue, written, []));
  throw new Stop(
    `The mapping ${file} cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}\nEach field is explained in content/mappings/README.md.`,
  );
}

/** Stops where the file lacks a column that the mapping names, or has it twice. */
export function checkHeader(header: readonly string[], mapping: Mapping): void {
  const columns = columnsOf(mapping);
  const missing = columns.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    throw new Stop(
      `The file has no column ${quoted(missing)}.\nIts columns are: ${quoted(header)}.\nCorrect the mapping, or its delimiter if the columns run together.`,
    );
  }
  const twice = columns.find((name) => header.indexOf(name) !== header.lastIndexOf(name));
  if (twice !== undefined) throw new Stop(`The file has the column "${twice}" twice: rename one of them in the file.`);
}

/** Columns that the mapping names, each once. */
export function columnsOf({ fields }: Mapping): string[] {
  return [...new Set(Object.values(fields).flatMap((field) => (field && 'column' in field ? [field.column] : [])))];
}

/** Where a guessed mapping still asks. */
function questionsIn(value: unknown, above: string[]): string[] {
  if (value === '?') return [above.join('.')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => questionsIn(inner, [...above, key === '' ? "''" : key]));
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Stop(`The mapping ${file} cannot be read: check the path.`);
  }
}

function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Stop(`The mapping ${file} is not valid YAML: ${(error as Error).message}`);
  }
}

/** What an issue of the schema means to the person who wrote the file. */
function sentences(issue: Issue, written: unknown, above: PropertyKey[]): string[] {
  const path = [...above, ...issue.path];
  const field = path.join('.') || 'the file';
  const value = at(written, issue.path);
  if (issue.code === 'invalid_union') {
    const meant =
      typeof value === 'string'
        ? issue.errors.find((branch) => branch.some(({ code }) => code === 'invalid_value'))
        : meantBranch(issue.errors, value);
    if (meant !== undefined) return meant.flatMap((inner) => sentences(inner, value, path));
    return [`${field}: ${value === undefined ? 'is missing' : 'has to be a section'}; write column, or one constant.`];
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${field}: there is no "${key}".${meant(key, WORDS)}`);
  if (value === undefined) return [`${field}: is missing${issue.code === 'custom' ? `; ${issue.message}` : '.'}`];
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String);
    return [
      `${field}: "${String(value)}" cannot stand here.${meant(String(value), words)} Write one of: ${words.join(', ')}.`,
    ];
  }
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof value !== 'object') {
    return [`${field}: put ${String(value)} in quotes, since YAML does not take it for text.`];
  }
  return [`${field}: ${issue.message}`];
}

/** The branch that the author had in mind: the one with the fewest keys missing or too many. */
function meantBranch(branches: readonly Issue[][], value: unknown): Issue[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const strangeness = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => {
      if (issue.code === 'unrecognized_keys') return sum + issue.keys.length;
      return sum + (at(value, issue.path) === undefined ? 1 : 0);
    }, 0);
  return [...branches].sort((a, b) => strangeness(a) - strangeness(b))[0];
}

/** Every word that may stand left of a colon, to suggest the one meant. */
const WORDS = [
  ...Object.keys(mapping.shape),
  ...Object.keys(mapping.shape.fields.shape),
  ...['kind', 'name', 'zh', 'en', 'es', 'column', 'values', 'value', 'code', 'after', 'before', 'as', 'unknown'],
  ...['type', 'area', 'areaName'],
];

function meant(word: string, words: readonly string[]): string {
  const near = words.find((known) => known.toLowerCase() === word.toLowerCase() || isOneEditApart(known, word));
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
