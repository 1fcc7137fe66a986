import type { strings } from '../../i18n/strings.ts';
import type { ComplaintField } from '../../schema/complaint.ts';

export type WordKey = keyof ReturnType<typeof strings<'form'>>;

/** Fields whose own name is the key of their label. */
export type FieldWord = Extract<WordKey, ComplaintField>;

/** The words of one language that the form needs: handed to it, so that the browser loads no other language. */
export interface Words {
  form: Record<WordKey, string>;
  /** Names of slugs as `list.slug`. */
  taxonomy: Record<string, string>;
  /** Slugs to choose from, in the order of the form. */
  lists: Record<'goods' | 'services' | 'problem' | 'claim', readonly string[]>;
}

/** A word with its `{name}` places filled. */
export function say(words: Words, key: WordKey, values: Record<string, string | number> = {}): string {
  return words.form[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** The message of an error key, which comes as plain text from the schema. */
export function messageOf(words: Words, key: string, values: Record<string, string | number> = {}): string {
  return say(words, hasWord(words, key) ? key : 'error.form.shape', values);
}

export function hasWord(words: Words, key: string): key is WordKey {
  return Object.hasOwn(words.form, key);
}
