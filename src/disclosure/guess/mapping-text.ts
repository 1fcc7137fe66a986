import type { Found } from '../reading/table.ts';
import { readAs } from '../report.ts';
import { CODED, type CodedField, type Suggest, type Words } from './codes.ts';
import { type Choice, type Column, MOST_VALUES, mayHold } from './columns.ts';
import type { DaysGuess } from './days.ts';
import { type Field, isDayField } from './headers.ts';
import type { CurrencyGuess } from './money.ts';

export interface MappingGuess {
  found: Found & { headerLine: number };
  fields: ReadonlyMap<Field, Choice>;
  /** Columns that no field took: where a field found none, one of them may be it. */
  unused: readonly Column[];
  days: DaysGuess;
  decimal: '.' | ',';
  currency: CurrencyGuess;
  suggest: Suggest;
  words: Words;
  /** The content folder, if one was named that has no malls. */
  emptyContent: string | undefined;
}

/** The guess as a mapping file. Each '?' is a question to the officer. */
export function mappingText(guess: MappingGuess): string {
  const { found, days, decimal, currency, emptyContent } = guess;
  const { column, coded, missing } = fieldWriter(guess);
  return `${[
    `# A first guess. Found: ${oneLine(readAs(found))}.`,
    "# Correct it: each '?' is a question. Fields and words are explained in content/mappings/README.md.",
    "# A line under values may be deleted, also that of the empty cells (''): its rows are then rejected, and named in",
    '# rejects.csv.',
    datesLine(days),
    ...(decimal === ',' ? ["decimal: ','"] : []),
    'origin:',
    '  kind: export',
    '  name:  # where the records come from, as readers are told',
    "    zh: '?'",
    "    en: '?'",
    "    es: '?'",
    currencyLine(currency),
    'fields:',
    ...(column('id') ?? ['  # id: no column looks like a case number; without one, doubles cannot be found']),
    ...(column('mall') ?? missing('mall', 'name of the business')),
    `    unknown: reject  # ${whenToRegister(emptyContent)}`,
    ...(column('received') ?? missing('received', 'day of receipt')),
    ...(coded('decision') ?? missing('decision', 'accepted, if every row was accepted')),
    ...(column('decided') ?? missing('decided', 'as: received, if every row was decided on that day', 'as: received')),
    ...(column('notified') ?? ['  # notified: no column looks like the day the complainant was told of the decision']),
    ...(column('closed') ?? missing('closed', 'day of closure')),
    ...(coded('outcome') ?? missing('outcome', 'how a closed complaint ended')),
    ...(coded('rating') ?? missing('rating', 'unrated, if nobody was asked', 'value: unrated')),
    ...(coded('object') ?? missing('object', 'kind of goods or service')),
    ...(coded('problem') ?? missing('problem', 'main problem')),
    ...(column('refund') ?? missing('refund', '0, if it is not known what came back', 'value: 0')),
    ...(coded('toCase') ?? missing('toCase', 'false, if none became a case', 'value: false')),
    '',
    ...registerSection(guess.words),
  ].join('\n')}\n`;
}

function datesLine({ shapes, isOpen, unread }: DaysGuess): string {
  const listed = [...shapes, ...(isOpen ? ['?'] : [])].map(quoted).join(', ');
  const hints = [
    ...(isOpen ? ['MM/DD/YYYY or DD/MM/YYYY? Nothing in the file tells'] : []),
    ...(unread.length > 0 ? [`not read so: ${unread.map(oneLine).join(' | ')}`] : []),
  ];
  return `dates: [${listed}]${hints.length > 0 ? `  # ${hints.join('; ')}` : ''}`;
}

function currencyLine({ code, signs }: CurrencyGuess): string {
  if (code !== undefined) return `currency: ${code}`;
  const hint = signs.length > 0 ? `the amounts say ${signs.join(', ')}: ` : '';
  return `currency: '?'  # ${hint}write the ISO 4217 code, for example CNY, USD, EUR`;
}

function whenToRegister(emptyContent: string | undefined): string {
  const register = 'write register, and fill in the section at the end of this file';
  return emptyContent === undefined
    ? `a name that your malls lack; to open an entry for each, ${register}`
    : `${oneLine(emptyContent)} has no malls: to open an entry for each name, ${register}`;
}

