import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { countText, emptyColumn, guessColumns } from '../../src/disclosure/guess/columns.ts';
import { guessMapping } from '../../src/disclosure/guess/guess.ts';
import { guessCurrency } from '../../src/disclosure/guess/money.ts';
import { scratchFolder } from './scratch.ts';

/** Columns with a text in each, as header: text. */
function columnsOf(texts: Record<string, string>) {
  return Object.entries(texts).map(([name, text]) => {
    const column = emptyColumn(name);
    countText(column, text);
    return column;
  });
}

/** What the headers of a table are taken for: one column, or several in question. */
function taken(texts: Record<string, string>): Record<string, string> {
  const found = [...guessColumns(columnsOf(texts))];
  return Object.fromEntries(
    found.map(([field, { columns, isSure }]) => [
      field,
      `${columns.map(({ name }) => name).join(' or ')}${isSure ? '' : '?'}`,
    ]),
  );
}

/** The mapping guessed from a table of one or more rows. */
async function mappingOf(rows: Record<string, string>[], content?: string) {
  const folder = scratchFolder();
  const file = join(folder, 'export.csv');
  const out = join(folder, 'guess.yml');
  const line = (cells: string[]) => `${cells.map((cell) => `"${cell}"`).join(',')}\n`;
  const names = Object.keys(rows[0] ?? {});
  writeFileSync(file, [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))].map(line).join(''));
  const guess = await guessMapping(file, out, content);
  return { ...guess, text: readFileSync(out, 'utf8') };
}

test.each([
  '涉及金额',
  '争议金额（元）',
  '标的额',
  '涉案金额',
  'Amount involved',
  'amount_claimed',
  'Importe reclamado',
])('%s is an amount in dispute and never the refund', async (header) => {
  expect(taken({ [header]: '100' })['refund']).toBeUndefined();
  expect(taken({ [header]: '100', 挽回经济损失: '50' })['refund']).toBe('挽回经济损失');
  const { text } = await mappingOf([{ Shop: 'a', Date: '2025-03-04', [header]: '100' }]);
  expect(text).toContain(`refund:\n    value: '?'`);
  expect(text).toMatch(new RegExp(`value: '\\?'.*column in place of this line, one of: ${header}`));
});

test.each([
  '挽回损失',
  '挽回金额',
  '退款金额',
  '返还金额',
  'Refund',
  'Restitution',
  'Amount Returned',
  'Importe devuelto',
])('%s is the refund', (header) => {
  expect(taken({ 涉及金额: '100', [header]: '¥50.00' })['refund']).toBe(header);
});

test.each([
  [{ 挽回金额: '50', 退款金额: '50' }, '挽回金额 or 退款金额?'],
  [{ 金额: '50' }, '金额?'],
  [{ '挽回金额（万元）': '50' }, '挽回金额（万元）?'],
  [{ 申请退款金额: '50' }, undefined],
])('where it is not plain which is the refund, it is asked: %o', (texts, refund) => {
  expect(taken(texts as Record<string, string>)['refund']).toBe(refund);
});

test('a mall is named first, but between a mall and a shop the officer decides', async () => {
  expect(taken({ 被投诉主体: 'a', 商场名称: 'b' })['mall']).toBe('商场名称 or 被投诉主体?');
  expect(taken({ Shop: 'a', 'Shopping Mall': 'b', 'Shop Address': 'c' })['mall']).toBe('Shopping Mall or Shop?');
  expect(taken({ 被投诉单位: 'a', 承办单位: 'b', 市场监管所: 'c', 被投诉单位地址: 'd' })['mall']).toBe('被投诉单位');
  const { text, asked } = await mappingOf([{ 被投诉主体: 'a', 商场名称: 'b', 登记日期: '2025-03-04' }]);
  expect(text).toContain("column: '?'  # 商场名称 or 被投诉主体?");
  expect([...asked.keys()]).toEqual(['mall']);
});

test('of two columns that fit a field alike neither is taken, and the texts of both are there to be answered', async () => {
  expect(taken({ 登记日期: '2025-03-04', 投诉日期: '2025-03-04' })['received']).toBe('登记日期 or 投诉日期?');
  expect(taken({ 收到日期: '2025-03-04', 投诉日期: '2025-03-04' })['received']).toBe('收到日期');
  const { text } = await mappingOf([{ 商场: 'a', 处理结果: '撤诉', 调解结果: '和解' }]);
  expect(text).toContain("column: '?'  # 处理结果 or 调解结果?");
  expect(text).toContain("# Only in 调解结果; delete them if it is another column:\n      '和解': settled-direct");
});

