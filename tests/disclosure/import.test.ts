import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { importRecords } from '../../src/disclosure/import.ts';
import { mall } from '../../src/schema/mall.ts';
import { record } from '../../src/schema/record.ts';
import {
  csv,
  importRows,
  mappingOfColumns,
  mappingThatRegisters,
  pendingRow,
  recordsIn,
  row,
  scratch,
  scratchFolder,
} from './scratch.ts';

const GBK = { plane_tree_lane: [0xce, 0xe0, 0xcd, 0xa9, 0xc0, 0xef] }; // 梧桐里

test('a row becomes a record without anything that the mapping does not name', async () => {
  const { records } = await importRows([row({ Case: 'C-77' }), pendingRow({ Case: 'C-78' })]);
  expect(records).toEqual([
    {
      id: 'C-77',
      line: 2,
      mall: 'plane-tree-lane',
      received: '2025-03-03',
      decision: 'accepted',
      decided: '2025-03-06',
      closed: '2025-03-20',
      outcome: 'mediated-agreed',
      rating: 'solved',
      object: 'food',
      problem: 'quality',
      refund: 12.5,
      toCase: false,
    },
    {
      id: 'C-78',
      line: 3,
      mall: 'plane-tree-lane',
      received: '2025-03-03',
      decision: 'pending',
      decided: null,
      closed: null,
      outcome: null,
      rating: 'unrated',
      object: 'food',
      problem: 'quality',
      refund: 0,
      toCase: false,
    },
  ]);
  for (const each of records) expect(record.safeParse(each).success).toBe(true);
});

test('a record names the line of the file on which its row begins, after quoted line breaks and blank lines', async () => {
  const [header = '', ...rows] = csv([row({ Case: 'two\nlines' }), row(), row()]).split(/(?<="n"\n|"ToCase"\n)/);
  const { records } = await importRows([header, rows[0], '\n', rows[1], '\n\n', rows[2]].join(''));
  expect(records.map(({ line }) => line)).toEqual([2, 5, 8]);
});

test('Windows line ends and a byte order mark change nothing', async () => {
  const text = csv([row({ Case: 'a' }), row({ Case: 'b' })]);
  const plain = await importRows(text);
  const windows = await importRows(`\ufeff${text.replaceAll('\n', '\r\n')}`);
  expect(windows.records).toEqual(plain.records);
});

test('a file saved as GBK is recognised, and refused where the mapping says otherwise', async () => {
  const text = csv([row({ Mall: '@' })]);
  const [before = '', after = ''] = text.split('@');
  const bytes = Buffer.concat([Buffer.from(before), Buffer.from(GBK.plane_tree_lane), Buffer.from(after)]);
  const { records, report } = await importRows(bytes);
  expect(records).toMatchObject([{ mall: 'plane-tree-lane' }]);
  expect(report.found).toMatchObject({ encoding: 'gb18030' });
  await expect(importRows(bytes, { ...mappingOfColumns(), encoding: 'utf-8' })).rejects.toThrow(
    'is not text in utf-8: correct encoding in the mapping',
  );
});

test('a file that ends within a character is refused', async () => {
  const bytes = Buffer.concat([Buffer.from(csv([row()])), Buffer.from([0xe6, 0xa2])]);
  await expect(importRows(bytes)).rejects.toThrow('is not text in utf-8');
});

test('another delimiter is taken from the mapping', async () => {
  const { report } = await importRows(csv([row()]).replaceAll('","', '";"'), { ...mappingOfColumns(), delimiter: ';' });
  expect(report.kept).toBe(1);
});

test('a file without a header is refused', async () => {
  await expect(importRows('')).rejects.toThrow('is empty: it has no header line');
});

