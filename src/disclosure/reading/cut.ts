import type { Delimiter, TableRow } from './table.ts';

/** Where a text stands in its file: the line it begins on, and how many cells the row before it had. */
export interface Place {
  line: number;
  width: number;
}

export interface Cut {
  /** The rows that end in the text. */
  rows: TableRow[];
  /** How much of the text they take; the rest is the beginning of a row. */
  used: number;
  /** Where the rest stands. */
  place: Place;
  /** Line of a quote that opens in the rest and does not close there. */
  opened: number | undefined;
}

/** A quote that would run over rows. */
export class BrokenQuote extends Error {
  opened: number;
  closed: number;

  constructor(opened: number, closed: number) {
    super(`a quote opened in line ${opened} runs into line ${closed}`);
    this.opened = opened;
    this.closed = closed;
  }
}

/**
 * Cuts delimited text (RFC 4180) into rows. A quote that does not begin a cell is an ordinary character, and so are
 * those of a cell that goes on after its quotes, on the same line: 5" pipe, "so" they said. `="001"`, by which systems
 * keep a spreadsheet from dropping zeros, is 001.
 */
export function cutRows(text: string, delimiter: Delimiter, place: Place, isEnd: boolean): Cut {
  return text.includes('"') ? cutCells(text, delimiter, place, isEnd) : cutLines(text, delimiter, place, isEnd);
}

/** Without quotes, a line is cut at each delimiter. */
function cutLines(text: string, delimiter: Delimiter, { line, width }: Place, isEnd: boolean): Cut {
  const hasReturn = text.includes('\r');
  // A "\r" at the very end may be half of a "\r\n".
  const last = Math.max(text.lastIndexOf('\n'), hasReturn ? text.slice(0, -1).lastIndexOf('\r') : -1);
  const used = isEnd ? text.length : last + 1;
  const lines = text.slice(0, used).split(hasReturn ? LINE_END : '\n');
  if (lines.at(-1) === '') lines.pop();
  const rows = lines.map((each, at): TableRow => ({ cells: each.split(delimiter), line: line + at }));
  const next = { line: line + lines.length, width: rows.at(-1)?.cells.length ?? width };
  return { rows, used, place: next, opened: undefined };
}

function cutCells(text: string, delimiter: Delimiter, place: Place, isEnd: boolean): Cut {
  const comma = delimiter.charCodeAt(0);
  const rows: TableRow[] = [];
  let { line, width } = place;
  let [at, used, rowLine] = [0, 0, line];
  let cells: string[] = [];
  const upTo = (opened?: number): Cut => ({ rows, used, place: { line: rowLine, width }, opened });

  while (at < text.length || cells.length > 0) {
    const quote = skipBlanks(text, at, comma);
    let cell: string | undefined;
    let end: number;
    if (text.charCodeAt(quote) === QUOTE) {
      const close = closingQuote(text, quote + 1);
      if (close < 0 || (close === text.length - 1 && !isEnd)) return upTo(line);
      const inner = unescaped(text.slice(quote + 1, close));
      const breaks = lineEnds(inner);
      end = endOfCell(text, close + 1, comma);
      if (end > close + 1) {
        if (breaks > 0) throw new BrokenQuote(line, line + breaks);
        cell = `"${inner}"${text.slice(close + 1, end)}`;
      } else cell = inner;
      if (breaks > 1 && holdsRows(inner, comma, width)) throw new BrokenQuote(line, line + breaks);
      line += breaks;
    } else {
      end = endOfCell(text, quote, comma);
      cell = text.slice(quote, end);
    }
    if (!isEnd && end >= text.length - (text.charCodeAt(end) === RETURN ? 1 : 0)) return upTo();
    cells.push(bare(cell));
    at = end + 1;
    if (text.charCodeAt(end) === comma) continue;
    if (text.charCodeAt(end) === RETURN && text.charCodeAt(at) === FEED) at += 1;
    rows.push({ cells, line: rowLine });
    width = cells.length;
    cells = [];
    line += 1;
    [used, rowLine] = [Math.min(at, text.length), line];
  }
  return upTo();
}

/** Blanks before a quote do not keep it from beginning the cell; before anything else nobody looks at them. */
function skipBlanks(text: string, from: number, comma: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); isBlank(code) && code !== comma; code = text.charCodeAt(at)) at += 1;
  return at;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x3000;
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

function endOfCell(text: string, from: number, comma: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === comma || code === FEED || code === RETURN) break;
  }
  return at;
}

function unescaped(inner: string): string {
  return inner.includes('""') ? inner.replaceAll('""', '"') : inner;
}

function lineEnds(text: string): number {
  let ends = 0;
  for (let at = 0; at < text.length; at += 1) if (endsLine(text, at)) ends += 1;
  return ends;
}

/** Whether a line ends with that sign; of "\r\n" it is the second. */
function endsLine(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === FEED || (code === RETURN && text.charCodeAt(at + 1) !== FEED);
}

/** Whether the lines within a cell are each as wide as the row before: then a stray quote has swallowed rows. */
function holdsRows(inner: string, comma: number, width: number): boolean {
  let [ends, cells] = [0, 1];
  for (let at = 0; at < inner.length; at += 1) {
    if (inner.charCodeAt(at) === comma) cells += 1;
    if (!endsLine(inner, at)) continue;
    if (ends > 0 && cells !== width) return false;
    [ends, cells] = [ends + 1, 1];
  }
  return width >= 8 ? ends > 1 : width >= 3 && ends > 2;
}

function bare(cell: string): string {
  if (!cell.startsWith('="')) return cell;
  const trimmed = cell.trimEnd();
  return trimmed.endsWith('"') && trimmed.length > 2 ? trimmed.slice(2, -1) : cell;
}

const LINE_END = /\r\n|\n|\r/;
const QUOTE = 0x22;
const FEED = 0x0a;
const RETURN = 0x0d;
