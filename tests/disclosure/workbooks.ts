import { crc32, deflateRawSync } from 'node:zlib';

/** A cell of a made workbook: a text, a number, a day as a serial number, or raw XML. */
export type MadeCell = string | number | { serial: number } | { xml: string } | null;

export interface MadeSheet {
  name: string;
  rows: MadeCell[][];
  state?: 'hidden';
}

export interface MadeBook {
  sheets: MadeSheet[];
  date1904?: boolean;
  /** Texts in one shared list, as spreadsheets store them, instead of in the cells. */
  isShared?: boolean;
  /** Parts to add, or to put in the place of others. */
  parts?: Record<string, string | Buffer>;
}

/** A workbook as a spreadsheet program would save it. */
export function workbook({ sheets, date1904 = false, isShared = true, parts = {} }: MadeBook): Buffer {
  const shared: string[] = [];
  const files: Record<string, string | Buffer> = {};
  sheets.forEach(({ rows }, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(rows, isShared ? shared : undefined);
  });
  files['xl/workbook.xml'] =
    `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns:r="urn:r"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${xml(name)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`;
  files['xl/_rels/workbook.xml.rels'] = `<Relationships>${sheets
    .map((_, i) => `<Relationship Id="rId${i + 1}" Type="http://x/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
    .join('')}</Relationships>`;
  files['xl/styles.xml'] =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>';
  if (isShared) {
    files['xl/sharedStrings.xml'] =
      `<sst>${shared.map((text) => `<si><r><t>${xml(text)}</t></r><rPh><t>ignored</t></rPh></si>`).join('')}</sst>`;
  }
  return zip({ ...files, ...parts });
}

/** A zip of some files; a part may lie about its unpacked size. */
export function zip(files: Record<string, string | Buffer>, sizes: Record<string, number> = {}): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(sizes[name] ?? bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, list, end]);
}

function sheetXml(rows: readonly MadeCell[][], shared: string[] | undefined): string {
  const body = rows.map((cells, index) => {
    const inner = cells.map((cell, column) => cellXml(cell, `${letters(column)}${index + 1}`, shared)).join('');
    return `<row r="${index + 1}">${inner}</row>`;
  });
  return `<worksheet><sheetData>${body.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: MadeCell, at: string, shared: string[] | undefined): string {
  if (cell === null) return `<c r="${at}" s="1"/>`;
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    if (shared === undefined) return `<c r="${at}" t="inlineStr"><is><t>${xml(cell)}</t></is></c>`;
    shared.push(cell);
    return `<c r="${at}" t="s"><v>${shared.length - 1}</v></c>`;
  }
  if ('serial' in cell) return `<c r="${at}" s="2"><v>${cell.serial}</v></c>`;
  return cell.xml.replaceAll('@', at);
}

function letters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : `${letters(Math.floor(column / 26) - 1)}${letters(column % 26)}`;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
