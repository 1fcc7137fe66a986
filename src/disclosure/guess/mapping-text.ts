import type { Found } from '../reading/table.ts';
import { readAs } from '../report.ts';
import { CODED, type CodedField, type Suggest } from './codes.ts';
import { type Column, type DatesGuess, type Field, MOST_VALUES } from './columns.ts';

export interface MappingGuess {
  found: Found & { headerLine: number };
  fields: ReadonlyMap<Field, Column>;
  dates: DatesGuess;
  decimal: '.' | ',';
  suggest: Suggest;
}

/** The guess as a mapping file. Each '?' is a question to the officer. */
export function mappingText({ found, fields, dates, decimal, suggest }: MappingGuess): string {
  const column = (field: Field, missing: string[]): string[] => {
    const taken = fields.get(field);
    return taken === undefined ? missing : [`  ${field}:`, `    column: ${quoted(taken.name)}`];
  };
  const coded = (field: CodedField, missing: string[]): string[] => {
    const taken = fields.get(field);
    return taken === undefined ? missing : [...column(field, []), ...valuesOf(field, taken, suggest)];
  };
  const none = (field: Field, hint: string) => [`  ${field}:`, `    column: '?'  # ${hint}`];
  const shapes = dates.shapes?.map(quoted).join(', ');
  return `${[
    `# A first guess. Found: ${readAs(found)}.`,
    "# Correct it: each '?' is a question. Words on the right are explained in content/mappings/README.md.",
    ...(dates.shapes === undefined
      ? ["dates: '?'  # MM/DD/YYYY and DD/MM/YYYY both fit every day of the file: say which it is"]
      : [`dates: [${shapes}]${dates.unread.length > 0 ? `  # not read so: ${dates.unread.join(' | ')}` : ''}`]),
    ...(decimal === ',' ? ["decimal: ','"] : []),
    'origin:',
    '  kind: export',
    '  name:  # where the records come from, as readers are told',
    "    zh: '?'",
    "    en: '?'",
    "    es: '?'",
    'currency: CNY',
    'fields:',
    ...column('id', ['  # id: no column looks like a case number; without one, doubles cannot be found']),
    ...column('mall', none('mall', 'name of the business')),
    '    unknown: reject',
    ...column('received', none('received', 'day of receipt')),
    ...coded('decision', ['  decision:', "    value: '?'  # no column: accepted, if every row was accepted"]),
    ...column('decided', [
      '  decided:',
      '    as: received  # no column: right only if it is decided on the day of receipt',
    ]),
    ...column('closed', none('closed', 'day of closure')),
    ...coded('outcome', none('outcome', 'how a closed complaint ended')),
    ...coded('rating', ['  rating:', '    value: unrated  # no column: nobody was asked']),
    ...coded('object', ['  object:', "    value: '?'  # no column: the same word for every row"]),
    ...coded('problem', ['  problem:', "    value: '?'  # no column: the same word for every row"]),
    ...column('refund', ['  refund:', '    value: 0  # no column']),
    ...coded('toCase', ['  toCase:', '    value: false  # no column']),
  ].join('\n')}\n`;
}

function valuesOf(field: CodedField, { values, others }: Column, suggest: Suggest): string[] {
  const lines = [...values]
    .sort(([, a], [, b]) => b - a)
    .flatMap(([text, rows]) => {
      const found = suggest(field, text);
      // An open complaint has neither outcome nor rating: its empty cell needs no word.
      if (text === '' && found === undefined)
        return field === 'outcome' || field === 'rating' ? [] : [unsure(text, rows)];
      if (found?.isSure === true) return [`      ${quoted(text)}: ${found.slug}`];
      return [unsure(text, rows, found?.slug)];
    });
  const more = others > 0 ? [`      # more than ${MOST_VALUES} different texts: is this the right column?`] : [];
  return [
    `    values:  # ${CODED[field].slice(0, 8).join(', ')}${CODED[field].length > 8 ? ' …' : ''}`,
    ...lines,
    ...more,
  ];
}

function unsure(text: string, rows: number, slug?: string): string {
  return `      ${quoted(text)}: '?'  # ${rows} rows${slug === undefined ? '' : `; perhaps ${slug}`}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
