import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { codeSuggester } from '../../src/disclosure/guess/codes.ts';
import { type Column, countText, emptyColumn } from '../../src/disclosure/guess/columns.ts';
import { guessDays } from '../../src/disclosure/guess/days.ts';
import { guessMapping } from '../../src/disclosure/guess/guess.ts';
import { guessDecimal } from '../../src/disclosure/guess/money.ts';
import { importRecords } from '../../src/disclosure/import.ts';
import { readMapping } from '../../src/disclosure/read-mapping.ts';
import { recordsIn, same, scratch, scratchFolder, writeMall } from './scratch.ts';
import { workbook } from './workbooks.ts';

const run = promisify(execFile);
const HEADER = [
  '工单编号',
  '被投诉商户',
  '登记日期',
  '受理情况',
  '受理日期',
  '办结日期',
  '处理结果',
  '是否解决',
  '商品服务类别',
  '投诉问题',
  '挽回金额（元）',
  '是否立案',
];
const ROWS = [
  [
    'G-1',
    '梧桐里',
    '2025年3月3日',
    '受理',
    '2025年3月5日',
    '2025年3月20日',
    '调解达成协议',
    '是',
    '食品',
    '质量',
    '1,200.50',
    '否',
  ],
  ['G-2', '梧桐裡', '2025年3月4日', '不予受理', '2025年3月6日', '', '', '', '停车', '价格', '', '否'],
  ['G-3', '梧桐里', '2025年4月4日', '受理', '2025年4月6日', '2025年5月20日', '谈不拢', '否', '食品', '质量', '0', '是'],
];

function column(...texts: string[]): Column {
  const made = emptyColumn('x');
  for (const text of texts) countText(made, text);
  return made;
}

/** Answers the questions of a guess, as an officer would. */
function answer(file: string, answers: [string, string][]): void {
  let text = readFileSync(file, 'utf8').replaceAll(/(zh|en|es): '\?'/g, '$1: a test');
  for (const [place, word] of answers) text = text.replace(`${place}: '?'`, `${place}: ${word}`);
  writeFileSync(file, text);
}

test('from a workbook nobody has seen to records, with two answers', async () => {
  const file = workbook({ sheets: [{ name: '投诉', rows: [['徐汇区投诉台账'], HEADER, ...ROWS] }] });
  const paths = scratch(file);
  writeMall(paths.content, 'plane-tree-lane', { name: same('Plane Tree Lane'), otherNames: ['梧桐里'] });
  const mappingFile = join(paths.folder, 'guess.yml');
  const guess = await guessMapping(paths.file, mappingFile);
  expect([...guess.columns].map(([field, { name }]) => [field, name])).toEqual([
    ['id', '工单编号'],
    ['mall', '被投诉商户'],
    ['received', '登记日期'],
    ['decision', '受理情况'],
    ['decided', '受理日期'],
    ['closed', '办结日期'],
    ['outcome', '处理结果'],
    ['rating', '是否解决'],
    ['object', '商品服务类别'],
    ['problem', '投诉问题'],
    ['refund', '挽回金额（元）'],
    ['toCase', '是否立案'],
  ]);
  expect(guess).toMatchObject({ unused: [], open: 4, found: { kind: 'xlsx', headerLine: 2 } });
  await expect(importRecords({ ...paths, mappingFile })).rejects.toThrow('fields.outcome.values.谈不拢');

  answer(mappingFile, [["'谈不拢'", 'no-agreement']]);
  const report = await importRecords({ ...paths, mappingFile });
  expect(report).toMatchObject({ read: 3, kept: 3, rejected: 0 });
  expect(recordsIn(paths.out)).toMatchObject([
    { id: 'G-1', received: '2025-03-03', outcome: 'mediated-agreed', rating: 'solved', refund: 1200.5, toCase: false },
    { id: 'G-2', decision: 'not-accepted', closed: null },
    { id: 'G-3', outcome: 'no-agreement', rating: 'unsolved', toCase: true },
  ]);
});

test('a Spanish file with semicolons: decimal comma and days before months are found where a cell tells', async () => {
  const text =
    'Nº de expediente;Empresa;Fecha de entrada;Fecha de cierre;Producto;Motivo;Importe devuelto\r\nE1;Uno;13/04/2025;20/04/2025;alimentos;precio;1.234,50\r\n';
  const { file, folder } = scratch(Buffer.from(text, 'latin1'));
  const out = join(folder, 'guess.yml');
  const { found } = await guessMapping(file, out);
  expect(found).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
  expect(parse(readFileSync(out, 'utf8'))).toMatchObject({
    dates: ['DD/MM/YYYY'],
    decimal: ',',
    fields: { id: { column: 'Nº de expediente' }, received: { column: 'Fecha de entrada' }, decision: { value: '?' } },
  });
});

