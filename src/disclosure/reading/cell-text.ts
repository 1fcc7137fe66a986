import { dayOfSerial } from '../dates.ts';
import type { Workbook } from './workbook.ts';

/** A cell as a sheet stores it. */
export interface StoredCell {
  type: string;
  style: number;
  /** What stands in its value; undefined where it has none. */
  value: string | undefined;
  /** Its formula, if it has one. */
  formula: string | undefined;
}

/** What has to be known of a workbook to read a cell of it. */
export type CellContext = Pick<Workbook, 'serials' | 'strings' | 'isDay' | 'isUncomputed'>;

/**
 * A cell as text: days as YYYY-MM-DD, numbers with a point. A formula is never computed: its last stored value counts,
 * and where there is none the formula itself stands there, which can be taken for no value.
 */
export function textOf(cell: StoredCell, context: CellContext, refuse: (why: string) => Error): string {
  if (lacksValue(cell, context)) return `=${(cell.formula ?? '').slice(0, LONGEST_FORMULA)}`;
  const { type, style, value = '' } = cell;
  if (type === 's') {
    const text = sharedText(value.trim(), context.strings);
    if (text === undefined) throw refuse(`a cell is shared text ${value.slice(0, 20)}, which there is not`);
    return text;
  }
  if (type === 'b') return BOOLEANS.get(value.trim()) ?? value;
  if (type === 'd') return value.slice(0, 10);
  if (type !== '' && type !== 'n') return decodedText(value);
  const number = numberText(value.trim());
  if (number === '' || context.isDay[style] !== true) return number;
  return dayOfSerial(Number(number), context.serials) ?? number;
}

/** Whether a cell is a formula without a value. "" is one where it is said to be text, as of =IF(A1="","",A1). */
export function lacksValue({ type, value, formula }: StoredCell, { isUncomputed }: CellContext): boolean {
  if (formula === undefined) return false;
  if (value === undefined || (value === '' && type !== 'str')) return true;
  return isUncomputed && value === '0' && (type === '' || type === 'n');
}

function sharedText(index: string, strings: readonly string[]): string | undefined {
  return index === '' ? '' : strings[Number(index)];
}

/** A text with its escapes decoded: _x000D_ is a line end, _x005F_ the low line of a text that looks like an escape. */
export function decodedText(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

/**
 * A stored number as a person would write it. Integers stay digit by digit as they are written, since case numbers are
 * longer than a number can hold; fractions lose the noise of binary: 0.30000000000000004 → 0.3.
 */
function numberText(text: string): string {
  if (text === '' || /^-?\d+$/.test(text)) return text;
  const parts = /^([-+]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:e([-+]?\d{1,3}))?$/i.exec(text);
  if (parts === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = (whole + fraction).replace(/0+$/, '');
  const point = whole.length + Number(exponent);
  if (digits.length <= point && point <= 40) {
    const integer = digits.padEnd(point, '0').replace(/^0+(?=\d)/, '') || '0';
    return sign === '-' && integer !== '0' ? `-${integer}` : integer;
  }
  const number = Number(text);
  return Math.abs(number) < MOST_EXACT ? String(Number(number.toPrecision(15))) : text;
}

const BOOLEANS = new Map([
  ['1', 'TRUE'],
  ['true', 'TRUE'],
  ['0', 'FALSE'],
  ['false', 'FALSE'],
]);
/** A cell of a spreadsheet holds at most 32,767 signs. */
export const LONGEST_CELL = 100_000;
const LONGEST_FORMULA = 200;
/** From here on a number has no room for a fraction of it that means anything. */
const MOST_EXACT = 1e15;
