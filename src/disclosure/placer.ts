import { join } from 'node:path';
import type { Mapping } from '../schema/mapping.ts';
import { type CaseNumbers, markOf } from './case-numbers.ts';
import { type Decisions, decisionsFile, mallSaidOf, NEW } from './decisions.ts';
import type { ImportTally } from './import-tally.ts';
import { type LikenessFinder, likenessFinder, MOST_LIKE } from './likeness.ts';
import { foldName } from './names.ts';
import { columnsOf } from './read-mapping.ts';
import type { Cells, Fault, ReadRow } from './read-row.ts';
import { copied } from './reading/pieces.ts';
import { findMall, openMall, type Register } from './register.ts';

export interface Known {
  register: Register;
  decisions: Decisions;
  /** Folder that they were read from. */
  content: string;
}

/** A row with its mall found, or why it cannot be used. */
export type Placed = { row: ReadRow; mall: string } | { faults: Fault[]; received: string };

export interface Placer {
  place: (row: ReadRow, cell: Cells) => Placed;
  /** Rows placed at a mall. */
  rowsOf: (mall: string) => number;
}

/** Finds the mall of each row and makes sure that its case number is new; tells the tally what it met. */
export function placer(mapping: Mapping, known: Known, numbers: CaseNumbers, tally: ImportTally): Placer {
  const { id: idField, mall: mallField } = mapping.fields;
  const otherColumns = columnsOf(mapping).filter((column) => column !== mallField.column);
  const { find, found } = mallFinder(mapping, known, tally);

  const place = (row: ReadRow, cell: Cells): Placed => {
    const { id, mallName, received } = row;
    const marks = idField && { firm: markOf([cell(mallField.column)]), rest: markOf(otherColumns.map(cell)) };
    const again = marks && seenBefore(row, marks, idField.column);
    if (again !== undefined) return { faults: [again], received };
    const [name = '', ...others] = namesIn(mallName, mallField.separator);
    const mall = find(name);
    if ('reason' in mall) return { faults: [{ ...mall, value: name }], received };
    mall.rows += 1;
    if (others.length > 0) tally.severalFirms();
    if (marks !== undefined) numbers.remember(id, { line: row.line, ...marks });
    return { row: { ...row, mallName: name }, mall: mall.id };
  };
  return { place, rowsOf: (mall) => found.get(mall)?.rows ?? 0 };

  /** One case over several rows is one complaint, and the first row says which business answers for it. */
  function seenBefore({ id, line }: ReadRow, marks: Marks, column: string): Fault | undefined {
    const first = numbers.seen(id);
    if (first === undefined || first.line === line) return undefined;
    const same = `Line ${first.line} has the same case number`;
    if (marks.rest !== first.rest) {
      const repair = `${same} and says something else: keep the row that is right.`;
      return { column, value: id, reason: 'contradicts', repair };
    }
    if (marks.firm === first.firm) return { column, value: id, reason: 'duplicate', repair: `${same}: keep one.` };
    const repair = `${same} and names another business: it is one complaint and counts once, for the first. Nothing to mend, unless this one answers for it.`;
    return { column, value: id, reason: 'second-firm', repair };
  }
}

interface Marks {
  firm: number;
  rest: number;
}

function namesIn(text: string, separator: string | undefined): string[] {
  if (separator === undefined) return [text];
  return [
    ...new Set(
      text
        .split(separator)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ];
}

interface Found {
  id: string;
  rows: number;
}

/** Finds malls by name, and remembers what each name of the file came to. */
function mallFinder(mapping: Mapping, { register, decisions, content }: Known, tally: ImportTally) {
  let likeTo: LikenessFinder | undefined;
  const named = new Map<string, Found>();
  const found = new Map<string, Found>();
  const { column, unknown } = mapping.fields.mall;
  const fault = (reason: 'unknown-mall' | 'undecided-mall', repair: string): Fault => ({
    column,
    value: '',
    reason,
    repair,
  });

  const find = (name: string): Found | Fault => {
    const before = named.get(name);
    if (before !== undefined) return before;
    // What an officer said goes before the register: a mall may have been opened under that name.
    const id = mallSaidOf(decisions, name) ?? findMall(register, name) ?? openIfAllowed(name);
    if (id !== undefined) {
      const mall = found.get(id) ?? { id, rows: 0 };
      found.set(id, mall);
      if (named.size < MOST_NAMES) named.set(copied(name), mall);
      return mall;
    }
    if (foldName(name) === '') return fault('unknown-mall', 'This is no name: it has neither letter nor digit.');
    const compare = (other: string) => {
      likeTo ??= likenessFinder(register, decisions);
      return likeTo(other).slice(0, MOST_LIKE);
    };
    const like = tally.unknownMall(name, decisions.get(foldName(name)) === NEW ? () => [] : compare);
    if (like.length === 0) {
      const malls = join(content, 'malls');
      return fault('unknown-mall', `Add it to otherNames of its mall in ${malls}, or open a new entry there.`);
    }
    const hint = like.map(({ name: other, score }) => `${other} (${score.toFixed(2)})`).join(' / ');
    return fault('undecided-mall', `Say in ${decisionsFile(content)} which mall it is. Near: ${hint}.`);
  };
  return { find, found };

  function openIfAllowed(name: string): string | undefined {
    const { register: entry } = mapping;
    if (unknown !== 'register' || entry === undefined || foldName(name) === '') return undefined;
    return openMall(register, copied(name), { type: entry.type, area: entry.area });
  }
}

const MOST_NAMES = 20_000;
