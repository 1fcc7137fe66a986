import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { importRecords } from '../../src/disclosure/import.ts';
import { csv, discloseFrom, mappingThatRegisters, rejectsIn, row, scratch } from './scratch.ts';

test('an import that keeps no row says what to mend first, and leaves a folder that nothing computes from', async () => {
  const paths = scratch(csv([row({ Closed: 'soon' }), row({ Goods: 'tea' }), row({ Goods: 'tea' })]));
  const refused = importRecords({ ...paths, mustKeep: true });
  await expect(refused).rejects.toThrow(
    'None of the 3 rows could be kept, so there are no records. Begin with unknown-code (2 rows), for example line 3, column "Goods": Add "tea" to values in the mapping.',
  );
  await expect(refused).rejects.toThrow('Rows read      3  = 0 kept + 3 rejected');
  expect(readdirSync(paths.out).sort()).toEqual(['register', 'rejects.csv', 'report.json', 'report.txt']);
  expect(rejectsIn(paths.out)).toHaveLength(3);
  await expect(discloseFrom(paths, ['2025-h1'])).rejects.toThrow('is not a records folder');
});

test('the next import takes the place of such a folder', async () => {
  const paths = scratch(csv([row({ Closed: 'soon' })]));
  await expect(importRecords({ ...paths, mustKeep: true })).rejects.toThrow('None of the 1 rows');
  writeFileSync(paths.file, csv([row()]));
  await importRecords({ ...paths, mustKeep: true });
  expect(existsSync(join(paths.out, 'source.json'))).toBe(true);
});

test('an export without a complaint is none that failed', async () => {
  expect(await importRecords({ ...scratch(csv([])), mustKeep: true })).toMatchObject({ read: 0, kept: 0 });
});

test('names that wait for an answer are asked even so', async () => {
  const paths = scratch(csv([row({ Mall: 'Plane Tre Lane' })]));
  await expect(importRecords({ ...paths, mustKeep: true })).rejects.toThrow('Begin with undecided-mall (1 rows)');
  expect(readFileSync(join(paths.content, 'mappings', 'names.yml'), 'utf8')).toContain("Plane Tre Lane: '?'");
});

test('the command ends with an error', async () => {
  const { content, file, mappingFile, out } = scratch(csv([row({ Goods: 'tea' })]));
  const args = ['scripts/import.ts', file, '--mapping', mappingFile, '--out', out, '--content', content];
  await expect(promisify(execFile)(process.execPath, args)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('None of the 1 rows could be kept'),
  });
});

test('every message names the content folder that was used', async () => {
  const paths = scratch(csv([row({ Mall: 'Nowhere' }), row({ Mall: 'Plane Tre Lane' }), row()]));
  await importRecords(paths);
  const repairs = rejectsIn(paths.out).map(({ repair }) => repair);
  expect(repairs).toEqual([
    expect.stringContaining(join(paths.content, 'malls')),
    expect.stringContaining(join(paths.content, 'mappings', 'names.yml')),
  ]);
  const text = readFileSync(join(paths.out, 'report.txt'), 'utf8');
  expect(text).toContain(`otherNames of their mall in ${join(paths.content, 'malls')}`);
  expect(text).toContain(`until you say which in ${join(paths.content, 'mappings', 'names.yml')}`);
  expect(text).not.toMatch(/ content\//);
});

test('a folder without malls is told how the import opens them', async () => {
  const paths = scratch(csv([row()]));
  rmSync(paths.content, { recursive: true });
  await expect(importRecords(paths)).rejects.toThrow(
    `There are no malls in ${join(paths.content, 'malls')}: name the content folder with --content, or, where it is a new one, let the import open them: write unknown: register and the section register into ${paths.mappingFile}.`,
  );
  const { mappingFile } = scratch('', mappingThatRegisters());
  expect(await importRecords({ ...paths, mappingFile })).toMatchObject({ kept: 1 });
});
