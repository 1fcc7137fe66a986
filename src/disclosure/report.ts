import type { Likeness } from './likeness.ts';
import type { Reason, UnknownCode } from './read-row.ts';
import { REASONS } from './read-row.ts';
import type { Found } from './reading/table.ts';
import type { Variants } from './variants.ts';

/** report.json of a records folder: what became of every row. read = kept + rejected. */
export interface ImportReport {
  file: string;
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
  /** Rows by the half-year of receipt; "unknown" where that day cannot be read. */
  halfYears: Record<string, { kept: number; rejected: number }>;
  /** Ids of malls that the import opened. */
  registered: string[];
  /** Spellings taken for one mall, since they fold to the same. */
  spellings: string[][];
  possibleVariants: Variants[];
  /** Complaints that name several businesses in one cell; each counts once, for the first. */
  severalFirms: number;
  /** Codes that no list of the mapping has, the most frequent first. */
  unknownCodes: (UnknownCode & { rows: number; suggestion: string | null })[];
  /** Names that the register lacks and that are like none of its own, the most frequent first. */
  unknownMalls: { name: string; rows: number }[];
  /** Names that may be a mall of the register: an officer has to say. */
  undecidedMalls: { name: string; rows: number; like: Likeness[] }[];
}

/** The report in plain text, for the officer. */
export function reportText(report: ImportReport): string {
  const { read, kept, rejected, reasons, withSeveralReasons, halfYears, registered } = report;
  const found = REASONS.flatMap((reason) => (reasons[reason] ? [{ reason, ...reasons[reason] }] : []));
  const lines = [
    `File           ${report.file}`,
    `Read as        ${readAs(report.found)}`,
    `SHA-256        ${report.sha256}`,
    `Rows read      ${read}  = ${kept} kept + ${rejected} rejected`,
  ];
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
  if (registered.length > 0) lines.push('', `Malls opened: ${registered.length}`);
  lines.push(
    ...listed(
      'Names that the register lacks; add them to otherNames of their mall in content/malls, or open an entry',
      report.unknownMalls.map(({ name, rows }) => `${name} (${rows})`),
    ),
    ...listed(
      'Names that may be one of our malls; say which in mappings/names.yml of the content folder, then import again',
      report.undecidedMalls.map(
        ({ name, rows, like }) =>
          `${name} (${rows})  near: ${like.map(({ name: other, score }) => `${other} ${score.toFixed(2)}`).join(' | ')}`,
      ),
    ),
    ...listed(
      'Codes that no list has; add them to values in the mapping',
      report.unknownCodes.map(
        ({ field, text, rows, suggestion }) =>
          `${field}: "${text}" (${rows})${suggestion === null ? '' : `  perhaps ${suggestion}`}`,
      ),
    ),
    ...listed(
      'Spellings taken for one mall, since only case, width, spaces or punctuation differ',
      report.spellings.map((names) => names.join(' | ')),
    ),
    ...listed(
      'Possible variants, kept apart; to join two, move one name into otherNames of the other',
      report.possibleVariants.map(({ differBy, names }) => `${names.join(' | ')}  (${differBy})`),
    ),
  );
  return `${lines.join('\n')}\n`;
}

/** What was found out about the file, in a line. */
export function readAs(found: ImportReport['found']): string {
  const header = `header in line ${found.headerLine}`;
  if (found.kind === 'csv')
    return `text in ${found.encoding}, cells parted by ${DELIMITER_NAMES[found.delimiter]}, ${header}`;
  const { sheet, sheets, hidden, formulas } = found;
  const others = sheets.length > 1 ? ` of ${sheets.length} (${hidden.length} hidden)` : '';
  const stored = formulas > 0 ? `; ${formulas} formulas, read as their last stored value` : '';
  return `workbook, sheet "${sheet}"${others}, ${header}${stored}`;
}

const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

function listed(title: string, items: string[]): string[] {
  if (items.length === 0) return [];
  const more = items.length > SHOWN ? [`  … and ${items.length - SHOWN} more in report.json`] : [];
  return ['', `${title}: ${items.length}`, ...items.slice(0, SHOWN).map((item) => `  ${item}`), ...more];
}

const SHOWN = 20;
