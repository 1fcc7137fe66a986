import type { Fault, OpenFile, Rule } from '../content.ts';

/** Records, malls and sub-districts name no person: no telephone number, no identity card, no e-mail address. */
export const noPersonalData: Rule = {
  name: 'no-personal-data',
  scope: 'file',
  check: (file) =>
    SEARCHED.includes(file.folder) ? file.text.split('\n').flatMap((line, index) => find(file, line, index + 1)) : [],
};

const SEARCHED = [
  'areas',
  'malls',
  'disclosures',
  'superseded',
  'alerts',
  'corrections',
  'replies',
  'directory',
  'events',
  'inspections',
];

// Hotlines of five digits (12315, 12345) are shorter than any of these.
const KINDS: [kind: string, pattern: RegExp, isOne?: (text: string) => boolean][] = [
  ['an e-mail address', /[\w.+-]+@[\w-]+(\.[\w-]+)+/g],
  ['an identity-card number', /(?<![\w.])\d{17}[\dXx](?!\w)/g, hasCheckDigit],
  ['a mobile number', /(?<![\w.])(\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\w)/g],
  ['a telephone number', /(?<![\w.])(\(0\d{2,3}\)|0\d{2,3}|[48]00)[ -]?\d{3,4}[ -]?\d{4}(?!\w)/g],
];

function find(file: OpenFile, line: string, number: number): Fault[] {
  // Full-width digits and signs count as the plain ones.
  const plain = line.normalize('NFKC');
  return KINDS.flatMap(([kind, pattern, isOne = () => true]) =>
    (plain.match(pattern) ?? []).filter(isOne).map((found) => ({
      file: file.path,
      field: `line ${number}`,
      // The log of a build is no place for what must not be published either.
      value: `${found.slice(0, 3)}… (${found.length} characters)`,
      next: `This looks like ${kind}. Remove it: published content names no person.`,
    })),
  );
}

/** The eighteenth character of an identity card by GB 11643-1999 (ISO 7064, MOD 11-2). */
function hasCheckDigit(number: string): boolean {
  const sum = [...number.slice(0, 17)].reduce(
    (total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11),
    0,
  );
  return '10X98765432'[sum % 11] === number.at(-1)?.toUpperCase();
}
