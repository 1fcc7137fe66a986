import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { importRecords } from '../../src/disclosure/import.ts';
import {
  csv,
  discloseFrom,
  mappingOfColumns,
  mappingThatRegisters,
  recordsIn,
  row,
  scratch,
  writeMall,
} from './scratch.ts';

/** A new content folder and an export of names, each in so many rows. */
function district(names: Record<string, number>) {
  const paths = scratch(exportOf(names), mappingThatRegisters());
  rmSync(paths.content, { recursive: true });
  return { ...paths, answers: join(paths.content, 'mappings', 'names.yml') };
}

function exportOf(names: Record<string, number>): string {
  return csv(Object.entries(names).flatMap(([name, rows]) => Array.from({ length: rows }, () => row({ Mall: name }))));
}

/** Writes an answer in place of the question about a name. */
function answer(file: string, name: string, said: string): void {
  const text = readFileSync(file, 'utf8');
  const line = text.split('\n').find((each) => each.includes(`${name}: '?'`) || each.includes(`${name}': '?'`)) ?? '';
  expect(line, `${name} is asked about`).not.toBe('');
  writeFileSync(file, text.replace(line, line.replace("'?'", said)));
}

const NAMES = {
  金桥广场: 9,
  金桥广厂: 1,
  '金桥广场（一期）': 2,
  港汇广场: 8,
  港汇花园: 3,
  百联徐汇购物中心: 4,
  百联徐汇: 2,
  星河湾购物公园: 3,
  '星河湾购物公园(徐汇店)': 1,
  老街专业市场: 3,
  老街市场: 1,
  梧桐里: 5,
  梧桐里商业中心: 2,
  日月光中心: 2,
};