test('days that could be read both ways are a question, never a guess', () => {
  const shapesOf = (...texts: string[]) => guessDays([column(...texts)], false);
  expect(shapesOf('03/04/2025', '11/12/2025')).toEqual({ shapes: [], isOpen: true, unread: [] });
  expect(shapesOf('03/04/2025', '11/13/2025')).toMatchObject({ shapes: ['MM/DD/YYYY'], isOpen: false });
  expect(shapesOf('2025-03-04', '13/03/2025')).toMatchObject({ shapes: ['YYYY-MM-DD', 'DD/MM/YYYY'], isOpen: false });
  expect(shapesOf('13/03/2025', '03/13/2025')).toMatchObject({ shapes: [], isOpen: true });
  expect(shapesOf('2025/3/4', '03/04/2025')).toMatchObject({ shapes: ['YYYY/MM/DD'], isOpen: true });
  expect(shapesOf('soon', '2025-03-04')).toEqual({ shapes: ['YYYY-MM-DD'], isOpen: false, unread: ['soon'] });
  expect(guessDays([column('45720', '2025/3/4')], true).shapes).toEqual(['YYYY/MM/DD']);
});

test('every shape of day is listed, also one that comes after hundreds of different days', () => {
  const times = Array.from({ length: 400 }, (_, at) => `2025-08-09 ${9 + (at % 9)}:${10 + Math.floor(at / 9)}`);
  const days = column(...times, '2025/8/9 9:05', '5 Mar 2025', '13/08/2025 8:00');
  expect(days.values.size).toBe(300);
  expect(guessDays([days], false).shapes).toEqual(['YYYY-MM-DD', 'YYYY/MM/DD', 'DD/MM/YYYY', 'DD MMM YYYY']);
});

test('cents are told by the last sign of amounts', () => {
  expect(guessDecimal([column('1.234,50', '3')])).toBe(',');
  expect(guessDecimal([column('1,234.50', '1,234')])).toBe('.');
  expect(guessDecimal([column('100,00 €', '€ 12,5')])).toBe(',');
  expect(guessDecimal([])).toBe('.');
});

test('a mapping that exists is never replaced, and a file without a header is refused', async () => {
  const { file, mappingFile, folder } = scratch('1,2,3\n4,5,6\n');
  await expect(guessMapping(file, mappingFile)).rejects.toThrow('exists');
  await expect(guessMapping(file, join(folder, 'new.yml'))).rejects.toThrow('looks like a header');
  expect(existsSync(join(folder, 'new.yml'))).toBe(false);
});

test('the command shows what it found and what to do next', async () => {
  const { file, folder } = scratch(
    [HEADER, ...ROWS].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n'),
  );
  const out = join(folder, 'first.yml');
  const guess = ['scripts/import.ts', file, '--guess', '--mapping'];
  const { stdout } = await run(process.execPath, [...guess, out]);
  expect(stdout).toContain('received   ← 登记日期');
  expect(stdout).toContain(`--mapping ${out} --out records --content district\n`);

  const named = join(folder, 'second (1).yml');
  const { stdout: again } = await run(process.execPath, [...guess, named, '--content', 'my district']);
  expect(again).toContain(`--mapping '${named}' --out records --content 'my district'\n`);
  expect(readFileSync(named, 'utf8')).toContain('my district has no malls');
});

const REAL = '../shared/data/nyc-mediated-complaints.csv';
test.skipIf(!existsSync(REAL))(
  'the real export: columns and days are found, codes of another language are asked',
  async () => {
    const out = join(scratchFolder(), 'guess.yml');
    const { columns } = await guessMapping(REAL, out);
    expect(columns.get('received')?.name).toBe('Mediation Start Date');
    expect(columns.get('refund')?.name).toBe('Restitution');
    expect(parse(readFileSync(out, 'utf8'))).toMatchObject({ dates: ['MM/DD/YYYY'] });
    await expect(readMapping(out)).rejects.toThrow('Cash Amount - AMT');
  },
);

test('being content is not taken for having the dispute solved: an officer is asked', async () => {
  const suggest = await codeSuggester();
  expect(suggest('rating', '满意')).toEqual({ slug: 'unrated', isSure: false });
  expect(suggest('rating', '不满意')).toEqual({ slug: 'unrated', isSure: false });
  expect(suggest('rating', '解决')).toEqual({ slug: 'solved', isSure: true });
});

test.each([
  ['object', '鞋', 'clothing-shoes', true],
  ['object', '手机', 'phone', true],
  ['object', '家具', 'home-goods', true],
  ['problem', '储值卡', 'prepaid', true],
  ['problem', '预付卡', 'prepaid', true],
  ['problem', '预付款', 'prepaid', false],
  ['object', '健身', 'fitness-leisure', false],
  ['object', '女士皮鞋', 'clothing-shoes', false],
  ['object', '服装 Clothing', 'clothing-shoes', false],
  ['object', '手机 Phone', 'phone', false],
  ['object', '餐饮 Catering', 'catering-lodging', false],
  ['outcome', '调解成功 Mediated', 'mediated-agreed', false],
  ['outcome', '终止调解', 'no-agreement', false],
  ['rating', '基本满意', 'unrated', false],
  ['decision', 'Closed', 'accepted', false],
])('%s: %s means %s', async (field, text, slug, isSure) => {
  const suggest = await codeSuggester();
  expect(suggest(field, text)).toEqual({ slug, isSure });
});

test('words that contradict each other or say the contrary suggest nothing', async () => {
  const suggest = await codeSuggester();
  expect(suggest('rating', '解决 no')).toBeUndefined();
  expect(suggest('rating', '没有解决')).toBeUndefined();
  expect(suggest('problem', 'constructor')).toBeUndefined();
});
