import { join } from 'node:path';
import { decisionsFile } from './decisions.ts';
import type { Likeness } from './likeness.ts';
import type { GivenAway, Written } from './opened.ts';
import type { Fault, Reason, UnknownCode } from './read-row.ts';
import { REASONS } from './read-row.ts';
import { LINES_OF_A_SHEET } from './reading/all-sheets.ts';
import type { Found } from './reading/table.ts';
import type { Variant } from './variants.ts';

/** report.json of a records folder: what became of every row. read = kept + rejected. */
export interface ImportReport {
  file: string;
  /** Content folder whose malls were the register. */
  content: string;
  sha256: string;
  /** What was found out about the file; the mapping may have said it. */
  found: Found & { headerLine: number };
  /** Rows, without header and blank lines. */
  read: number;
  kept: number;
  rejected: number;
  /** Rows by reason; `alone` are those with no other. The alone of all reasons + withSeveralReasons = rejected. */
  reasons: Partial<Record<Reason, { rows: number; alone: number }>>;
  withSeveralReasons: number;
  /**
   * Rows by the half-year of receipt; "unknown" where that day cannot be read. `again`: rejected only because an earlier
   * row that counts has the case number.
   */
  halfYears: Record<string, { kept: number; rejected: number; again: number }>;
  /** Ids of malls that the import opened. */
  registered: string[];
  /** Those of them, and their area, that the content folder lacked and got. */
  written: Written[];
  /** Malls that names.yml gives to another with each of their names. */
  givenAway: GivenAway[];
  /** Spellings taken for one mall, since they fold to the same. */
  spellings: string[][];
  /** Malls opened under a name that is like another's, the most frequent first; an officer has to say. */
  possibleVariants: Variant[];
  /** Complaints that name several businesses in one cell; each counts once, for the first. */
  severalFirms: number;
  /** Codes that no list of the mapping has, the most frequent first. */
  unknownCodes: (UnknownCode & { rows: number; suggestion: string | null })[];
  /** Names that the register lacks and that are like none of its own, the most frequent first. */
  unknownMalls: { name: string; rows: number }[];
  /** Names that may be a mall of the register: an officer has to say. */
  undecidedMalls: { name: string; rows: number; like: Likeness[] }[];
  /** Where the file is a rejects.csv: its rows, those unchanged since they were rejected, and of these the kept. */
  fedBack: { rows: number; unchanged: number; unchangedKept: number } | null;
}

/** The report in plain text, for the officer. */
export function reportText(report: ImportReport): string {
  const { read, kept, rejected, reasons, withSeveralReasons, halfYears, content, fedBack } = report;
  const [malls, names] = [join(content, 'malls'), decisionsFile(content)];
  const found = REASONS.flatMap((reason) => (reasons[reason] ? [{ reason, ...reasons[reason] }] : []));
  const lines = [
    `File           ${report.file}`,
    `Read as        ${readAs(report.found)}`,
    `SHA-256        ${report.sha256}`,
    `Rows read      ${read}  = ${kept} kept + ${rejected} rejected`,
  ];
  if (fedBack !== null) {
    const { rows, unchanged, unchangedKept } = fedBack;
    lines.push(
      `Fed back       ${rows} rows of a rejects.csv, ${unchanged} of them unchanged in the cell they were rejected for: ${unchanged - unchangedKept} rejected again, ${unchangedKept} kept, since the mapping, the register or another cell changed`,
    );
  }
  if (rejected > 0) {
    lines.push(
      '',
      'Rejected rows by reason. Each is in rejects.csv with line, column, value, reason and repair.',
      `  ${'reason'.padEnd(24)}${'rows'.padStart(8)}  for this alone`,
      ...found.map(
        ({ reason, rows, alone }) => `  ${reason.padEnd(24)}${String(rows).padStart(8)}${String(alone).padStart(16)}`,
      ),
      ...(withSeveralReasons > 0 ? [`  ${withSeveralReasons} rows have several reasons.`] : []),
      'A rejected row counts nowhere, not even as received, whichever of its cells is wrong.',
    );
  }
  lines.push(
    '',
    'Rows by half-year of receipt',
    `  ${''.padEnd(10)}${'kept'.padStart(10)}${'rejected'.padStart(10)}`,
    ...Object.entries(halfYears).map(
      ([period, rows]) =>
        `  ${period.padEnd(10)}${String(rows.kept).padStart(10)}${String(rows.rejected).padStart(10)}`,
    ),
  );
  if (report.severalFirms > 0)
    lines.push('', `Complaints that name several businesses, counted once for the first: ${report.severalFirms}`);
  if (report.registered.length > 0) lines.push('', `Malls opened: ${report.registered.length}`);
  lines.push(
    ...listed(
      `Files put into ${content}; correct names, type and area there before the first release`,
      report.written.map(({ file, name }) => `${file}  ${name}`),
    ),
    ...listed(
      `Malls whose names all count for another, as ${names} says`,
      report.givenAway.map(({ mall, into, isPublished }) => {
        const file = join(malls, `${mall}.yml`);
        const next = isPublished ? 'published, so it stays: write its last day as closed in' : 'not published: delete';
        return `${mall}, now ${into}  (${next} ${file})`;
      }),
    ),
    ...listed(
      `Names that the register lacks; add them to otherNames of their mall in ${malls}, or open an entry there`,
      report.unknownMalls.map(({ name, rows }) => `${name} (${rows})`),
    ),
    ...listed(
      `Names that may be one of our malls; their rows wait until you say which in ${names} and import again`,
      report.undecidedMalls.map(withLikes),
    ),
    ...listed(
      `Possible variants, kept apart: ${sum(report.possibleVariants)} rows count under these names until you say in ${names} which mall each is, or new, and import again`,
      report.possibleVariants.map(withLikes),
    ),
    ...listed(
      'Codes that no list has; their rows are rejected. Add them to values in the mapping, unless you left them out on purpose',
      report.unknownCodes.map(
        ({ field, text, rows, suggestion }) =>
          `${field}: "${text}" (${rows})${suggestion === null ? '' : `  perhaps ${suggestion}`}`,
      ),
    ),
    ...listed(
      'Spellings taken for one mall, since only case, width, script, spaces or punctuation differ',
      report.spellings.map((names) => names.join(' | ')),
    ),
  );
  return `${lines.join('\n')}\n`;
}