test.each([
  ['Consumer Feedback', 'rating'],
  ['Satisfaction', 'rating'],
  ['Valoración', 'rating'],
  ['回访结果', 'rating'],
  ['反馈结果', 'rating'],
  ['Status', 'decision'],
  ['State', 'decision'],
  ['Estado', 'decision'],
  ['办理状态', 'decision'],
])('%s is a %s', (header, field) => {
  expect(taken({ [header]: 'a word' })[field]).toBe(header);
});

test('headers that only look like a field are left', () => {
  expect(taken({ 'Business State': 'NY', 回访时间: '2025-03-04', 办结时限: '2025-03-04' })).toEqual({});
});

test('a constant is filled in only where no column is left that could be the field', async () => {
  const rows = [{ 商场: 'a', 收到日期: '2025-03-04', 办结日期: '2025-03-05' }];
  const { text: sure } = await mappingOf(rows);
  expect(sure).toContain('rating:\n    value: unrated  # no column');
  expect(sure).toContain('refund:\n    value: 0  # no column');
  expect(sure).toContain('decided:\n    as: received  # no column');
  const { text } = await mappingOf([{ ...rows[0], 备注: 'x', 附注: 'y' }]);
  for (const field of ['rating', 'refund', 'toCase']) {
    expect(text).toMatch(new RegExp(`  ${field}:\n(?:    #.*\n)*    value: '\\?'.*one of: 备注 \\| 附注`));
  }
});

test.each([
  [{ Refund: '$50.00' }, { code: undefined, signs: ['$'] }],
  [{ 挽回金额: 'HK$50' }, { code: undefined, signs: ['HK$'] }],
  [
    { 挽回金额: '50', 备注: '50,00 €' },
    { code: undefined, signs: ['€'] },
  ],
  [{ '挽回金额（美元）': '50' }, { code: undefined, signs: ['美元'] }],
  [{ Refund: '￥50' }, { code: 'CNY', signs: [] }],
  [{ Refund: '50元' }, { code: 'CNY', signs: [] }],
  [{ 挽回金额: '50' }, { code: 'CNY', signs: [] }],
  [{ Refund: '50' }, { code: undefined, signs: [] }],
])('the currency of %o', (texts, currency) => {
  expect(guessCurrency(columnsOf(texts as Record<string, string>))).toEqual(currency);
});

test('a currency that is not certain is a question with the signs found', async () => {
  const { text } = await mappingOf([{ Mall: 'a', Date: '2025-03-04', Refund: '$50.00' }]);
  expect(text).toMatch(/^currency: '\?' {2}# the amounts say \$/m);
});

test('a field with a question carries our words once, by name; one without has none', async () => {
  const { text } = await mappingOf([{ 商场: 'a', 商品类别: '鞋', 投诉问题: '预付款', 登记日期: '2025-03-04' }]);
  expect(text.match(/#\s+prepaid\s+预付式消费 \/ Prepaid cards and services/g)).toHaveLength(1);
  expect(text).toContain("'预付款': '?'  # 1 row; perhaps prepaid");
  expect(text).toContain("'鞋': clothing-shoes");
  expect(text).not.toContain('服装鞋帽');
});

test('the mapping says what may be deleted, and reads as YAML whatever the cells hold', async () => {
  const texts = ['', "it's", 'two\nlines', '# no comment', ': ', 'x'.repeat(2000)];
  const { text, open } = await mappingOf(
    texts.map((text) => ({ 商场: 'a', 收到日期: '2025-03-04', 投诉问题: text, 商品类别: '食品' })),
  );
  expect(text).toContain("A line under values may be deleted, also that of the empty cells ('')");
  expect(text).toContain('"two\\nlines": \'?\'');
  expect(text).toContain('or long ones: is this the right column?');
  // Three of origin, decision, closed, outcome, and five texts of problem.
  expect(open).toBe(11);
});

test('a column of codes that is empty so far still makes a valid mapping', async () => {
  const { text } = await mappingOf([{ 商场: 'a', 收到日期: '2025-03-04', 处理结果: '' }]);
  expect(text).toContain("column: '处理结果'\n    values: {}\n");
});

test('the section register waits as a comment, and is valid with its signs taken away', async () => {
  const rows = [{ 商场: 'a', 收到日期: '2025-03-04', 备注: '' }];
  const { text } = await mappingOf(rows);
  expect(text).toMatch(/unknown: reject {2}# .*write register/);
  expect(text).toContain('#   specialised-market  专业市场 / Specialised market');
  const section = text.slice(text.indexOf('#register:')).replaceAll(/^#/gm, '');
  expect(parse(section)).toEqual({
    register: { type: '?', area: '?', areaName: { zh: '?', en: '?', es: '?' } },
  });
  const empty = scratchFolder();
  expect((await mappingOf(rows, empty)).text).toContain(`${empty} has no malls`);
  expect((await mappingOf(rows, 'content')).text).not.toContain('has no malls');
});
