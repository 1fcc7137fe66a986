import { expect, test } from 'vitest';
import { cell, tableOf } from './hostile-table.ts';
import { type MadeBook, type MadeCell, workbook } from './workbooks.ts';

const HEADER = ['Case', 'Amount', 'Note'];

/** The second cell of a row, as it is read. */
async function read(made: MadeCell, parts: Record<string, string> = {}): Promise<string | undefined> {
  const { rows } = await tableOf(
    workbook({ sheets: [{ name: 'a', rows: [HEADER, ['x', made, 'y']] }], parts }),
    {},
    HEADER,
  );
  return rows[1]?.[1];
}

test.each([
  ['an integer of 16 digits', '<c r="@"><v>2025030512340001</v></c>', '2025030512340001'],
  ['the same with an exponent', '<c r="@"><v>2.025030512340001E15</v></c>', '2025030512340001'],
  ['one of 18 digits', '<c r="@"><v>310104199001011234</v></c>', '310104199001011234'],
  ['a rounded one', '<c r="@"><v>3.1010419900101E+17</v></c>', '310104199001010000'],
  ['a whole number with a point', '<c r="@"><v>45719.0</v></c>', '45719'],
  ['noise above', '<c r="@"><v>0.30000000000000004</v></c>', '0.3'],
  ['noise below', '<c r="@"><v>1234.4999999999998</v></c>', '1234.5'],
  ['a small fraction', '<c r="@"><v>5E-3</v></c>', '0.005'],
  ['a negative number', '<c r="@"><v>-12.50</v></c>', '-12.5'],
  ['no number', '<c r="@"><v>.</v></c>', '.'],
  ['true as 1', '<c r="@" t="b"><v>1</v></c>', 'TRUE'],
  ['true as a word', '<c r="@" t="b"><v>true</v></c>', 'TRUE'],
  ['false as a word', '<c r="@" t="b"><v>false</v></c>', 'FALSE'],
  ['no truth value', '<c r="@" t="b"><v></v></c>', ''],
  ['no shared text', '<c r="@" t="s"><v></v></c>', ''],
  ['no shared text, in short', '<c r="@" t="s"><v/></c>', ''],
  ['CDATA', '<c r="@" t="inlineStr"><is><t><![CDATA[a < b]]></t></is></c>', 'a < b'],
  ['CDATA of a number', '<c r="@"><v><![CDATA[12.5]]></v></c>', '12.5'],
  ['an escaped line end', '<c r="@" t="inlineStr"><is><t>a_x000D_\nb</t></is></c>', 'a\r\nb'],
  ['an escape of an escape', '<c r="@" t="inlineStr"><is><t>_x005F_x000D_</t></is></c>', '_x000D_'],
  ['a formula with its value', '<c r="@"><f>1+1</f><v>2</v></c>', '2'],
  ['a formula whose value is no text', '<c r="@" t="str"><f>IF(A1="","",A1)</f><v></v></c>', ''],
  ['a formula without value', '<c r="@"><f>100*2</f></c>', '=100*2'],
  ['a formula with an empty value', '<c r="@"><f>100*2</f><v></v></c>', '=100*2'],
  ['one that shares its formula', '<c r="@"><f t="shared" si="0"/></c>', '='],
  ['a small letter for the column', '<c r="b2"><v>1</v></c>', '1'],
])('%s', async (_, xml, text) => {
  expect(await read(cell(xml))).toBe(text);
});

test('a shared text may be escaped too, and lie in a part whose name is written otherwise', async () => {
  const made = workbook({ sheets: [{ name: 'a', rows: [HEADER, ['x', 'a_x000D_b', 'y']] }] });
  const other = Buffer.from(made.toString('latin1').replaceAll('xl/sharedStrings', 'xl/SharedSTRINGS'), 'latin1');
  expect((await tableOf(other)).rows[1]).toEqual(['x', 'a\rb', 'y']);
});

test('a zero that waits to be computed is no value', async () => {
  const parts = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId1"/></sheets><calcPr fullCalcOnLoad="1"/></workbook>',
  };
  expect(await read(cell('<c r="@"><f>B9</f><v>0</v></c>'), parts)).toBe('=B9');
  expect(await read(cell('<c r="@"><f>B9</f><v>7</v></c>'), parts)).toBe('7');
  expect(await read(cell('<c r="@"><v>0</v></c>'), parts)).toBe('0');
});

test('formulas are counted apart by whether their value is stored', async () => {
  const book: MadeBook = {
    sheets: [
      {
        name: 'a',
        rows: [
          HEADER,
          ['x', cell('<c r="@"><f>1</f><v>1</v></c>'), cell('<c r="@"><f>1</f></c>')],
          ['y', cell('<c r="@"><f>1</f></c>'), 'z'],
        ],
      },
    ],
  };
  expect((await tableOf(workbook(book))).found).toMatchObject({ formulas: 1, formulasWithoutValue: 2 });
});

test('formulas without value that are filled down beside the table make no rows, but one in a mapped column does', async () => {
  const formula = cell('<c r="@"><f>B2*2</f></c>');
  const rows = [HEADER, ['x', 1, formula], [null, null, formula], [null, formula, formula]];
  const { lines } = await tableOf(workbook({ sheets: [{ name: 'a', rows }] }), {}, ['Case', 'Amount']);
  expect(lines).toEqual([1, 2, 4]);
});

test('cells stand where their names say, in whatever order they come', async () => {
  const sheet = (row: string) =>
    workbook({
      sheets: [{ name: 'a', rows: [HEADER] }],
      parts: {
        'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row><c t="inlineStr"><is><t>A</t></is></c><c t="inlineStr"><is><t>B</t></is></c><c t="inlineStr"><is><t>C</t></is></c></row><row>${row}</row></sheetData></worksheet>`,
      },
    });
  const { rows } = await tableOf(sheet('<c r="C2"><v>3</v></c><c r="A2"><v>1</v></c><c><v>2</v></c>'));
  expect(rows[1]).toEqual(['1', '2', '3']);
  await expect(tableOf(sheet('<c r="A2"><v>1</v></c><c r="A2"><v>2</v></c>'))).rejects.toThrow(
    'row 2 has two cells in one column',
  );
  await expect(tableOf(sheet('<c r="ZZZ2"><v>1</v></c>'))).rejects.toThrow('a cell stands in no column');
});
