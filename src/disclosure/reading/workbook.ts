import { posix } from 'node:path';
import { Stop } from '../stop.ts';
import type { Serials } from './table.ts';
import { readWholeXml } from './xml.ts';
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
}

/** Reads the list of sheets, the shared texts and the styles (ECMA-376 part 1, 18.2 to 18.8). */
export async function readWorkbook(file: string, parts: Parts): Promise<Workbook> {
  const base = 'xl/workbook.xml';
  const targets = await readTargets(file, parts);
  const sheets: Sheet[] = [];
  let serials: Serials = 1900;
  await readWholeXml(file, base, await parts.open(base), {
    open(name, attributes) {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes.date1904 ?? '')) serials = 1904;
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const target = targets.get(id ?? '');
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      if (target !== undefined && parts.has(target))
        sheets.push({ name: attributes.name ?? '', part: target, isHidden });
    },
  });
  if (sheets.length === 0) throw new Stop(`${file} is no whole workbook: it has no sheet of cells.`);
  return { sheets, serials, strings: await readStrings(file, parts), isDay: await readStyles(file, parts) };
}

async function readTargets(file: string, parts: Parts): Promise<Map<string, string>> {
  const part = 'xl/_rels/workbook.xml.rels';
  const targets = new Map<string, string>();
  await readWholeXml(file, part, await parts.open(part), {
    open(name, { Id, Target, Type, TargetMode }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
      if (TargetMode === 'External' || !Type?.endsWith('/worksheet')) return;
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : posix.join('xl', Target));
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
      if (isText) text += piece;
    },
    close(name) {
      isText = false;
      if (name === 'rPh') depth -= 1;
      if (name !== 'si') return;
      signs += text.length;
      if (signs > MOST_SIGNS || strings.length >= MOST_STRINGS) {
        throw new Stop(`${file} holds more text than can be read safely from a workbook: save it as CSV.`);
      }
      strings.push(text);
    },
  });
  return strings;
}

async function readStyles(file: string, parts: Parts): Promise<boolean[]> {
  const part = 'xl/styles.xml';
  if (!parts.has(part)) return [];
  const formats = new Map<string, string>();
  const isDay: boolean[] = [];
  let inCells = false;
  await readWholeXml(file, part, await parts.open(part), {
    open(name, { numFmtId = '', formatCode = '' }) {
      if (name === 'numFmt') formats.set(numFmtId, formatCode);
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) isDay.push(isDayFormat(numFmtId, formats));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return isDay;
}

/** Formats 14-22, 27-36 and 50-58 are built in; 18-21 and 32-33 show the time alone, 45-47 too. */
function isDayFormat(id: string, formats: ReadonlyMap<string, string>): boolean {
  const code = formats.get(id);
  if (code === undefined) return /^(14|15|16|17|22|27|28|29|30|31|34|35|36|50|51|52|53|54|55|56|57|58)$/.test(id);
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '');
  return /[yd]/i.test(bare);
}

const MOST_SIGNS = 30_000_000;
const MOST_STRINGS = 1_500_000;
