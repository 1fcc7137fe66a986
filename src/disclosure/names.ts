import { Converter } from 'opencc-js/t2cn';

/** Business names that fold to the same text are the same business: width, case, punctuation and spaces do not count. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}

/**
 * The words of a name without its legal suffixes, in lower case and simplified characters; a Han character is a word.
 * Names of the same words may be one business, but are never taken for one.
 */
export function wordsOf(name: string): string[] {
  return simplified(withoutLegalSuffix(name)).match(WORD) ?? [];
}

function withoutLegalSuffix(name: string): string {
  let rest = name.normalize('NFKC').toLowerCase().replace(/[.,]/g, '').replace(/[()]/g, ' ').trim();
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(LEGAL_SUFFIX, '').trim();
  }
  return rest;
}

/** A name in simplified characters: 梧桐裡 and 梧桐里 are one name in two scripts. */
export function simplified(name: string): string {
  if (!/\p{Script=Han}/u.test(name)) return name;
  toSimplified ??= Converter({ from: 't', to: 'cn' });
  return toSimplified(name);
}

let toSimplified: ((text: string) => string) | undefined;

/** A name as a permanent id: ASCII words with hyphens, or undefined where the name has none. */
export function idFromName(name: string): string | undefined {
  const words = name
    .normalize('NFKD')
    .replace(/['’\p{M}]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return words === '' ? undefined : words;
}

/** Whether one letter added, dropped, changed, or two neighbours swapped, turn one text into the other. */
export function isOneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === `${right[1]}${right[0]}`);
}

const LEGAL_SUFFIX =
  /(股份有限公司|有限责任公司|有限公司|分公司|公司|\s(inc|incorporated|llc|ltd|limited|corp|corporation|co|company|lp|slu?|s l|sa|s a))$/u;
const WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;
