import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { codeSuggester } from '../../src/disclosure/guess/codes.ts';
import { type Column, guessDates, guessDecimal } from '../../src/disclosure/guess/columns.ts';
import { guessMapping } from '../../src/disclosure/guess/guess.ts';
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

const column = (...values: string[]): Column => ({
  name: 'x',
  values: new Map(values.map((each) => [each, 1])),
  others: 0,
});

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

test('days that could be read both ways are a question, never a guess', async () => {
  expect(guessDates([column('03/04/2025', '11/12/2025')], false).shapes).toBeUndefined();
  expect(guessDates([column('03/04/2025', '11/13/2025')], false).shapes).toEqual(['MM/DD/YYYY']);
  expect(guessDates([column('2025-03-04', '13/03/2025')], false).shapes).toEqual(['YYYY-MM-DD', 'DD/MM/YYYY']);
  expect(guessDates([column('45720', '2025/3/4')], true).shapes).toEqual(['YYYY/MM/DD']);
  expect(guessDates([column('soon', '2025-03-04')], false)).toEqual({ shapes: ['YYYY-MM-DD'], unread: ['soon'] });
});

test('cents are told by the last sign of amounts', () => {
  expect(guessDecimal(column('1.234,50', '3'))).toBe(',');
  expect(guessDecimal(column('1,234.50', '1,234'))).toBe('.');
  expect(guessDecimal(undefined)).toBe('.');
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
  const { stdout } = await run(process.execPath, ['scripts/import.ts', file, '--guess', '--mapping', out]);
  expect(stdout).toContain('received   ← 登记日期');
  expect(stdout).toContain(`--mapping ${out} --out records`);
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
  expect(suggest('rating', '满意')).toEqual({ slug: 'solved', isSure: false });
  expect(suggest('rating', '不满意')).toEqual({ slug: 'unsolved', isSure: false });
  expect(suggest('rating', '解决')).toEqual({ slug: 'solved', isSure: true });
});