describe('an import that may open malls', () => {
  test('lists each name that is like another with its score, and asks about the one with fewer rows', async () => {
    const paths = district(NAMES);
    const report = await importRecords(paths);
    expect(report.registered).toHaveLength(14);
    expect(report.possibleVariants.map(({ name, rows, like }) => [name, rows, like[0]?.name, like[0]?.score])).toEqual([
      ['金桥广场（一期）', 2, '金桥广场', 0.95],
      ['星河湾购物公园(徐汇店)', 1, '星河湾购物公园', 0.95],
      ['百联徐汇', 2, '百联徐汇购物中心', 0.8],
      ['梧桐里商业中心', 2, '梧桐里', 0.77],
      ['港汇花园', 3, '港汇广场', 0.7],
      ['老街市场', 1, '老街专业市场', 0.7],
      ['金桥广厂', 1, '金桥广场', 0.67],
    ]);
    const text = readFileSync(join(paths.out, 'report.txt'), 'utf8');
    expect(text).toContain('Possible variants, kept apart: 12 rows count under these names until you say in');
    expect(text).toContain('  金桥广厂 (1)  near: 金桥广场 0.67');
    const asked = parse(readFileSync(paths.answers, 'utf8'));
    expect(Object.keys(asked)).toEqual(report.possibleVariants.map(({ name }) => name));
    const [mall] = report.possibleVariants.at(-1)?.like ?? [];
    expect(readFileSync(paths.answers, 'utf8')).toContain(`金桥广厂: '?' # ${mall?.id} (金桥广场, 0.67)`);
  });

  test('joins a name that is answered with a mall, and keeps apart in silence what is called new', async () => {
    const paths = district({ 金桥广场: 3, 金桥广厂: 1, 港汇广场: 2, 港汇花园: 1, 老街专业市场: 2, 老街市场: 1 });
    const first = await importRecords(paths);
    const ids = new Map(first.registered.map((id) => [mallIn(paths.content, id).name.zh, id]));
    const idOf = (name: string) => String(ids.get(name));
    answer(paths.answers, '金桥广厂', idOf('金桥广场'));
    answer(paths.answers, '港汇花园', 'new');

    const again = await importRecords(paths);
    expect(again).toMatchObject({ kept: 10, registered: [], written: [] });
    expect(again.possibleVariants.map(({ name, rows }) => [name, rows])).toEqual([['老街市场', 1]]);
    expect(recordsIn(paths.out).filter(({ mall }) => mall === idOf('金桥广场'))).toHaveLength(4);
    expect(recordsIn(paths.out).filter(({ mall }) => mall === idOf('港汇花园'))).toHaveLength(1);
    expect(again.givenAway).toEqual([{ mall: idOf('金桥广厂'), into: idOf('金桥广场'), isPublished: false }]);
    expect(readFileSync(join(paths.out, 'report.txt'), 'utf8')).toContain(
      `not published: delete ${join(paths.content, 'malls', `${idOf('金桥广厂')}.yml`)}`,
    );

    rmSync(join(paths.content, 'malls', `${idOf('金桥广厂')}.yml`));
    const last = await importRecords(paths);
    expect(last).toMatchObject({ registered: [], givenAway: [] });
    const [half] = await discloseFrom(paths, ['2025-h1']);
    expect(half?.malls.map(({ mall, received }) => [mall, received])).toEqual(
      [
        [idOf('金桥广场'), 4],
        [idOf('港汇广场'), 2],
        [idOf('港汇花园'), 1],
        [idOf('老街专业市场'), 2],
        [idOf('老街市场'), 1],
      ].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
  });

  test('opens nothing where the answer was there before', async () => {
    const paths = district({ 'Plane Tre Lane': 2 });
    writeMall(paths.content, 'plane-tree-lane', {
      name: { zh: '梧桐里', en: 'Plane Tree Lane', es: 'Plane Tree Lane' },
    });
    const first = await importRecords(paths);
    expect(first.registered).toEqual(['plane-tre-lane']);
    answer(paths.answers, 'Plane Tre Lane', 'plane-tree-lane');
    rmSync(join(paths.content, 'malls', 'plane-tre-lane.yml'));
    const again = await importRecords(paths);
    expect(again).toMatchObject({ registered: [], possibleVariants: [], kept: 2 });
    expect(new Set(recordsIn(paths.out).map(({ mall }) => mall))).toEqual(new Set(['plane-tree-lane']));
  });

  test('asks a question once, and no longer where the name was written into otherNames', async () => {
    const paths = district({ 金桥广场: 2, 金桥广厂: 1 });
    const { registered } = await importRecords(paths);
    const [mall = '', typo = ''] = registered;
    const asked = readFileSync(paths.answers, 'utf8');
    await importRecords(paths);
    expect(readFileSync(paths.answers, 'utf8')).toBe(asked);
    rmSync(join(paths.content, 'malls', `${typo}.yml`));
    writeMall(paths.content, mall, { ...mallIn(paths.content, mall), otherNames: ['金桥广厂'] });
    expect(await importRecords(paths)).toMatchObject({ registered: [], possibleVariants: [] });
  });

  test('asks a new name about a mall that was called new before', async () => {
    const paths = district({ 港汇广场: 2, 港汇花园: 1 });
    await importRecords(paths);
    answer(paths.answers, '港汇花园', 'new');
    writeFileSync(paths.file, exportOf({ 港汇花园: 1, 港汇花园二期: 5 }));
    const { possibleVariants } = await importRecords(paths);
    expect(possibleVariants).toMatchObject([{ name: '港汇花园二期', like: [{ name: '港汇花园' }] }]);
  });

  test('refuses answers that give a mall to one that is itself another', async () => {
    const paths = district({ 金桥广场: 3, 金桥广厂: 2, '金桥广厂（一期）': 1 });
    const [mall = '', typo = ''] = (await importRecords(paths)).registered;
    answer(paths.answers, '金桥广厂', mall);
    answer(paths.answers, '金桥广厂（一期）', typo);
    await expect(importRecords(paths)).rejects.toThrow(`"金桥广厂", a name of ${typo}, is said to be ${mall}`);
  });

  test('says of a mall that is published that it stays', async () => {
    const paths = district({ 金桥广场: 2, 金桥广厂: 1 });
    const [mall = '', typo = ''] = (await importRecords(paths)).registered;
    await discloseFrom(paths, ['2025-h1']);
    answer(paths.answers, '金桥广厂', mall);
    expect((await importRecords(paths)).givenAway).toEqual([{ mall: typo, into: mall, isPublished: true }]);
  });

  test('puts the malls and the area into the content folder, over nothing that is there', async () => {
    const paths = district({ 'Harbour Café': 1, 'Quiet Corner': 1 });
    writeMall(paths.content, 'quiet-corner', { name: { zh: '静角', en: 'Quiet Corner', es: 'Quiet Corner' } });
    const before = readFileSync(join(paths.content, 'malls', 'quiet-corner.yml'), 'utf8');
    const report = await importRecords(paths);
    expect(report.written).toEqual([
      { file: 'malls/harbour-cafe.yml', name: 'Harbour Café' },
      { file: 'areas/new.yml', name: '新区' },
    ]);
    expect(mallIn(paths.content, 'harbour-cafe')).toMatchObject({ name: { en: 'Harbour Café' }, area: 'new' });
    expect(readFileSync(join(paths.content, 'malls', 'quiet-corner.yml'), 'utf8')).toBe(before);
    expect(readFileSync(join(paths.out, 'report.txt'), 'utf8')).toContain(`Files put into ${paths.content};`);

    const corrected = readFileSync(join(paths.content, 'malls', 'harbour-cafe.yml'), 'utf8').replace(
      'zh: H',
      'zh: 港湾 H',
    );
    writeFileSync(join(paths.content, 'malls', 'harbour-cafe.yml'), corrected);
    await importRecords(paths);
    expect(readFileSync(join(paths.content, 'malls', 'harbour-cafe.yml'), 'utf8')).toBe(corrected);
  });

  test('puts nothing there where it fails', async () => {
    const paths = district({ 'Harbour Café': 1 });
    writeFileSync(paths.file, `${readFileSync(paths.file, 'utf8')}"never closed`);
    await expect(importRecords(paths)).rejects.toThrow('a quote is not closed');
    expect(existsSync(paths.content)).toBe(false);
  });

  test('puts real malls never among those of a demonstration', async () => {
    const paths = district({ 'Harbour Café': 1 });
    const mapping = mappingThatRegisters();
    const invented = scratch('', { ...mapping, origin: { ...mapping.origin, kind: 'invented' } }).mappingFile;
    await importRecords({ ...paths, mappingFile: invented });
    await discloseFrom(paths, ['2025-h1']);
    writeFileSync(paths.file, exportOf({ 'Another Café': 1 }));
    await expect(importRecords(paths)).rejects.toThrow('publishes invented figures and these complaints are real');
    expect(readdirSync(join(paths.content, 'malls'))).toEqual(['harbour-cafe.yml']);
  });
});

test('a name in traditional characters and the same in simplified ones open one mall', async () => {
  const paths = district({ 梧桐裡: 1, 梧桐里: 1 });
  const { registered } = await importRecords(paths);
  expect(registered).toHaveLength(1);
  expect(await importRecords(paths)).toMatchObject({ registered: [], possibleVariants: [] });
});

test('where a name is rejected, an answer goes before a mall that was opened under that name', async () => {
  const paths = district({ 金桥广场: 2, 金桥广厂: 1 });
  const [mall = ''] = (await importRecords(paths)).registered;
  answer(paths.answers, '金桥广厂', mall);
  const { mappingFile } = scratch('', mappingOfColumns());
  await importRecords({ ...paths, mappingFile });
  expect(recordsIn(paths.out).map((each) => each.mall)).toEqual([mall, mall, mall]);
});

function mallIn(content: string, id: string) {
  return parse(readFileSync(join(content, 'malls', `${id}.yml`), 'utf8'));
}
