import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { importRecords } from '../../src/disclosure/import.ts';
import { readReason } from '../../src/disclosure/revise.ts';
import { correction } from '../../src/schema/correction.ts';
import { csv, discloseFrom, importRows, row, scratch } from './scratch.ts';

const run = promisify(execFile);
const REASON = {
  raisedBy: 'office' as const,
  asked: '2026-02-01',
  what: { zh: '漏了一件', en: 'One was missed', es: 'Faltaba una' },
  answer: { zh: '补上', en: 'It is added', es: 'Se añade' },
};

test('a hole between half-years stops the release', async () => {
  const imported = await importRows([
    row(),
    row({ Received: '2024-01-02', Decided: '2024-01-03', Closed: '2024-01-04' }),
  ]);
  await discloseFrom(imported, ['2024-h1']);
  await expect(discloseFrom(imported, ['2025-h1'])).rejects.toThrow('2024-h2 would be missing');
  expect(readdirSync(join(imported.content, 'disclosures'))).toEqual(['2024-h1.json']);
});

test('published figures change only with a reason; the old ones and the reason are kept', async () => {
  const first = await importRows([row({ Case: 'A-1' })]);
  const [before] = await discloseFrom(first, ['2025-h1']);
  writeFileSync(first.file, csv([row({ Case: 'A-1' }), row({ Case: 'A-2' })]));
  await importRecords(first);
  await expect(discloseFrom(first, ['2025-h1'])).rejects.toThrow('all malls, received: 1 → 2');
  const [after] = await discloseFrom(first, ['2025-h1'], { revise: REASON, publishedOn: () => '2026-02-10' });
  expect(after).toMatchObject({ publishedOn: before?.publishedOn, revisedOn: '2026-02-10', totals: { received: 2 } });
  expect(JSON.parse(readFileSync(join(first.content, 'superseded', '2025-h1-1.json'), 'utf8'))).toEqual(before);
  const entry = correction.parse(
    parse(readFileSync(join(first.content, 'corrections', '2025-h1-revision-1.yml'), 'utf8')),
  );
  expect(entry).toMatchObject({ state: 'corrected', answered: '2026-02-10', what: REASON.what });
  expect([entry.before?.en, entry.after?.en]).toEqual([
    expect.stringContaining('1 received'),
    expect.stringContaining('2 received'),
  ]);
});

test('the same figures again change nothing, not even the day of publication', async () => {
  const imported = await importRows([row()]);
  const [first] = await discloseFrom(imported, ['2025-h1']);
  const [again] = await discloseFrom(imported, ['2025-h1'], { publishedOn: () => '2026-09-09' });
  expect(again).toEqual(first);
});

test('a reason that lacks a language is refused', async () => {
  const { folder } = scratch('');
  const file = join(folder, 'reason.yml');
  writeFileSync(file, "asked: '2026-02-01'\nwhat:\n  zh: 一\n");
  await expect(readReason(file)).rejects.toThrow('what.en');
});

test('several sources add up; a complaint in two of them counts once, and a file named twice is refused', async () => {
  const first = await importRows([row({ Case: 'S-1' }), row({ Case: 'S-2' })]);
  const second = await importRows([row({ Case: 'S-2' }), row({ Case: 'S-3' })]);
  let twice = 0;
  const [half] = await discloseFrom(first, ['2025-h1'], {
    records: [first.out, second.out],
    onCounted: ({ counted }) => {
      twice = counted.twice;
    },
  });
  expect([half?.totals.received, twice]).toEqual([3, 1]);
  const copy = join(first.folder, 'copy');
  cpSync(first.out, copy, { recursive: true });
  await expect(discloseFrom(first, ['2025-h1'], { records: [first.out, copy] })).rejects.toThrow(
    'come from the same file',
  );
});

test('a preview gives every mall its letter, figures and form, and publishes nothing', async () => {
  const { out, content, folder } = await importRows([row(), row()]);
  const preview = join(folder, 'preview');
  const args = ['scripts/disclose.ts', '2025-h1', '--records', out, '--content', content];
  const { stdout } = await run(process.execPath, [...args, '--preview', preview]);
  expect(stdout).toMatch(/2 previews of 2025-h1 .* replies until \d{4}-\d\d-\d\d/);
  expect(existsSync(join(content, 'disclosures'))).toBe(false);
  const mall = join(preview, '2025-h1', 'plane-tree-lane');
  expect(readdirSync(mall).sort()).toEqual(['figures.csv', 'letter.html', 'reply.yml']);
  const letter = readFileSync(join(mall, 'letter.html'), 'utf8');
  for (const lang of ['zh-CN', 'en', 'es']) expect(letter).toContain(`<section lang="${lang}">`);
  expect(letter).toContain('&#60;3');
  await expect(run(process.execPath, [...args, '--preview', join(content, 'x')])).rejects.toMatchObject({
    stderr: expect.stringContaining('outside the content folder'),
  });

  await run(process.execPath, [...args, '--by', 'Li']);
  const report = readFileSync(join(out, 'disclosure-2025-h1.txt'), 'utf8');
  expect(report).toContain('2 rows read = 2 kept + 0 rejected');
  expect(report).toContain('Signed off by Li');
});
