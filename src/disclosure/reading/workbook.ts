import { posix } from 'node:path';
import { Stop } from '../stop.ts';
import { decodedText, LONGEST_CELL } from './cell-text.ts';
import { copied } from './pieces.ts';
import type { Serials } from './table.ts';
import { brokenWorkbook, readWholeXml } from './xml.ts';
import type { Parts } from './zip.ts';

export interface Sheet {
  name: string;
  /** Name of its part in the zip. */
  part: string;
  isHidden: boolean;
}

/** What has to be known of a workbook before a sheet of it can be read. Links to other files are never followed. */
export interface Workbook {
  sheets: Sheet[];
  serials: Serials;
  strings: string[];
  /** By number of the cell style: whether it shows a number as a day. */
  isDay: boolean[];
  /** Whether its maker left the formulas to be computed by whoever opens it, and stored 0 meanwhile. */
  isUncomputed: boolean;
}

/** Reads the list of sheets, the shared texts and the styles (ECMA-376 part 1, 18.2 to 18.8). */
export async function readWorkbook(file: string, parts: Parts): Promise<Workbook> {
  const base = 'xl/workbook.xml';
  const targets = await readTargets(file, parts);
  const sheets: Sheet[] = [];
  const taken = new Set<string>();
  let serials: Serials = 1900;
  let isUncomputed = false;
  await readWholeXml(file, base, await parts.open(base), {
    open(name, attributes) {
      if (name === 'workbookPr' && isTrue(attributes.date1904)) serials = 1904;
      if (name === 'calcPr' && isTrue(attributes.fullCalcOnLoad)) isUncomputed = true;
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const part = targets.get(id ?? '');
      if (part === undefined || !parts.has(part)) return;
      if (taken.has(part)) throw brokenWorkbook(file, base, `two sheets are ${part}`);
      taken.add(part);
      const plain = (attributes.name ?? '').slice(0, LONGEST_NAME).replace(/\s+/g, ' ').trim();
      sheets.push({ name: copied(plain), part, isHidden: (attributes.state ?? 'visible') !== 'visible' });
    },
  });
  if (sheets.length === 0) throw new Stop(`${file} is no whole workbook: it has no sheet of cells.`);
  const strings = await readStrings(file, parts);
  return { sheets, serials, strings, isDay: await readStyles(file, parts), isUncomputed };
}

async function readTargets(file: string, parts: Parts): Promise<Map<string, string>> {
  const part = 'xl/_rels/workbook.xml.rels';
  const targets = new Map<string, string>();
  await readWholeXml(file, part, await parts.open(part), {
    open(name, { Id, Target, Type, TargetMode }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
      if (TargetMode === 'External' || !Type?.endsWith('/worksheet')) return;
      if (targets.size >= MOST_SHEETS) throw new Stop(`${file} has more than ${MOST_SHEETS} sheets: save one as CSV.`);
      targets.set(copied(Id), copied(Target.startsWith('/') ? Target.slice(1) : posix.join('xl', Target)));
    },
  });
  return targets;
}

async function readStrings(file: string, parts: Parts): Promise<string[]> {
  const part = 'xl/sharedStrings.xml';
  if (!parts.has(part)) return [];
  const strings: string[] = [];
  let [text, signs, isText, depth] = ['', 0, false, 0];
  await readWholeXml(file, part, await parts.open(part), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') depth += 1;
      isText = name === 't' && depth === 0;
    },
    text(piece) {
      if (!isText) return;
      text += piece;
      if (text.length > LONGEST_CELL) throw brokenWorkbook(file, part, 'a text is longer than a cell can be');
    },
    close(name) {
      isText = false;
      if (name === 'rPh') depth -= 1;
      if (name !== 'si') return;
      signs += text.length;
      if (signs > MOST_SIGNS || strings.length >= MOST_STRINGS) {
        throw new Stop(`${file} holds more text than can be read safely from a workbook: save it as CSV.`);
      }
      strings.push(copied(decodedText(text)));
    },
  });
  return strings;
}

async function readStyles(file: string, parts: Parts): Promise<boolean[]> {
  const part = 'xl/styles.xml';
  if (!parts.has(part)) return [];
  const formats = new Map<string, boolean>();
  const isDay: boolean[] = [];
  let inCells = false;
  await readWholeXml(file, part, await parts.open(part), {
    open(name, { numFmtId = '', formatCode = '' }) {
      if (name === 'numFmt') formats.set(copied(numFmtId), showsDay(formatCode));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) isDay.push(formats.get(numFmtId) ?? BUILT_IN_DAY.test(numFmtId));
      if (formats.size > MOST_STYLES || isDay.length > MOST_STYLES) {
        throw brokenWorkbook(file, part, 'it has more formats than a workbook can');
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return isDay;
}

function showsDay(code: string): boolean {
  const bare = code.slice(0, LONGEST_NAME).replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '');
  return /[yd]/i.test(bare);
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

/** Formats 14-22, 27-36 and 50-58 are built in; 18-21 and 32-33 show the time alone, 45-47 too. */
const BUILT_IN_DAY = /^(14|15|16|17|22|27|28|29|30|31|34|35|36|50|51|52|53|54|55|56|57|58)$/;
/** One for each day of a year, and some. */
const MOST_SHEETS = 400;
const MOST_SIGNS = 30_000_000;
const MOST_STRINGS = 1_500_000;
/** A spreadsheet knows 65,490 cell formats. */
const MOST_STYLES = 100_000;
/** Of a sheet 31 signs, of a format 255. */
const LONGEST_NAME = 255;