test('a quote that is never closed is refused with the line of its row', async () => {
  const lines = csv([row(), row(), row()]).split('\n');
  const open = (at: number) => lines.map((line, index) => (index === at ? line.replace(/"$/, '') : line)).join('\n');
  await expect(importRows(open(1))).rejects.toThrow(/a quote is not closed.* line 3/);
  await expect(importRows(open(3))).rejects.toThrow(/a quote is not closed.* line 4/);
  await expect(importRows(`${open(3)}${'x\n'.repeat(600_000)}`)).rejects.toThrow(
    /a quote is not closed.* line 4 is longer than a million characters/,
  );
});

test('a file that is not there is refused', async () => {
  const paths = scratch('');
  await expect(importRecords({ ...paths, file: join(paths.folder, 'none.csv') })).rejects.toThrow('There is no file');
  await expect(importRecords({ ...paths, file: paths.folder })).rejects.toThrow('There is no file');
});

test('without a case number each row is known by its line', async () => {
  const mapping = mappingOfColumns();
  const { id: _, ...fields } = mapping.fields;
  const { records } = await importRows([row(), row()], { ...mapping, fields });
  expect(records.map((each) => each.id)).toEqual(['line-2', 'line-3']);
});

test('names that differ by case, width, punctuation or spaces are one mall, and the report lists them', async () => {
  const { report, records } = await importRows([
    row(),
    row({ Mall: 'PLANE-TREE LANE' }),
    row({ Mall: 'Ｐｌａｎｅ Ｔｒｅｅ　Ｌａｎｅ.' }),
    row({ Mall: '梧桐里' }),
  ]);
  expect(new Set(records.map((each) => each.mall))).toEqual(new Set(['plane-tree-lane']));
  expect(report.spellings).toEqual([['Plane Tree Lane', 'PLANE-TREE LANE', 'Ｐｌａｎｅ Ｔｒｅｅ　Ｌａｎｅ.']]);
});

test('names that the register lacks are listed with their rows; those like a mall of it wait for an answer', async () => {
  const { report } = await importRows([
    row({ Mall: 'Nowhere' }),
    row({ Mall: 'Quiet Corner Inc' }),
    row({ Mall: 'QUIET CORNER, INC.' }),
  ]);
  expect(report.unknownMalls).toEqual([{ name: 'Nowhere', rows: 1 }]);
  expect(report.undecidedMalls).toEqual([
    { name: 'Quiet Corner Inc', rows: 2, like: [{ id: 'quiet-corner', name: 'Quiet Corner', score: 1 }] },
  ]);
});

test('with leave to open malls, each distinct name opens one that fits the schema', async () => {
  const { report, records, out } = await importRows(
    [
      row({ Mall: 'Harbour Café' }),
      row({ Mall: 'HARBOUR CAFÉ.' }),
      row({ Mall: 'Harbour Cafe' }),
      row({ Mall: '港湾咖啡' }),
      row(),
    ],
    mappingThatRegisters(),
  );
  const [han] = report.registered.slice(-1);
  expect(report.registered).toEqual(['harbour-cafe', 'harbour-cafe-2', expect.stringMatching(/^mall-[0-9a-f]{8}$/)]);
  expect(records.map((each) => each.mall)).toEqual([
    'harbour-cafe',
    'harbour-cafe',
    'harbour-cafe-2',
    han,
    'plane-tree-lane',
  ]);
  const opened = parse(readFileSync(join(out, 'register', 'malls', 'harbour-cafe.yml'), 'utf8'));
  expect(mall.parse(opened)).toMatchObject({ name: { en: 'Harbour Café' }, type: 'street-shop', area: 'new' });
  expect(readdirSync(join(out, 'register', 'areas'))).toEqual(['new.yml']);
});

test('a business called like the id of another is not taken for it', async () => {
  const { records } = await importRows(
    [row({ Mall: 'Kiosk' }), row({ Mall: 'Kiösk' }), row({ Mall: 'Kiosk 2' })],
    mappingThatRegisters(),
  );
  expect(new Set(records.map((each) => each.mall)).size).toBe(3);
});

test('names that may be one business are kept apart and listed', async () => {
  const { report, records } = await importRows(
    [
      row({ Mall: 'Midtown Furniture' }),
      row({ Mall: 'Midtown Furniture, Inc.' }),
      row({ Mall: 'Midtwon Furniture' }),
      row({ Mall: 'Parking 12 East' }),
      row({ Mall: 'Parking 13 East' }),
      row({ Mall: '星河家具有限公司' }),
      row({ Mall: '星河家具' }),
    ],
    mappingThatRegisters(),
  );
  expect(new Set(records.map((each) => each.mall)).size).toBe(7);
  const names = ({ name, like }: (typeof report.possibleVariants)[number]) => [name, ...like.map((each) => each.name)];
  expect(report.possibleVariants.map(names)).toEqual([
    ['Midtown Furniture, Inc.', 'Midtown Furniture'],
    ['星河家具', '星河家具有限公司'],
    ['Midtwon Furniture', 'Midtown Furniture', 'Midtown Furniture, Inc.'],
  ]);
});

test('the folder of records says what was read, in text and in JSON', async () => {
  const { out, file } = await importRows([row(), row({ Mall: 'Nowhere' })]);
  expect(readdirSync(out).sort()).toEqual([
    'records.csv',
    'register',
    'rejects.csv',
    'report.json',
    'report.txt',
    'source.json',
  ]);
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  const source = JSON.parse(readFileSync(join(out, 'source.json'), 'utf8'));
  expect(source).toMatchObject({ currency: 'CNY', methodVersion: '1', sha256, read: 2, kept: 1, rejected: 1 });
  expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))).toMatchObject({ read: 2, kept: 1, rejected: 1 });
  const text = readFileSync(join(out, 'report.txt'), 'utf8');
  expect(text).toContain('Rows read      2  = 1 kept + 1 rejected');
  expect(text).toMatch(/unknown-mall\s+1\s+1/);
});

