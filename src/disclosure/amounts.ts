/**
 * An amount in digits, thousands grouped or not; an empty cell is nothing returned. Signs and names of currencies at
 * its ends and full-width forms are put aside. Undefined where it is no amount or below zero, or where a sign could
 * stand for thousands as well as for cents, or the sign is that of another currency. "12.50" is clear even where cents
 * follow a comma.
 */
export function readAmount(text: string, decimal: '.' | ',', currency?: string): number | undefined {
  if (text === '') return 0;
  // The plain case first: a million rows pass here.
  if (PLAIN.test(text)) return Number(text);
  const plain = grouped(text, decimal);
  if (plain !== undefined) return plain;
  const parts = partsOfAmount(text);
  const isOther =
    currency !== undefined && parts.signs.some((sign) => CURRENCIES[sign.toUpperCase()]?.includes(currency) === false);
  return isOther ? undefined : digits(parts.digits, decimal);
}

/** The digits of an amount without what stands at its ends, and the signs of currency that stood there. */
export function partsOfAmount(text: string): { digits: string; signs: string[] } {
  // NFKC of full-width forms only: of the whole text it would make 102 of 10².
  const narrow = text.replace(/[\u3000\uff01-\uffee]/g, (sign) => sign.normalize('NFKC'));
  const [before = ''] = BEFORE.exec(narrow) ?? [];
  const [after = ''] = AFTER.exec(narrow.slice(before.length)) ?? [];
  return {
    digits: narrow.slice(before.length, narrow.length - after.length).trim(),
    signs: `${before} ${after}`.match(SIGNS) ?? [],
  };
}

function digits(text: string, decimal: '.' | ','): number | undefined {
  return PLAIN.test(text) ? Number(text) : grouped(text, decimal);
}

function grouped(text: string, decimal: '.' | ','): number | undefined {
  const shape = decimal === '.' ? GROUPED_BY_COMMA : GROUPED_BY_POINT;
  if (!shape.test(text)) return undefined;
  return Number(decimal === '.' ? text.replaceAll(',', '') : text.replace(/[.\s\u00a0\u202f]/g, '').replace(',', '.'));
}

const PLAIN = /^\d{1,12}(\.\d{1,2})?$/;
const GROUPED_BY_COMMA = /^\d{1,3}(,\d{3}){1,3}(\.\d{1,2})?$/;
const GROUPED_BY_POINT = /^(\d{1,12}|\d{1,3}([.\s\u00a0\u202f]\d{3}){1,3})(,\d{1,2})?$/;

/** What a sign can stand for; others say nothing. */
const CURRENCIES: Record<string, readonly string[]> = {
  '¥': ['CNY', 'JPY'],
  元: ['CNY', 'HKD', 'TWD', 'JPY'],
  圆: ['CNY'],
  人民币: ['CNY'],
  YUAN: ['CNY'],
  RMB: ['CNY'],
  CNY: ['CNY'],
  US$: ['USD'],
  USD: ['USD'],
  HK$: ['HKD'],
  HKD: ['HKD'],
  $: ['USD', 'HKD', 'SGD', 'AUD', 'CAD', 'MXN', 'TWD', 'NZD', 'CLP', 'COP', 'ARS'],
  '€': ['EUR'],
  EUR: ['EUR'],
  '£': ['GBP'],
  GBP: ['GBP'],
};

const SIGN = 'US\\$|HK\\$|[¥$€£]|CNY|RMB|USD|EUR|HKD|GBP|人民币|元|圆|yuan';
const SIGNS = new RegExp(SIGN, 'gi');
const BEFORE = new RegExp(`^(?:\\s*(?:${SIGN}))+`, 'i');
const AFTER = new RegExp(`(?:(?:${SIGN})\\s*)+$`, 'i');
