import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { importRecords } from '../../src/disclosure/import.ts';
import { type Reason, readReason } from '../../src/disclosure/revise.ts';
import { type Correction, correction } from '../../src/schema/correction.ts';
import { csv, discloseFrom, importRows, type Row, row, type Scratch, scratchFolder } from './scratch.ts';

const WORDS = { zh: '漏了一件', en: 'One was missed', es: 'Faltaba una' };
const ANSWER = { zh: '补上', en: 'It is added', es: 'Se añade' };
const REASON: Reason = { raisedBy: 'office', asked: '2026-02-01', what: WORDS, answer: ANSWER };
const onTenth = { publishedOn: () => '2026-02-10' };

/** A half-year published with one complaint, and then read again with others. */
async function publishedThen(rows: readonly Row[]): Promise<Scratch> {
  const first = await importRows([row({ Case: 'A-1' })]);
  await discloseFrom(first, ['2025-h1']);
  await readAgain(first, rows);
  return first;
}

async function readAgain(from: Scratch, rows: readonly Row[]): Promise<void> {
  writeFileSync(from.file, csv(rows));
  await importRecords(from);
}

function entryIn({ content }: Scratch, name: string): Correction {
  return correction.parse(parse(readFileSync(join(content, 'corrections', `${name}.yml`), 'utf8')));
}

function openObjection({ content }: Scratch, changes: Partial<Correction> = {}): void {
  const written = { subject: 'disclosure', mall: 'quiet-corner', period: '2025-h1', raisedBy: 'mall', ...changes };
  mkdirSync(join(content, 'corrections'), { recursive: true });
  writeFileSync(
    join(content, 'corrections', 'an-objection.yml'),
    `# kept\n${stringify({ asked: '2026-01-05', state: 'under-review', what: WORDS, ...written })}`,
  );
}

test('published figures change only with a reason; the old ones are kept, and the entry says what changed', async () => {
  const first = await importRows([row({ Case: 'A-1' })]);
  const [before] = await discloseFrom(first, ['2025-h1']);
  await readAgain(first, [row({ Case: 'A-1' }), row({ Case: 'A-2', Problem: 'price' })]);
  await expect(discloseFrom(first, ['2025-h1'])).rejects.toThrow('all malls, received: 1 → 2');
  const [after] = await discloseFrom(first, ['2025-h1'], { revise: REASON, ...onTenth });
  expect(after).toMatchObject({ publishedOn: before?.publishedOn, revisedOn: '2026-02-10', totals: { received: 2 } });
  expect(JSON.parse(readFileSync(join(first.content, 'superseded', '2025-h1-1.json'), 'utf8'))).toEqual(before);
  const entry = entryIn(first, '2025-h1-revision-1');
  expect(entry).toMatchObject({ state: 'corrected', answered: '2026-02-10', what: WORDS, superseded: '2025-h1-1' });
  expect(entry.mallsChanged).toBe(1);
  expect(entry.changes).toContainEqual({ figure: 'received', from: 1, to: 2 });
  expect(entry.changes).toContainEqual({ mall: 'plane-tree-lane', figure: 'closed', from: 1, to: 2 });
  expect(entry.changes).toContainEqual({ mall: 'plane-tree-lane', figure: 'breakdown', from: null, to: null });
  // One or two closed: what came back is somebody's own affair, before and after.
  expect(entry.changes).toContainEqual({ mall: 'plane-tree-lane', figure: 'refund', from: null, to: null });
});

test('a complaint that moves between malls is told of both, though the totals are the same', async () => {
  const moved = await publishedThen([row({ Case: 'A-1', Mall: 'Quiet Corner' })]);
  await discloseFrom(moved, ['2025-h1'], { revise: REASON, ...onTenth });
  const { changes = [], mallsChanged } = entryIn(moved, '2025-h1-revision-1');
  expect(mallsChanged).toBe(2);
  expect(changes.filter(({ mall }) => mall === undefined)).toEqual([]);
  expect(changes).toContainEqual({ mall: 'quiet-corner', figure: 'received', from: 0, to: 1 });
});

test('each revision keeps the figures before it under the next number', async () => {
  const twice = await publishedThen([row({ Case: 'A-1' }), row({ Case: 'A-2' })]);
  await discloseFrom(twice, ['2025-h1'], { revise: REASON, ...onTenth });
  await readAgain(twice, [row({ Case: 'A-1' })]);
  await discloseFrom(twice, ['2025-h1'], { revise: REASON, publishedOn: () => '2026-03-01' });
  expect(readdirSync(join(twice.content, 'superseded'))).toEqual(['2025-h1-1.json', '2025-h1-2.json']);
  expect(entryIn(twice, '2025-h1-revision-2').changes).toContainEqual({ figure: 'received', from: 2, to: 1 });
});

test.each([
  ['an entry of its own', false],
  ['the answer to an objection', true],
])(
  'a run cut off before the new figures leaves nothing that stops it from being done again: %s',
  async (_, isAnswer) => {
    const open = { Decided: '2025-07-02', Closed: '2025-07-20' };
    const periods = ['2025-h1', '2025-h2'];
    const imported = await importRows([row({ Case: 'A-1', ...open })]);
    await discloseFrom(imported, periods);
    await readAgain(imported, [row({ Case: 'A-1', Mall: 'Quiet Corner', ...open })]);
    if (isAnswer) openObjection(imported);
    const revised = () =>
      discloseFrom(imported, periods, {
        revise: isAnswer ? { answers: 'an-objection', answer: ANSWER } : REASON,
        ...onTenth,
      });
    const files = () =>
      ['corrections', 'disclosures', 'superseded'].flatMap((folder) =>
        readdirSync(join(imported.content, folder)).map((name) => [
          name,
          readFileSync(join(imported.content, folder, name), 'utf8'),
        ]),
      );
    const half = join(imported.content, 'disclosures', '2025-h1.json');
    const before = readFileSync(half, 'utf8');
    const first = await revised();
    const whole = files();
    writeFileSync(half, before);
    expect(await revised()).toEqual(first);
    expect(files()).toEqual(whole);
  },
);

