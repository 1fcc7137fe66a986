import type { Coded, Mapping } from '../schema/mapping.ts';
import type { ComplaintRecord } from '../schema/record.ts';
import { readDay } from './dates.ts';

/** Why a row, or a cell of it, cannot be used. */
export interface Fault {
  column: string;
  value: string;
  reason:
    | 'cells' | 'no-id' | 'duplicate' | 'no-mall' | 'unknown-mall' | 'no-date' | 'bad-date' | 'end-before-start'
    | 'decision-before-start' | 'end-before-decision' | 'unknown-code' | 'bad-amount' | 'end-without-outcome'
    | 'outcome-without-end' | 'decision-without-day' | 'end-without-acceptance';
  repair: string;
}

/** A row with its mall still a name. */
export type ReadRow = Omit<ComplaintRecord, 'mall'> & { mallName: string };

/** Cells of a row by the header of their column, trimmed. */
export type Cells = (column: string) => string;

/** Turns a row into our fields, or names every fault in it; nothing is guessed. */
export function readRow(cells: Cells, line: number, mapping: Mapping): { row: ReadRow } | { faults: Fault[] } {
  const { fields } = mapping;
  const faults: Fault[] = [];
  const fault = (column: string, reason: Fault['reason'], repair: string) =>
    void faults.push({ column, value: cells(column), reason, repair });

  const day = (column: string): string | null => {
    if (cells(column) === '') return null;
    const read = readDay(cells(column), mapping.dates);
    if (read === undefined) fault(column, 'bad-date', `Write a day of the calendar as ${mapping.dates}.`);
    return read ?? null;
  };
  const code = <T>(field: Coded): T | null => {
    if ('value' in field) return field.value as T;
    const text = cells(field.column);
    if (Object.hasOwn(field.values, text)) return field.values[text] as T;
    fault(field.column, 'unknown-code', text === '' ? 'Fill the cell, or map "" in the mapping.' : `Add "${text}" to values in the mapping.`);
    return null;
  };

  const id = fields.id ? cells(fields.id.column) : `line-${line}`;
  if (id === '') fault(fields.id?.column ?? '', 'no-id', 'Fill in the case number.');
  const mallName = cells(fields.mall.column);
  if (mallName === '') fault(fields.mall.column, 'no-mall', 'Fill in the business that the complaint names.');

  const received = day(fields.received.column);
  if (received === null && cells(fields.received.column) === '') {
    fault(fields.received.column, 'no-date', `Fill in the day of receipt as ${mapping.dates}.`);
  }
  const closed = day(fields.closed.column);
  const decision = code<ComplaintRecord['decision']>(fields.decision);
  const decided = 'as' in fields.decided ? received : day(fields.decided.column);
  const outcomeText = 'column' in fields.outcome ? cells(fields.outcome.column) : 'constant';
  const outcome = closed === null && (outcomeText === '' || outcomeText === 'constant') ? null : code<ComplaintRecord['outcome']>(fields.outcome);
  const ratingOfOpen = closed === null && 'column' in fields.rating && cells(fields.rating.column) === '';
  const rating = ratingOfOpen ? 'unrated' : code<ComplaintRecord['rating']>(fields.rating);
  const object = code<ComplaintRecord['object']>(fields.object);
  const problem = code<ComplaintRecord['problem']>(fields.problem);
  const toCase = code<boolean>(fields.toCase);
  const refund = 'value' in fields.refund ? fields.refund.value : amount(cells(fields.refund.column));
  if (refund === undefined && 'column' in fields.refund) {
    fault(fields.refund.column, 'bad-amount', 'Write the amount as digits with a point, not below zero, for example 120.50.');
  }

  if (faults.length === 0) {
    const decidedColumn = 'column' in fields.decided ? fields.decided.column : fields.received.column;
    const outcomeColumn = 'column' in fields.outcome ? fields.outcome.column : fields.closed.column;
    if (received !== null && closed !== null && closed < received) {
      fault(fields.closed.column, 'end-before-start', `It ends before its receipt on ${received}: correct one of the two days.`);
    } else if (received !== null && decided !== null && decided < received) {
      fault(decidedColumn, 'decision-before-start', `It is decided before its receipt on ${received}: correct one of the two days.`);
    } else if (closed !== null && decided !== null && closed < decided) {
      fault(fields.closed.column, 'end-before-decision', `It ends before its decision on ${decided}: correct one of the two days.`);
    }
    if (decision !== 'pending' && decided === null) {
      fault(decidedColumn, 'decision-without-day', 'Fill in the day of the decision, or map the decision to pending.');
    }
    if (closed !== null && decision !== 'accepted') {
      fault(fields.closed.column, 'end-without-acceptance', 'Only an accepted complaint can be closed: correct the decision, or clear the end.');
    }
    if (closed !== null && outcome === null) fault(outcomeColumn, 'end-without-outcome', 'Say how it ended.');
    if (closed === null && outcome !== null) {
      fault(fields.closed.column, 'outcome-without-end', 'Fill in the day it was closed, or clear the outcome.');
    }
  }
  if (faults.length > 0 || received === null || decision === null || rating === null || object === null || problem === null || toCase === null) {
    return { faults };
  }
  return {
    row: { id, line, mallName, received, decision, decided: decision === 'pending' ? null : decided, closed, outcome, rating, object, problem, refund: refund ?? 0, toCase },
  };
}

/** An amount in digits with an optional point; an empty cell is nothing returned. Undefined where it is neither. */
function amount(text: string): number | undefined {
  if (text === '') return 0;
  return /^\d{1,12}(\.\d{1,2})?$/.test(text) ? Number(text) : undefined;
}
