import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCALES } from '../../schema/basics.ts';
import { DECISIONS, OBJECTS, OUTCOMES, PROBLEMS, RATINGS, VENUE_TYPES } from '../../schema/taxonomy.ts';
import { foldName, simplified } from '../names.ts';
import { ALIASES, PERHAPS } from './aliases.ts';

export const CODED = {
  decision: DECISIONS,
  outcome: OUTCOMES,
  rating: RATINGS,
  object: OBJECTS,
  problem: PROBLEMS,
  toCase: ['true', 'false'],
} as const;
export type CodedField = keyof typeof CODED;

/** A slug that a text may mean; `isSure` where the text is a name of it. */
export interface Suggestion {
  slug: string;
  isSure: boolean;
}
export type Suggest = (field: string, text: string) => Suggestion | undefined;

/** Our words for a field, or for types of venue, each with its name in Chinese, English and Spanish. */
export type Words = ReadonlyMap<CodedField | 'venue', { slug: string; names: string[] }[]>;

/** Reads the names of our words. */
export async function readWords(ui = 'content/ui'): Promise<Words> {
  const texts = await Promise.all(
    LOCALES.map((locale) => readFile(join(ui, locale, 'taxonomy.json'), 'utf8').catch(() => '{}')),
  );
  const names = texts.map((text) => JSON.parse(text) as Record<string, string>);
  const words = Object.entries({ ...CODED, venue: VENUE_TYPES }).map(
    ([list, slugs]) =>
      [
        list as CodedField | 'venue',
        slugs.map((slug) => ({ slug, names: names.flatMap((each) => each[`${list}.${slug}`] ?? []) })),
      ] as const,
  );
  return new Map([...words, ['toCase', YES_OR_NO]]);
}

const YES_OR_NO = [
  { slug: 'true', names: ['成为案件', 'It became a case'] },
  { slug: 'false', names: ['没有成为案件', 'It did not'] },
];

/** Makes a finder of suggestions from the names of our slugs in three languages and from other words in use. */
export async function codeSuggester(ui?: string): Promise<Suggest> {
  const words = await readWords(ui);
  const known = new Map(Object.keys(CODED).map((field) => [field, meaningsOf(field as CodedField, words)]));
  return (field, text) => {
    const meanings = known.get(field);
    if (meanings === undefined) return undefined;
    const { exact, perhaps, names, inside } = meanings;
    const whole = folded(text);
    const sure = exact.get(whole);
    if (sure !== undefined) return { slug: sure, isSure: true };
    const parts = inTwoScripts(text);
    const [said, ...contrary] = new Set(parts.flatMap((part) => exact.get(part) ?? perhaps.get(part) ?? []));
    if (contrary.length > 0) return undefined;
    const unsure =
      perhaps.get(whole) ??
      said ??
      [whole, ...parts].map((part) => alike(part, names, inside)).find((slug) => slug !== undefined);
    return unsure === undefined ? undefined : { slug: unsure, isSure: false };
  };
}

/** What folded texts mean for a field. */
interface Meanings {
  exact: Map<string, string>;
  perhaps: Map<string, string>;
  /** The names of our slugs: a text may hold one, or be a part of one. */
  names: [string, string][];
  /** Other words that a text may hold. */
  inside: [string, string][];
}

function meaningsOf(field: CodedField, words: Words): Meanings {
  const list = words.get(field) ?? [];
  const names =
    field === 'toCase'
      ? []
      : list.flatMap(({ slug, names }) => names.map((name): [string, string] => [folded(name), slug]));
  const aliases = Object.entries(ALIASES[field] ?? {});
  const perhaps = Object.entries(PERHAPS[field] ?? {});
  return {
    exact: new Map([...aliases, ...list.map(({ slug }): [string, string] => [folded(slug), slug]), ...names]),
    perhaps: new Map(perhaps),
    names,
    // Not where the words are yes and no: there one more letter turns a word into its contrary.
    inside: field === 'object' || field === 'problem' ? [...aliases, ...perhaps] : [],
  };
}

/** "手机 Phone" → its Chinese and the rest, folded; nothing where a text is in one script. */
function inTwoScripts(text: string): string[] {
  const parts = [text.replace(/\P{Script=Han}+/gu, ''), text.replace(/\p{Script=Han}+/gu, ' ')].map(folded);
  return parts.every((part) => part !== '') ? parts : [];
}

/** The slug of the longest name that holds the text or is held by it, or of the longest other word that it holds. */
function alike(text: string, names: Meanings['names'], inside: Meanings['inside']): string | undefined {
  if (text.length < 2) return undefined;
  const like = [
    ...names.filter(([name]) => name.length >= 2 && (name.includes(text) || text.includes(name))),
    ...inside.filter(([word]) => text.includes(word)),
  ].map(([name, slug]) => ({ slug, length: Math.min(name.length, text.length) }));
  like.sort((a, b) => b.length - a.length);
  return like[0]?.slug;
}

function folded(text: string): string {
  return simplified(foldName(text));
}