/** What to do first where no row could be kept: the most frequent reason, with the first row that has it. */
export function nothingKeptText(
  { read, reasons }: ImportReport,
  examples: ReadonlyMap<Reason, Fault & { line: number }>,
  out: string,
): string {
  const rowsOf = (reason: Reason) => reasons[reason]?.rows ?? 0;
  const first = [...REASONS].sort((a, b) => rowsOf(b) - rowsOf(a))[0];
  const example = first && examples.get(first);
  const column = example?.column ? `, column "${example.column}"` : '';
  const todo =
    example === undefined
      ? ''
      : ` Begin with ${first} (${rowsOf(example.reason)} rows), for example line ${example.line}${column}: ${example.repair}`;
  return `None of the ${read} rows could be kept, so there are no records.${todo}\nAll rows are in ${join(out, 'rejects.csv')}. Then import the file again.`;
}

function withLikes({ name, rows, like }: { name: string; rows: number; like: readonly Likeness[] }): string {
  return `${name} (${rows})  near: ${like.map(({ name: other, score }) => `${other} ${score.toFixed(2)}`).join(' | ')}`;
}

function sum(names: readonly { rows: number }[]): number {
  return names.reduce((whole, { rows }) => whole + rows, 0);
}

/** What was found out about the file, in a line. */
export function readAs(found: ImportReport['found']): string {
  const header = `header in line ${found.headerLine % LINES_OF_A_SHEET}`;
  if (found.kind === 'csv') {
    const doubt = found.isSure ? '' : ' (likely, not certain: look at the names, and say encoding in the mapping)';
    return `text in ${found.encoding}${doubt}, cells parted by ${DELIMITER_NAMES[found.delimiter]}, ${header}`;
  }
  const { sheet, sheets, hidden, skipped, formulas, formulasWithoutValue } = found;
  const others = sheets.length > 1 ? ` of ${sheets.length} (${hidden.length} hidden)` : '';
  const stored = formulas > 0 ? `; ${formulas} formulas, read as their last stored value` : '';
  const bare = formulasWithoutValue > 0 ? `; ${formulasWithoutValue} formulas without a stored value` : '';
  const left = skipped.length > 0 ? `; not read: ${skipped.slice(0, 10).join(', ')}` : '';
  return `workbook, sheet "${sheet}"${others}, ${header}${stored}${bare}${left}`;
}

const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

function listed(title: string, items: string[]): string[] {
  if (items.length === 0) return [];
  const more = items.length > SHOWN ? [`  … and ${items.length - SHOWN} more in report.json`] : [];
  return ['', `${title}: ${items.length}`, ...items.slice(0, SHOWN).map((item) => `  ${item}`), ...more];
}

const SHOWN = 20;
