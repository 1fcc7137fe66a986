import type { Coded, Mapping } from '../schema/mapping.ts';
import type { ComplaintRecord } from '../schema/record.ts';
import { readAmount } from './amounts.ts';
import { dayReader } from './dates.ts';
import type { Serials } from './reading/table.ts';

/** Why a row, or a cell of it, cannot be used, in the order of the report. */
export const REASONS = [
  'cells',
  'no-id',
  'duplicate',
  'second-firm',
  'contradicts',
  'no-mall',
  'unknown-mall',
  'undecided-mall',
  'no-date',
  'bad-date',
  'end-before-start',
  'decision-before-start',
  'end-before-decision',
  'notice-before-decision',
  'unknown-code',
  'bad-amount',
  'decision-without-day',
  'day-without-decision',
  'end-without-acceptance',
  'outcome-without-end',
  'rating-without-end',
] as const;
export type Reason = (typeof REASONS)[number];

export interface Fault {
  column: string;
  value: string;
  reason: Reason;
  repair: string;
}

/** A row with its mall still a name. */
export type ReadRow = Omit<ComplaintRecord, 'mall'> & { mallName: string };

/** A code that no list of the mapping has; the others of its list are told with it. */
export interface UnknownCode {
  field: string;
  column: string;
  text: string;
}

/** Cells of a row by the header of their column, trimmed. */
export type Cells = (column: string) => string;

type AddFault = (column: string, reason: Reason, repair: string) => void;

/** Fields as read one by one; null where the cell is empty or has a fault. */
interface Read {
  received: string | null;
  decision: ComplaintRecord['decision'] | null;
  decided: string | null;
  notified: string | null | undefined;
  closed: string | null;
  outcome: ComplaintRecord['outcome'];
  rating: ComplaintRecord['rating'] | null;
}

/**
 * Makes the reader of rows: it turns a row into our fields, or names every fault in it; nothing is guessed. Of a row
 * with faults the day of receipt is told, where it can be read, so that the report can say which half-year lacks it.
 */
export function rowReader(mapping: Mapping, serials: Serials | undefined, onUnknown: (code: UnknownCode) => void) {
  const readDay = dayReader(
    serials === undefined ? mapping.dates : [mapping.dates, `excel-${serials}` as const].flat(),
  );
  return (cells: Cells, line: number) => readRow(cells, line, mapping, readDay, onUnknown);
}

function readRow(
  cells: Cells,
  line: number,
  mapping: Mapping,
  readDay: (text: string) => string | undefined,
  onUnknown: (code: UnknownCode) => void,
): { row: ReadRow } | { faults: Fault[]; received: string | null } {
  const { fields } = mapping;
  const shapes = [mapping.dates].flat().join(' or ');
  const faults: Fault[] = [];
  const fault: AddFault = (column, reason, repair) =>
    void faults.push({ column, value: column === '' ? '' : cells(column), reason, repair });

  const day = (column: string): string | null => {
    const text = cells(column);
    if (text === '') return null;
    const read = readDay(text);
    if (read === undefined) fault(column, 'bad-date', `Write a day of the calendar as ${shapes}.`);
    return read ?? null;
  };
  const code = <T>(name: string, field: Coded): T | null => {
    if ('value' in field) return field.value as T;
    const text = codeIn(cells(field.column), field.code);
    if (Object.hasOwn(field.values, text)) return field.values[text] as T;
    const repair =
      text === '' ? 'Fill the cell, or add "" to values in the mapping.' : `Add "${text}" to values in the mapping.`;
    fault(field.column, 'unknown-code', repair);
    onUnknown({ field: name, column: field.column, text });
    return null;
  };
  /** Said only of a closed complaint: an open one may leave the cell empty. */
  const codeOfEnd = <T>(name: string, field: Coded, closed: string): T | null =>
    closed === '' && ('value' in field || cells(field.column) === '') ? null : code<T>(name, field);

  const id = fields.id ? cells(fields.id.column) : `line-${line}`;
  if (id === '') fault(fields.id?.column ?? '', 'no-id', 'Fill in the case number.');
  const mallName = cells(fields.mall.column);
  if (id.startsWith('=')) fault(fields.id?.column ?? '', 'no-id', FORMULA);
  if (mallName.startsWith('=')) fault(fields.mall.column, 'no-mall', FORMULA);
  if (mallName === '') fault(fields.mall.column, 'no-mall', 'Fill in the business that the complaint names.');
  const received = day(fields.received.column);
  if (cells(fields.received.column) === '') {
    fault(fields.received.column, 'no-date', `Fill in the day of receipt as ${shapes}.`);
  }
  const decision = code<ComplaintRecord['decision']>('decision', fields.decision);
  const decided = 'as' in fields.decided ? (decision === 'pending' ? null : received) : day(fields.decided.column);
  const notified = fields.notified && day(fields.notified.column);
  const closedText = cells(fields.closed.column);
  const closed = day(fields.closed.column);
  const outcome = codeOfEnd<NonNullable<ComplaintRecord['outcome']>>('outcome', fields.outcome, closedText);
  const rating =
    codeOfEnd<ComplaintRecord['rating']>('rating', fields.rating, closedText) ?? (closedText === '' ? 'unrated' : null);
  const object = code<ComplaintRecord['object']>('object', fields.object);
  const problem = code<ComplaintRecord['problem']>('problem', fields.problem);
  const toCase = code<boolean>('toCase', fields.toCase);
  const refund =
    'value' in fields.refund
      ? fields.refund.value
      : readAmount(cells(fields.refund.column), mapping.decimal, mapping.currency);
  if (refund === undefined && 'column' in fields.refund) {
    fault(
      fields.refund.column,
      'bad-amount',
      `Write digits, not below zero, in ${mapping.currency}, for example 1234${mapping.decimal}50.`,
    );
  }

  if (faults.length === 0)
    contradictions({ received, decision, decided, notified, closed, outcome, rating }, mapping, fault);
  if (
    faults.length > 0 ||
    received === null ||
    decision === null ||
    rating === null ||
    object === null ||
    problem === null ||
    toCase === null ||
    refund === undefined
  ) {
    return { faults, received };
  }
  return {
    row: {
      id,
      line,
      mallName,
      received,
      decision,
      decided,
      ...(notified !== undefined && { notified }),
      closed,
      outcome,
      rating,
      object,
      problem,
      refund,
      toCase,
    },
  };
}

