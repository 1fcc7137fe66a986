import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findEncoding } from '../../src/disclosure/reading/encoding.ts';
import { encoded, tableOf } from './hostile-table.ts';
import { scratchFolder } from './scratch.ts';

const HEADER = 'id,mall,received,decision\r\n';
const withMall = (name: string) =>
  HEADER + Array.from({ length: 20 }, (_, at) => `A${at},${name},2025-01-02,ok\r\n`).join('');

async function found(bytes: Uint8Array | string) {
  const file = join(scratchFolder(), 'export.csv');
  writeFileSync(file, bytes);
  return findEncoding(file);
}

test.each(
  '百联 大悦城 万达 来福士 苏宁 国美 永辉 家乐福 麦当劳 星巴克 海底捞 优衣库 茂业 山姆 毛毛 是 否 一 店 A座 LV专柜 T恤 3楼 喆喆烘焙 （店）'.split(
    ' ',
  ),
)('a single name in GB18030: %s', async (name) => {
  expect((await found(encoded(withMall(name), 'gb18030'))).encoding).toBe('gb18030');
});

test.each(
  'ÀÉ Moda|AÑÓN|MÉXICO|CORAZÓN|Peña & Cía|Ñuñoa|«Casa»|ANDRÉ|30°C|§§ 12|Straße|Größe äöü ÄÖÜ|Zara – “Gran Vía” €|L’Oréal|Œuvre Žižek Š|à la carte'.split(
    '|',
  ),
)('a single name in Windows-1252: %s', async (name) => {
  expect((await found(encoded(withMall(name), 'windows-1252'))).encoding).toBe('windows-1252');
});

test.each('ÀÉ Moda|AÑÓN|Peña & Cía|30°C|¥3|São Paulo|Москва|Κόσμος|楼|毛毛'.split('|'))(
  'a single name in UTF-8: %s',
  async (name) => {
    expect((await found(withMall(name))).encoding).toBe('utf-8');
  },
);

test('it says where another encoding would make sense as well', async () => {
  expect(await found(withMall('百联'))).toEqual({ encoding: 'utf-8', isSure: true });
  expect(await found(encoded(withMall('大悦城'), 'gb18030'))).toEqual({ encoding: 'gb18030', isSure: true });
  expect(await found(encoded(withMall('Café'), 'windows-1252'))).toEqual({ encoding: 'windows-1252', isSure: true });
  expect(await found(encoded(withMall('茂业'), 'gb18030'))).toEqual({ encoding: 'gb18030', isSure: false });
  expect(await found(encoded(withMall('AÑÓN'), 'windows-1252'))).toEqual({ encoding: 'windows-1252', isSure: false });
  expect((await tableOf(withMall('x'), { encoding: 'utf-8' })).found).toMatchObject({ isSure: true });
});

test('Chinese is found behind a quarter of a megabyte of ASCII, wherever the pieces of the file break', async () => {
  for (const shift of [0, 1]) {
    const start = HEADER + 'A,b,2025-01-02,ok\r\n'.repeat(13_700);
    const filled = `${start}${'x'.repeat(2 ** 18 - start.length - 3 + shift)},`;
    const bytes = Buffer.concat([
      Buffer.from(filled),
      encoded(`泓翊广场,2025-01-02,ok\r\n${'A,泓翊广场,2025-01-02,ok\r\n'.repeat(50)}`, 'gb18030'),
    ]);
    expect(await found(bytes)).toEqual({ encoding: 'gb18030', isSure: true });
  }
});

test.each<[string, Buffer]>([
  ['GB18030', encoded(`${withMall('百联')}A,百联`, 'gb18030').subarray(0, -1)],
  ['UTF-8', Buffer.from(`${withMall('百联')}A,百联`).subarray(0, -1)],
  ['UTF-16', Buffer.concat([Buffer.from(`\ufeff${withMall('百联')}`, 'utf16le'), Buffer.from('\n')])],
])('a file in %s that ends within a character is refused as cut off', async (_, bytes) => {
  await expect(tableOf(bytes)).rejects.toThrow('it is cut off within its last character');
});

test('damaged UTF-8 is refused, not taken for something else', async () => {
  const bytes = Buffer.from(withMall('百联'));
  const damaged = Buffer.concat([bytes.subarray(0, 40), Buffer.from([0xff]), bytes.subarray(40)]);
  await expect(tableOf(damaged)).rejects.toThrow('is not text in utf-8');
  const mixed = Buffer.concat([bytes, encoded('café,é,2025-01-02,ok\r\n', 'windows-1252')]);
  await expect(tableOf(mixed)).rejects.toThrow('is not text in utf-8');
});

test('UTF-16 without a mark is found where stories are long', async () => {
  const story = '第一，一个很长的故事\u3000没有数字'.repeat(300);
  const text = `${HEADER}${`A,${story},2025-01-02,ok\r\n`.repeat(10)}`;
  const little = Buffer.from(text, 'utf16le');
  expect(await found(little)).toEqual({ encoding: 'utf-16le', isSure: true });
  expect(await found(Buffer.from(little).swap16())).toEqual({ encoding: 'utf-16be', isSure: true });
});

test('zeros at the end of a file, or one within, change nothing', async () => {
  const plain = await tableOf('a,b,c\n1,2,3\n');
  expect((await tableOf(`a,b,c\n1,2,3\n${'\0'.repeat(500)}`)).rows).toEqual(plain.rows);
  expect((await tableOf(`a,\0b,c\n1,\0\0\x002,3\n`)).rows).toEqual(plain.rows);
  expect(await found(`${withMall('百联')}${'\0'.repeat(5000)}`)).toMatchObject({ encoding: 'utf-8' });
});

test('what is no text at all is refused', async () => {
  const noise = Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * at * 31 + at * 7) % 256));
  await expect(tableOf(noise)).rejects.toThrow('is neither text nor a workbook');
});

test.each<[string, string | Buffer, string]>([
  ['a web page', '\ufeff<html><table><tr><td>1</td></tr></table></html>', 'is a web page, even if it is called .xls'],
  ['a page of a mail', 'MIME-Version: 1.0\r\n\r\n<html>', 'is a web page'],
  ['a page in UTF-16', Buffer.from('\ufeff<table>', 'utf16le'), 'is a web page'],
  ['a spreadsheet in XML', '<?xml version="1.0"?>\n<Workbook>', 'is an XML file'],
  ['JSON', ' [{"id": 1}]', 'is a JSON file'],
  ['a PDF file', '%PDF-1.4\n', 'is a PDF file'],
  ['a packed file', Buffer.from('526172211a0700', 'hex'), 'is a packed file'],
  ['text in UTF-32', Buffer.from('fffe000061000000', 'hex'), 'is text in UTF-32'],
])('%s: refused with what it is', async (_, bytes, says) => {
  await expect(tableOf(bytes)).rejects.toThrow(says);
});