test('the same file gives the same bytes', async () => {
  const first = await importRows([row(), row({ Mall: 'Nowhere' }), row({ Closed: 'soon' })]);
  const second = { ...first, out: join(first.folder, 'again') };
  await importRecords(second);
  for (const name of ['records.csv', 'rejects.csv', 'report.txt', 'report.json', 'source.json']) {
    expect(readFileSync(join(first.out, name), 'utf8')).toBe(readFileSync(join(second.out, name), 'utf8'));
  }
});

test('an import that fails midway leaves the earlier records and no trace', async () => {
  const { folder, out, file, ...paths } = await importRows([row({ Case: 'earlier' })]);
  writeFileSync(file, `${csv([row(), row()])}"never closed`);
  await expect(importRecords({ ...paths, out, file })).rejects.toThrow('a quote is not closed');
  expect(recordsIn(out)).toMatchObject([{ id: 'earlier' }]);
  expect(readdirSync(folder).sort()).toEqual(['content', 'export.csv', 'mapping.yml', 'records']);
});

test('an import replaces the records of an earlier one as a whole', async () => {
  const { folder, out, file, ...paths } = await importRows([row({ Mall: 'Elsewhere' })], mappingThatRegisters());
  writeFileSync(file, csv([row({ Case: 'later' })]));
  await importRecords({ ...paths, out, file });
  expect(recordsIn(out)).toMatchObject([{ id: 'later' }]);
  expect(readdirSync(join(out, 'register', 'malls'))).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['content', 'export.csv', 'mapping.yml', 'records']);
});

test('a folder or file that is not one of records is never replaced', async () => {
  const paths = scratch(csv([row()]));
  mkdirSync(paths.out);
  writeFileSync(join(paths.out, 'letter.txt'), 'mine');
  await expect(importRecords(paths)).rejects.toThrow('exists and is not a records folder');
  await expect(importRecords({ ...paths, out: paths.mappingFile })).rejects.toThrow('is not a records folder');
  expect(readFileSync(join(paths.out, 'letter.txt'), 'utf8')).toBe('mine');
});

test('an empty folder may become the folder of records', async () => {
  const paths = scratch(csv([row()]));
  mkdirSync(paths.out);
  await importRecords(paths);
  expect(existsSync(join(paths.out, 'source.json'))).toBe(true);
});

test('a register in which two malls share a name is refused', async () => {
  const paths = scratch(csv([row()]));
  writeFileSync(
    join(paths.content, 'malls', 'twin.yml'),
    readFileSync(join(paths.content, 'malls', 'quiet-corner.yml'), 'utf8'),
  );
  await expect(importRecords(paths)).rejects.toThrow('"Quiet Corner" is a name of both quiet-corner and twin');
});

test('two hundred thousand rows pass through a heap of 48 MB, and every one is accounted for', async () => {
  const { content, mappingFile, out, file } = scratch('');
  const [header = '', good = '', bad = ''] = csv([row({ Case: '@' }), row({ Case: '@', Closed: '2025-01-01' })]).split(
    '\n',
  );
  const stream = createWriteStream(file);
  stream.write(`${header}\n`);
  for (let thousand = 0; thousand < 200; thousand += 1) {
    const rows = Array.from({ length: 1000 }, (_, at) =>
      (at % 100 === 0 ? bad : good).replace('@', `${thousand}-${at}`),
    );
    if (!stream.write(`${rows.join('\n')}\n`)) await once(stream, 'drain');
  }
  await new Promise<void>((ended) => stream.end(ended));
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--max-old-space-size=48', 'scripts/import.ts', file],
    ...['--mapping', mappingFile, '--out', out, '--content', content],
  ]);
  expect(stdout).toContain('Rows read      200000  = 198000 kept + 2000 rejected');
}, 60_000);

test('the command says how it is used, and ends with an error', async () => {
  const run = promisify(execFile)(process.execPath, ['scripts/import.ts', join(scratchFolder(), 'none.csv')]);
  await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('Use: npm run import -- FILE') });
});
