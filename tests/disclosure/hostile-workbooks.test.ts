import { expect, test } from 'vitest';
import { cell, secondsOf, tableOf } from './hostile-table.ts';
import { type MadeCell, workbook, zip } from './workbooks.ts';

const HEADER = ['Case', 'Mall', 'Note'];
const ROWS: MadeCell[][] = [HEADER, ['A-1', 'x', 'y'], ['A-2', 'x', 'y']];
const SHEET = 'xl/worksheets/sheet1.xml';

const book = (parts: Record<string, string | Buffer> = {}, rows = ROWS) =>
  workbook({ sheets: [{ name: 'a', rows }], parts });
const sheetOf = (rows: string) => book({ [SHEET]: `<worksheet><sheetData>${rows}</sheetData></worksheet>` });
const read = (bytes: Uint8Array) => tableOf(bytes, {}, HEADER);
const runs = (count: number) => `<r><t>${'a'.repeat(1000)}</t></r>`.repeat(count);

test.each<[string, () => Buffer, string]>([
  [
    'tags within tags without end',
    () => book({ 'xl/sharedStrings.xml': `<sst>${'<a>'.repeat(100_000)}` }),
    'its tags go too deep',
  ],
  [
    'a cell of many runs',
    () => sheetOf(`<row><c t="inlineStr"><is>${runs(200)}</is></c></row>`),
    'a text in row 1 is longer than a cell can be',
  ],
  [
    'a shared text of many runs',
    () => book({ 'xl/sharedStrings.xml': `<sst><si>${runs(200)}</si></sst>` }),
    'a text is longer than a cell can be',
  ],
  ['a shared text that there is not', () => book({ 'xl/sharedStrings.xml': '<sst/>' }), 'which there is not'],
  ['more rows than a sheet has', () => sheetOf('<row/>'.repeat(1_048_577)), 'more rows than a sheet can'],
  ['sheets that are one part', () => manySheets(3, () => 'rId1'), 'two sheets are xl/worksheets/sheet1.xml'],
  ['more sheets than days', () => manySheets(500, (at) => `rId${at}`), 'has more than 400 sheets'],
  [
    'formats without end',
    () => book({ 'xl/styles.xml': `<styleSheet><cellXfs>${'<xf/>'.repeat(100_001)}</cellXfs></styleSheet>` }),
    'more formats than a workbook can',
  ],
  [
    'bytes that are no text',
    () =>
      book({
        [SHEET]: Buffer.from(
          '<worksheet><sheetData><row><c t="inlineStr"><is><t>\xff</t></is></c></row></sheetData></worksheet>',
          'latin1',
        ),
      }),
    'broken workbook',
  ],
  [
    'an encoding that nobody knows',
    () => book({ [SHEET]: '<?xml version="1.0" encoding="EBCDIC-CP-XX"?><worksheet/>' }),
    'broken workbook',
  ],
  ['a damaged digit', () => damaged(book()), 'its checksum is wrong'],
  ['a damaged digit in the shared texts', () => damaged(book(), 'xl/sharedStrings.xml'), 'its checksum is wrong'],
  ['two parts of one name', () => book({ [SHEET.toUpperCase()]: '' }), 'two parts called'],
  ['a text document', () => zip({ 'word/document.xml': '' }), 'is a text document (.docx)'],
  ['an OpenDocument file', () => zip({ mimetype: '', 'content.xml': '' }), 'is an OpenDocument file (.ods)'],
  ['a binary workbook', () => zip({ 'xl/workbook.bin': '' }), 'in another form (.xlsb)'],
  ['a zip of something else', () => zip({ 'a.csv': '' }), 'is a zip without a workbook'],
])('%s: refused at once', async (_, make, says) => {
  const bytes = make();
  const before = process.memoryUsage().rss;
  expect(await secondsOf(() => expect(read(bytes)).rejects.toThrow(says))).toBeLessThan(5);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
});

function manySheets(count: number, id: (at: number) => string): Buffer {
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  return book({
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${numbers.map((at) => `<sheet name="s${at}" r:id="${id(at)}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${numbers.map((at) => `<Relationship Id="rId${at}" Type="http://x/worksheet" Target="worksheets/sheet${at}.xml"/>`).join('')}</Relationships>`,
  });
}

/** Makes the directory tell another checksum of a part. */
function damaged(real: Buffer, part = SHEET): Buffer {
  const bytes = Buffer.from(real);
  const at = bytes.lastIndexOf(part) - 46 + 16;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
}

test('a format that never closes its bracket is looked at once', async () => {
  const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="${'['.repeat(200_000)}"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>`;
  expect(await secondsOf(() => read(book({ 'xl/styles.xml': styles })))).toBeLessThan(3);
});

test('a row is not filled up to a cell at the end of the sheet', async () => {
  const header = HEADER.map((name) => `<c t="inlineStr"><is><t>${name}</t></is></c>`).join('');
  const far = '<row><c r="XFD1"><v>1</v></c></row>';
  const seconds = await secondsOf(async () => {
    const { rows } = await read(sheetOf(`<row>${header}</row>${far.repeat(100_000)}`));
    expect(rows.at(-1)).toEqual(['', '', '', '1']);
    expect(rows).toHaveLength(100_001);
  });
  expect(seconds).toBeLessThan(10);
});

test('a hundred sheets of far cells are stepped over', async () => {
  const far = Array<MadeCell[]>(60).fill([cell('<c r="A1"><v>1</v></c>'), cell('<c r="XFD1"><v>1</v></c>')]);
  const sheets = [
    { name: 'real', rows: ROWS },
    ...Array.from({ length: 100 }, (_, at) => ({ name: `s${at}`, rows: far })),
  ];
  const seconds = await secondsOf(async () => {
    expect((await read(workbook({ sheets }))).found).toMatchObject({ sheet: 'real' });
  });
  expect(seconds).toBeLessThan(5);
});

test('a part may be stored in another encoding if it says so', async () => {
  const xml = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?><worksheet><sheetData><row><c t="inlineStr"><is><t>Case</t></is></c><c t="inlineStr"><is><t>Mall</t></is></c><c t="inlineStr"><is><t>Note</t></is></c></row><row><c t="inlineStr"><is><t>@</t></is></c></row></sheetData></worksheet>`;
  const [before = '', after = ''] = xml('GBK').split('@');
  const gbk = Buffer.concat([Buffer.from(before), Buffer.from([0xca, 0xb3, 0xc6, 0xb7]), Buffer.from(after)]);
  expect((await read(book({ [SHEET]: gbk }))).rows[1]).toEqual(['食品']);
  const utf16 = Buffer.from(`\ufeff${xml('UTF-16').replace('@', '食品')}`, 'utf16le');
  expect((await read(book({ [SHEET]: utf16 }))).rows[1]).toEqual(['食品']);
});

test('a number of a hundred thousand digits takes no time', async () => {
  const digits = (tail: string) => cell(`<c r="@"><v>${'1'.repeat(90_000)}${tail}</v></c>`);
  const seconds = await secondsOf(() => read(book({}, [...ROWS, [digits('x'), digits('.5'), digits('e5')]])));
  expect(seconds).toBeLessThan(3);
});
