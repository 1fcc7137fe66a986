import { expect, test } from 'vitest';
import { readDay } from '../../src/disclosure/dates.ts';
import { findHeader, locateHeader } from '../../src/disclosure/reading/header.ts';
import { secondsOf, tableOf } from './hostile-table.ts';

const HEADER = '投诉编号,商场,收到日期,受理情况,办结日期,处理结果,备注,挽回金额';
const BODY = 'A-1,百联,2025-01-02,受理,2025-02-03,达成,好,12.50';

/** Names and line of the header that is found without looking for any column. */
function headerOf(...lines: string[]) {
  const header = findHeader(lines.map((line, at) => ({ cells: line.split(','), line: at + 1 })));
  return header && { names: header.names.join(','), line: header.line };
}

test('a name that stands twice is no reason to find no header', () => {
  expect(headerOf(`${HEADER},备注`, `${BODY},好`)).toEqual({ names: `${HEADER},备注`, line: 1 });
});

test('year, month and day may be columns; cells of digits or of a dash are no names', () => {
  expect(headerOf(`年,月,日,${HEADER}`, `2025,1,2,${BODY}`)?.line).toBe(1);
  expect(headerOf('百联,2025年1月,好,-', '万达,2025年2月,坏,-')).toBeUndefined();
  expect(headerOf('百联,-,好,坏', '万达,-,好,坏')).toBeUndefined();
});

test.each(['投诉台账,,,,,制表人：甲,,', '某局,投诉台账,,,,制表人甲,,', '2025,年度,,,,,,'])(
  'a title of several cells is no row of groups: %s',
  (title) => {
    expect(headerOf(title, HEADER, BODY)).toEqual({ names: HEADER, line: 2 });
  },
);

test('groups are joined where the names below cannot do without', () => {
  const merged = headerOf('编号,商场,日期,,结果,', ',,收到,办结,结论,评价', 'A,百联,2025-01-02,2025-02-03,达成,好');
  expect(merged).toEqual({ names: '编号,商场,日期 / 收到,日期 / 办结,结果 / 结论,结果 / 评价', line: 1 });
  const same = headerOf('基本,,受理,,办结,', '编号,商场,日期,人员,日期,人员', 'A,百联,2025-01-02,甲,2025-02-03,乙');
  expect(same).toEqual({
    names: '基本 / 编号,基本 / 商场,受理 / 日期,受理 / 人员,办结 / 日期,办结 / 人员',
    line: 1,
  });
});

test('names are the same however they are spaced and broken over lines', () => {
  const rows = [{ cells: ['收到\n日期', ' Start   Date '], line: 1 }];
  expect(locateHeader(rows, ['收到\n日期', 'Start  Date'], undefined)?.names).toEqual(['收到 日期', 'Start Date']);
  expect(findHeader(rows, ['收到 日期', 'Start Date'])?.rows).toBe(1);
});

test('a table of thousands of columns is not looked through', () => {
  const cells = Array.from({ length: 5000 }, (_, at) => `c${at}`);
  expect(() => findHeader([{ cells, line: 1 }])).toThrow('The table has 5000 columns');
  expect(findHeader([{ cells, line: 1 }], ['c4999'])?.line).toBe(1);
});

test('a line of more cells than a spreadsheet has is refused', async () => {
  await expect(tableOf(`a,b,c\n${','.repeat(20_000)}\n`, { delimiter: ',' })).rejects.toThrow(
    'has more than 16384 cells in line 2',
  );
});

test('a megabyte of quotes is read in the time of its length', async () => {
  const texts = [`"\n"${',""'.repeat(16_000)}`, `1,${'x"y"'.repeat(200_000)},3`, `"x${'""'.repeat(400_000)}",1,2`];
  const seconds = await secondsOf(async () => {
    const { rows } = await tableOf(`a,b,c\n${texts.join('\n')}\n`, { delimiter: ',', encoding: 'utf-8' });
    expect(rows.map(({ length }) => length)).toEqual([3, 16_001, 3, 3]);
  });
  expect(seconds).toBeLessThan(3);
});

test('a cell of two hundred thousand spaces is soon known to be no day', async () => {
  const text = `2025${' '.repeat(200_000)}x`;
  expect(await secondsOf(async () => readDay(text, ['YYYY-MM-DD', 'YYYY年MM月DD日']))).toBeLessThan(2);
  expect(readDay('2025-03-04  下午 2:03', 'YYYY-MM-DD')).toBe('2025-03-04');
});
