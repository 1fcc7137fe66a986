import { DATE_SHAPES } from '../../schema/mapping.ts';
import { readAmount } from '../amounts.ts';
import { readDay } from '../dates.ts';
import { copied } from '../reading/pieces.ts';
import { FIELDS, type Field, headerText, isDayField, NAMINGS, type Naming } from './headers.ts';

/** What the first look at a file keeps of a column. */
export interface Column {
  name: string;
  /** Distinct texts with their rows, the first `MOST_VALUES`; rows with others are counted in `others`. */
  values: Map<string, number>;
  others: number;
  /** Of those others one short text of each form: a day or an amount written in another way may come late. */
  later: Map<string, string>;
}
export const MOST_VALUES = 300;

export function emptyColumn(name: string): Column {
  return { name, values: new Map(), others: 0, later: new Map() };
}

export function countText(column: Column, text: string): void {
  const known = column.values.get(text);
  if (known !== undefined) column.values.set(text, known + 1);
  else if (column.values.size < MOST_VALUES) column.values.set(copied(text), 1);
  else {
    column.others += 1;
    if (text.length > LONGEST_FORM || column.later.size >= MOST_VALUES) return;
    const form = formOf(text);
    if (!column.later.has(form)) column.later.set(form, copied(text));
  }
}

/** The distinct texts kept of a column, without the empty one. */
export function textsOf({ values, later }: Column): string[] {
  return [...values.keys(), ...later.values()].filter((text) => text !== '');
}

/** A text with its figures left out: which are of four digits, and which can be no month, stays to be seen. */
function formOf(text: string): string {
  return text.replace(/\d+/g, (run) => (run.length === 4 ? 'Y' : Number(run) > 12 ? '99' : '9'));
}

const LONGEST_FORM = 40;

/** What the headers say of a field: the column, or several of which the officer has to name one. */
export interface Choice {
  columns: [Column, ...Column[]];
  isSure: boolean;
}

/**
 * Which column is which field, by its header; days and amounts also have to look like such. Where two fit a field about
 * equally well, neither is taken. A field that no header names is missing.
 */
export function guessColumns(columns: readonly Column[]): Map<Field, Choice> {
  const found = new Map<Field, Choice>();
  const taken = new Set<Column>();
  for (const naming of NAMINGS) {
    const choice = choose(
      naming,
      columns.filter((column) => !taken.has(column)),
    );
    if (choice === undefined) continue;
    found.set(naming.field, choice);
    for (const column of choice.columns) taken.add(column);
  }
  return new Map(FIELDS.flatMap((field) => (found.has(field) ? [[field, found.get(field) as Choice]] : [])));
}

function choose({ field, names, perhaps, not, rather }: Naming, columns: readonly Column[]): Choice | undefined {
  const headers = columns.map((column) => ({ column, header: headerText(column.name) }));
  const fitting = (pattern: RegExp) => {
    const fits = headers.filter(
      ({ column, header }) => pattern.test(header) && !not.test(header) && mayHold(field, column),
    );
    const filled = fits.filter(({ column }) => textsOf(column).length > 0);
    const kept = filled.length > 0 ? filled : fits;
    return [
      ...kept.filter(({ header }) => rather?.test(header)),
      ...kept.filter(({ header }) => !rather?.test(header)),
    ];
  };
  for (const pattern of names) {
    const [first, ...others] = fitting(pattern);
    if (first === undefined) continue;
    return {
      columns: [first.column, ...others.map(({ column }) => column)],
      // An amount in ten thousands would be read as one in yuan.
      isSure: others.length === 0 && !(field === 'refund' && /[万千]元|thousand/i.test(first.header)),
    };
  }
  const [first, ...others] = perhaps === undefined ? [] : fitting(perhaps);
  return first && { columns: [first.column, ...others.map(({ column }) => column)], isSure: false };
}

/** Whether most texts of a column look like what a field holds; an empty column may hold anything. */
export function mayHold(field: Field, column: Column): boolean {
  const texts = textsOf(column);
  const most = (is: (text: string) => boolean) => texts.length === 0 || texts.filter(is).length * 2 > texts.length;
  const isDay = (text: string) => DATE_SHAPES.some((shape) => readDay(text, shape) !== undefined);
  if (isDayField(field)) return most(isDay);
  if (field === 'refund') return most((text) => [',', '.'].some((sign) => readAmount(text, sign as ',') !== undefined));
  // Figures alone may be codes.
  return texts.length === 0 || field === 'id' || !most((text) => /\D/.test(text) && isDay(text));
}
