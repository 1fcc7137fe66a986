import { partsOfAmount, readAmount } from '../amounts.ts';
import { type Column, textsOf } from './columns.ts';

/** The sign before the cents: a comma where more amounts end in it and one or two digits than in a point so. */
export function guessDecimal(columns: readonly Column[]): '.' | ',' {
  const ends = columns.flatMap(textsOf).map((text) => partsOfAmount(text).digits);
  const count = (pattern: RegExp) => ends.filter((text) => pattern.test(text)).length;
  return count(/,\d{1,2}$/) > count(/\.\d{1,2}$/) ? ',' : '.';
}

/** A currency, or none with the signs of others that were found. */
export interface CurrencyGuess {
  code: 'CNY' | undefined;
  signs: string[];
}

/** Yuan where amounts or headers say so, or where the headers are Chinese; never where a sign of another stands. */
export function guessCurrency(columns: readonly Column[]): CurrencyGuess {
  const found = new Set<string>();
  for (const column of columns) {
    for (const sign of column.name.match(IN_HEADER) ?? []) found.add(sign);
    for (const text of textsOf(column)) for (const sign of signsOf(text)) found.add(sign);
  }
  const others = [...found].filter((sign) => !YUAN.test(sign));
  if (others.length > 0) return { code: undefined, signs: others };
  const chinese = columns.filter(({ name }) => /\p{Script=Han}/u.test(name)).length;
  return { code: found.size > 0 || chinese * 2 > columns.length ? 'CNY' : undefined, signs: [] };
}

function signsOf(text: string): string[] {
  const { digits, signs } = partsOfAmount(text);
  const isAmount = digits !== '' && [',', '.'].some((sign) => readAmount(digits, sign as ',') !== undefined);
  return isAmount ? signs.map((sign) => sign.toUpperCase()) : [];
}

const YUAN = /^(¥|￥|元|圆|CNY|RMB|YUAN|人民币)$/i;
const IN_HEADER =
  /US\$|HK\$|[¥￥$€£]|\b(?:CNY|RMB|USD|EUR|HKD|GBP)\b|人民币|美元|港元|港币|欧元|英镑|日元|元|\byuan\b/gi;
