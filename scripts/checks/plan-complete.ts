import { type Content, entries, type Fault, type Rule } from '../content.ts';

/** The rows that the plan of a year has: S1 to the last. */
const LAST: Record<string, number> = { 2021: 61 };

/** The work plan is whole: every row once, in order. Where its pages lead is checked when they are built. */
export const planComplete: Rule = {
  name: 'plan-complete',
  scope: 'content',
  check: (content: Content): Fault[] =>
    entries(content, 'plan').flatMap(({ path, id, data }) => {
      const last = LAST[id] ?? data.rows.length;
      const wanted = Array.from({ length: last }, (_, index) => `S${index + 1}`);
      const found = data.rows.map((row) => row.id);
      const fault = (value: string, next: string) => ({ file: path, field: 'rows', value, next });
      const missing = wanted.filter((row) => !found.includes(row));
      const extra = found.filter((row, index) => !wanted.includes(row) || found.indexOf(row) !== index);
      const isOrdered = found.every((row, index) => row === wanted[index]);
      return [
        ...missing.map((row) => fault(`${row} (missing)`, 'Write this row of the plan.')),
        ...extra.map((row) => fault(row, 'The plan has no such row, or it stands twice: remove it.')),
        ...(missing.length + extra.length === 0 && !isOrdered
          ? [fault(found.join(' '), 'Put the rows in the order of their numbers.')]
          : []),
        ...(String(data.year) === id ? [] : [fault(String(data.year), `The file is named ${id}: write that year.`)]),
      ];
    }),
};