test('a half-year is not revised before it was published', async () => {
  const early = await publishedThen([row({ Case: 'A-1' }), row({ Case: 'A-2' })]);
  const options = { revise: REASON, publishedOn: () => '2026-01-30' };
  await expect(discloseFrom(early, ['2025-h1'], options)).rejects.toThrow('2025-h1 was published on 2026-01-31');
});

describe('an open objection that the change answers', () => {
  const answers: Reason = { answers: 'an-objection', answer: ANSWER };

  test('is answered, keeping its own words; no second entry is made', async () => {
    const moved = await publishedThen([row({ Case: 'A-1', Mall: 'Quiet Corner' })]);
    openObjection(moved);
    await discloseFrom(moved, ['2025-h1'], { revise: answers, ...onTenth });
    expect(readdirSync(join(moved.content, 'corrections'))).toEqual(['an-objection.yml']);
    const entry = entryIn(moved, 'an-objection');
    expect(entry).toMatchObject({ raisedBy: 'mall', asked: '2026-01-05', what: WORDS, mall: 'quiet-corner' });
    expect(entry).toMatchObject({ state: 'corrected', answered: '2026-02-10', answer: ANSWER });
    expect(entry).toMatchObject({ superseded: '2025-h1-1', mallsChanged: 2 });
    expect(readFileSync(join(moved.content, 'corrections', 'an-objection.yml'), 'utf8')).toContain('# kept');
  });

  test('speaks for the other half-years that change with it', async () => {
    const open = { Decided: '2025-07-02', Closed: '2025-07-20' };
    const imported = await importRows([row({ Case: 'A-1', ...open })]);
    await discloseFrom(imported, ['2025-h1', '2025-h2']);
    await readAgain(imported, [row({ Case: 'A-1', Mall: 'Quiet Corner', ...open })]);
    openObjection(imported);
    await discloseFrom(imported, ['2025-h1', '2025-h2'], { revise: answers, ...onTenth });
    expect(entryIn(imported, '2025-h2-revision-1')).toMatchObject({ what: WORDS, raisedBy: 'mall', answer: ANSWER });
    expect(entryIn(imported, 'an-objection').superseded).toBe('2025-h1-1');
  });

  const refused: [what: string, changes: Partial<Correction> | undefined, message: string][] = [
    ['is not there', undefined, 'there is no'],
    ['is answered already', { state: 'kept', answered: '2026-01-09' }, 'is answered already, on 2026-01-09'],
    ['is about something else', { subject: 'rating' }, 'does not object to a half-year'],
    ['is about a half-year that stays', { period: '2024-h2' }, 'objects to 2024-h2, whose figures do not change'],
  ];
  test.each(refused)('stops the release where it %s, and nothing is written', async (_, changes, message) => {
    const moved = await publishedThen([row({ Case: 'A-1', Mall: 'Quiet Corner' })]);
    if (changes !== undefined) openObjection(moved, changes);
    await expect(discloseFrom(moved, ['2025-h1'], { revise: answers, ...onTenth })).rejects.toThrow(message);
    expect(existsSync(join(moved.content, 'superseded'))).toBe(false);
  });
});

describe('a reason that cannot be used is refused with a whole one to copy', () => {
  const read = (text: string | undefined) => {
    const file = join(scratchFolder(), 'reason.yml');
    if (text !== undefined) writeFileSync(file, text);
    return readReason(file);
  };
  const all = "{ zh: '一', en: One, es: Uno }";

  const cases: [what: string, text: string | undefined, message: string][] = [
    ['no file', undefined, 'There is no file'],
    ['no YAML', 'what: { zh', 'cannot be read as YAML'],
    ['a bare sentence', 'We forgot one.', 'holds no fields'],
    ['an empty file', '', 'holds no fields'],
    ['a language left out', `asked: '2026-02-01'\nwhat: { zh: 一 }\nanswer: ${all}`, 'what.en'],
    [
      'a mall that is not named',
      `asked: '2026-02-01'\nraisedBy: mall\nwhat: ${all}\nanswer: ${all}`,
      'mall: Write the mall',
    ],
    ['words beside an answer', `answers: one\nwhat: ${all}\nanswer: ${all}`, 'write answer alone'],
  ];
  test.each(cases)('%s', async (_, text, message) => {
    const refused = read(text);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow("asked: '2026-02-01'");
    await expect(refused).rejects.toThrow('answers: 2026-wutong-li-received');
  });

  test('the sample is one that can be used', async () => {
    const sample = await read(undefined).catch((error: Error) => error.message);
    const [, own = '', answered = ''] =
      /\n\n( {2}asked[\s\S]*?)\n {2}# Where[\s\S]*?\n\n( {2}answers[\s\S]*)$/.exec(String(sample)) ?? [];
    expect(await read(own.replace(/^ {2}/gm, ''))).toMatchObject({
      raisedBy: 'office',
      what: { zh: expect.any(String) },
    });
    expect(await read(answered.replace(/^ {2}/gm, ''))).toMatchObject({ answers: '2026-wutong-li-received' });
  });
});