/** A case number or name may be any text, so that this one would be taken for one. */
const FORMULA = 'It is a formula without a stored value: open the workbook, save it, and import it again.';

/** What cannot be true together, in a row whose cells can each be read. */
function contradictions(
  { received, decision, decided, notified, closed, outcome, rating }: Read,
  mapping: Mapping,
  fault: AddFault,
): void {
  const { fields } = mapping;
  const endColumn = fields.closed.column;
  const decidedColumn = 'column' in fields.decided ? fields.decided.column : fields.received.column;

  if (received !== null && closed !== null && closed < received) {
    fault(endColumn, 'end-before-start', `It ends before its receipt on ${received}: correct one of the two days.`);
  } else if (received !== null && decided !== null && decided < received) {
    fault(
      decidedColumn,
      'decision-before-start',
      `It is decided before its receipt on ${received}: correct one of the two days.`,
    );
  } else if (closed !== null && decided !== null && closed < decided) {
    fault(endColumn, 'end-before-decision', `It ends before its decision on ${decided}: correct one of the two days.`);
  }
  if (notified != null && (decided === null || notified < decided)) {
    const repair =
      decided === null
        ? 'It has a day of notice but no decision: fill in the decision, or clear the day.'
        : `It is told before the decision on ${decided}: correct one of the two days.`;
    fault(fields.notified?.column ?? '', 'notice-before-decision', repair);
  }
  if (decision !== 'pending' && decided === null) {
    fault(decidedColumn, 'decision-without-day', 'Fill in the day of the decision, or map this decision to pending.');
  }
  if (decision === 'pending' && decided !== null) {
    fault(
      decidedColumn,
      'day-without-decision',
      'It has a day of decision but none was taken: fill in the decision, or clear the day.',
    );
  }
  if (closed !== null && decision !== 'accepted') {
    fault(
      endColumn,
      'end-without-acceptance',
      'Only an accepted complaint is closed: correct the decision, or clear the end.',
    );
  }
  if (closed === null && outcome !== null) {
    fault(endColumn, 'outcome-without-end', 'Fill in the day it was closed, or clear how it ended.');
  }
  if (closed === null && rating !== 'unrated') {
    fault(
      endColumn,
      'rating-without-end',
      'It is rated but not closed: fill in the day it was closed, or clear the rating.',
    );
  }
}

/** The part of a cell that is looked up: the whole, or what stands after the last or before the first marker. */
function codeIn(text: string, part: { after?: string | undefined; before?: string | undefined } | undefined): string {
  let code = text;
  if (part?.after !== undefined && code.includes(part.after)) {
    code = code.slice(code.lastIndexOf(part.after) + part.after.length);
  }
  if (part?.before !== undefined && code.includes(part.before)) code = code.slice(0, code.indexOf(part.before));
  return code.trim();
}