/** Writes the sections of fields; each gives nothing where no column was found. */
function fieldWriter({ fields, unused, suggest, words }: MappingGuess) {
  const column = (field: Field): string[] | undefined => {
    const choice = fields.get(field);
    return (
      choice && [
        `  ${field}:`,
        `    column: ${choice.isSure ? quoted(choice.columns[0].name) : question(field, choice)}`,
      ]
    );
  };
  const coded = (field: CodedField): string[] | undefined => {
    const choice = fields.get(field);
    if (choice === undefined) return undefined;
    const values = valuesOf(field, choice, suggest);
    const isOpen = !choice.isSure || values.some((line) => line.includes(OPEN));
    const list = values.some((line) => !line.trimStart().startsWith('#')) ? '    values:' : '    values: {}';
    return [...(column(field) ?? []), ...(isOpen ? wordsOf(words, field) : []), list, ...values];
  };
  /** With columns left over, one of them may be the field: a constant is certain only where there is none. */
  const missing = (field: Field, hint: string, constant?: string): string[] => {
    const left = (isDayField(field) ? unused.filter((each) => mayHold(field, each)) : unused).map(({ name }) => name);
    if (constant !== undefined && left.length === 0) return [`  ${field}:`, `    ${constant}  # no column: ${hint}`];
    const isCoded = field in CODED;
    const key = isCoded || field === 'refund' ? 'value' : 'column';
    const instead = key === 'column' ? '' : `or ${isCoded ? 'column and values' : 'column'} in place of this line, `;
    return [
      `  ${field}:`,
      ...(isCoded ? wordsOf(words, field as CodedField) : []),
      `    ${key}: '?'  # ${hint}${left.length === 0 ? '' : `; ${instead}one of: ${listed(left)}`}`,
    ];
  };
  return { column, coded, missing };
}

function question(field: Field, { columns }: Choice): string {
  const names = columns.map(({ name }) => name).join(' or ');
  const hint = HINTS[field];
  return `'?'  # ${names}?${hint === undefined ? '' : ` ${hint}`}`;
}

const HINTS: Partial<Record<Field, string>> = {
  mall: 'The mall or market, not the shop in it',
  refund: 'Money that came back, not the amount in dispute, and not in ten thousands',
};

/** The texts, the most frequent first; of several columns first those that stand in more than one. */
function valuesOf(field: CodedField, { columns, isSure }: Choice, suggest: Suggest): string[] {
  const texts = new Map<string, { rows: number; within: string[] }>();
  for (const { name, values } of columns) {
    for (const [text, rows] of values) {
      const known = texts.get(text);
      texts.set(text, { rows: rows + (known?.rows ?? 0), within: [...(known?.within ?? []), name] });
    }
  }
  const written = [...texts].filter(([text]) => text.length <= LONGEST_KEY).sort(([, a], [, b]) => b.rows - a.rows);
  const lines = (is: (within: string[]) => boolean) =>
    written.flatMap(([text, { rows, within }]) => (is(within) ? valueLine(field, text, rows, suggest) : []));
  const isMore = written.length < texts.size || columns.some(({ others }) => others > 0);
  return [
    ...lines((within) => isSure || within.length > 1),
    ...(isSure ? [] : columns).flatMap(({ name }) => [
      `      # Only in ${name}; delete them if it is another column:`,
      ...lines((within) => within.length === 1 && within[0] === name),
    ]),
    ...(isMore ? [`      # more than ${MOST_VALUES} different texts, or long ones: is this the right column?`] : []),
  ];
}

function valueLine(field: CodedField, text: string, rows: number, suggest: Suggest): string[] {
  const found = suggest(field, text);
  // An open complaint has neither outcome nor rating: its empty cell needs no word.
  if (text === '' && found === undefined && (field === 'outcome' || field === 'rating')) return [];
  if (found?.isSure === true) return [`      ${quoted(text)}: ${found.slug}`];
  return [
    `      ${quoted(text)}${OPEN}  # ${rows} ${rows === 1 ? 'row' : 'rows'}${found === undefined ? '' : `; perhaps ${found.slug}`}`,
  ];
}

function wordsOf(words: Words, list: CodedField | 'venue'): string[] {
  const named = words.get(list) ?? [];
  const width = Math.max(...named.map(({ slug }) => slug.length));
  return [
    '    # Words to choose from:',
    ...named.map(({ slug, names: [zh, en] }) =>
      `    #   ${slug.padEnd(width)}  ${[zh, en].filter(Boolean).join(' / ')}`.trimEnd(),
    ),
  ];
}

/** The lines to be used have no space behind their sign, so that without it they are valid YAML. */
function registerSection(words: Words): string[] {
  return [
    '# With unknown: register, what every mall gets that the import opens, until its file under malls is corrected.',
    '# Types to choose from:',
    ...wordsOf(words, 'venue')
      .slice(1)
      .map((line) => line.trimStart()),
    '# To use it, take the # away from each of the lines that follow, and answer their questions.',
    '#register:',
    "#  type: '?'",
    "#  area: '?'  # the name of a file under areas, or a new one in a-z, 0-9 and hyphens",
    '#  areaName:  # what that area is called',
    "#    zh: '?'",
    "#    en: '?'",
    "#    es: '?'",
  ];
}

function listed(names: readonly string[]): string {
  return [...names.slice(0, MOST_NAMED), ...(names.length > MOST_NAMED ? ['…'] : [])].join(' | ');
}

function quoted(text: string): string {
  return /\p{Cc}/u.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

const OPEN = ": '?'";
const MOST_NAMED = 20;
/** YAML takes no longer text for a key of one line; such a column holds no codes. */
const LONGEST_KEY = 500;
