import { LOCALES } from '../../src/schema/basics.ts';
import { type Content, entries, type Fault, type Rule } from '../content.ts';

/** A guide or case says the same in each language: what is no prose is equal, and lists have as many lines. */
export const twinsAgree: Rule = {
  name: 'twins-agree',
  scope: 'content',
  check: (content) => [...faultsIn(content, 'guides'), ...faultsIn(content, 'cases')],
};

/** Fields written anew in each language. */
const PROSE = ['title', 'answer', 'summary', 'source', 'result', 'steps', 'forConsumers', 'forShops', 'says', 'text'];

function faultsIn(content: Content, folder: 'guides' | 'cases'): Fault[] {
  const chinese = new Map(entries(content, `${folder}/zh`).map(({ id, data }) => [id, shapeOf(data)]));
  return LOCALES.filter((locale) => locale !== 'zh').flatMap((locale) =>
    entries(content, `${folder}/${locale}`).flatMap(({ path, id, data }) => {
      const [own, twin] = [shapeOf(data), chinese.get(id)];
      if (twin === undefined) return [];
      return Object.keys({ ...twin, ...own })
        .filter((field) => own[field] !== twin[field])
        .map((field) => ({
          file: path,
          field,
          value: own[field] ?? '(missing)',
          next: `The Chinese twin has ${twin[field] ?? '(nothing)'}: make both alike.`,
        }));
    }),
  );
}

/** Facts as they are, prose as its number of lines. */
function shapeOf(data: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).map(([field, value]) => [
      field,
      PROSE.includes(field)
        ? Array.isArray(value)
          ? `${value.length} lines`
          : 'text'
        : JSON.stringify(value, (key, inner) => (PROSE.includes(key) ? 'text' : inner)),
    ]),
  );
}
