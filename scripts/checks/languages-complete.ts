import { LOCALES, type Locale } from '../../src/schema/basics.ts';
import { type Content, entries, type Fault, type Rule, rootOf } from '../content.ts';

/** The three languages say the same things: the same files, the same words, the same places for values, none empty. */
export const languagesComplete: Rule = {
  name: 'languages-complete',
  scope: 'content',
  check: (content) => [
    ...(['ui', 'pages', 'guides', 'cases'] as const).flatMap((folder) => twins(content, folder)),
    ...words(content),
  ],
};

function twins(content: Content, folder: 'ui' | 'pages' | 'guides' | 'cases'): Fault[] {
  const files = content.files.filter((file) => file.folder.startsWith(`${folder}/`));
  const has = (locale: Locale, id: string) =>
    files.some((file) => file.folder === `${folder}/${locale}` && file.id === id);
  return files.flatMap(({ path, id, extension }) =>
    LOCALES.filter((locale) => !has(locale, id)).map((locale) => ({
      file: path,
      field: 'language',
      value: `${locale} (missing)`,
      next: `Write ${rootOf(content, folder)}/${folder}/${locale}/${id}${extension}.`,
    })),
  );
}

function words(content: Content): Fault[] {
  return LOCALES.flatMap((locale) =>
    entries(content, `ui/${locale}`).flatMap((file) => [
      ...empty(file),
      ...LOCALES.filter((other) => other !== locale).flatMap((other) => {
        const twin = entries(content, `ui/${other}`).find(({ id }) => id === file.id);
        return twin === undefined ? [] : [...missing(file, twin), ...(other === 'zh' ? places(file, twin) : [])];
      }),
    ]),
  );
}

type Words = { path: string; id: string; data: Record<string, string> };

function empty({ path, data }: Words): Fault[] {
  return Object.keys(data)
    .filter((key) => data[key]?.trim() === '')
    .map((key) => ({ file: path, field: key, value: '""', next: 'Write the words.' }));
}

function missing(file: Words, twin: Words): Fault[] {
  return Object.keys(twin.data)
    .filter((key) => !Object.hasOwn(file.data, key))
    .map((key) => ({
      file: file.path,
      field: key,
      value: '(missing)',
      next: `Translate it from ${twin.path}: ${JSON.stringify(twin.data[key])}.`,
    }));
}

function places(file: Words, chinese: Words): Fault[] {
  return Object.keys(file.data)
    .filter((key) => Object.hasOwn(chinese.data, key) && placesIn(file.data[key]) !== placesIn(chinese.data[key]))
    .map((key) => ({
      file: file.path,
      field: key,
      value: file.data[key] ?? '',
      next: `Use the places of ${chinese.path}: ${placesIn(chinese.data[key]) || 'none'}.`,
    }));
}

function placesIn(text = ''): string {
  return [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');
}
