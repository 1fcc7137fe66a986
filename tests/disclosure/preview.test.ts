import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { importRecords } from '../../src/disclosure/import.ts';
import { addCalendarDays } from '../../src/lib/working-days.ts';
import { SITE } from '../../src/site.ts';
import { csv, importRows, type Row, row, type Scratch } from './scratch.ts';

const TODAY = new Intl.DateTimeFormat('sv', { timeZone: SITE.timeZone }).format(new Date());
const older = row({ Received: '2024-12-20', Decided: '2024-12-24', Closed: '2024-12-30' });
const text = (...path: string[]) => readFileSync(join(...path), 'utf8');

/** Runs the command on an import, and gives what it printed; a stop too. */
async function disclose({ out, content }: Scratch, ...args: string[]): Promise<string> {
  const command = ['scripts/disclose.ts', '2025-h1', '--records', out, '--content', content, ...args];
  const ran = await promisify(execFile)(process.execPath, command).catch((stopped) => stopped);
  return `${ran.stdout}${ran.stderr}`;
}

/** Twelve complaints of Plane Tree Lane in 2025-h1, none of the other mall. */
async function imported(): Promise<Scratch & { preview: string }> {
  const days = [...Array(12).keys()];
  const rows = days.map((n) => row({ Closed: `2025-03-${20 + (n % 2)}`, Rating: n < 6 ? 'good' : n < 9 ? 'bad' : '' }));
  const scratch = await importRows([older, ...rows]);
  return { ...scratch, preview: join(scratch.folder, 'preview') };
}

async function readAgain(from: Scratch, rows: readonly Row[]): Promise<void> {
  writeFileSync(from.file, csv(rows));
  await importRecords(from);
}

/** Makes a stamp say another last day. */
function changeLastDay({ out }: Scratch, repliesUntil: string): void {
  const file = join(out, 'preview-2025-h1.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(text(file)), repliesUntil }));
}

describe('a preview', () => {
  test('gives every mall its letter, figures and forms, says whose folder is which, and publishes nothing', async () => {
    const scratch = await imported();
    const printed = await disclose(scratch, '--preview', scratch.preview);
    expect(printed).toMatch(/2 previews of 2025-h1 are in .*2025-h1; replies until \d{4}-\d\d-\d\d/);
    expect(printed).toContain('0 of the rejected rows were received in 2025-h1.');
    expect(printed).toContain('write your office, its address');
    expect(existsSync(join(scratch.content, 'disclosures'))).toBe(false);
    const half = join(scratch.preview, '2025-h1');
    expect(readdirSync(half).sort()).toEqual(['index.html', 'plane-tree-lane', 'preview-2025-h1.json', 'quiet-corner']);
    expect(readdirSync(join(half, 'plane-tree-lane')).sort()).toEqual([
      'figures.csv',
      'letter.html',
      'objection-2025-h1-plane-tree-lane.yml',
      'reply-2025-h1-plane-tree-lane.yml',
    ]);
    expect(text(half, 'preview-2025-h1.json')).toBe(text(scratch.out, 'preview-2025-h1.json'));
    const index = text(half, 'index.html');
    expect(index).toContain('<a href="plane-tree-lane/letter.html">plane-tree-lane</a>');
    for (const lang of ['zh-CN', 'en', 'es']) expect(index).toContain(`<section lang="${lang}">`);
  });

  test('has letters that say who sends them, when, where to, and every figure as the page and the file do', async () => {
    const scratch = await imported();
    // Limits that came later change nothing for a half-year that was over: the pages show its shares too.
    cpSync('content/rules', join(scratch.content, 'rules'), { recursive: true });
    const limits = join(scratch.content, 'rules', 'thresholds.yml');
    const { versions } = parse(text(limits));
    writeFileSync(
      limits,
      stringify({ versions: [...versions, { ...versions[0], from: '2025-07-01', rateFloor: 50 }] }),
    );
    await disclose(scratch, '--preview', scratch.preview);
    const folder = join(scratch.preview, '2025-h1', 'plane-tree-lane');
    const letter = text(folder, 'letter.html');
    for (const [locale, lang] of [
      ['zh', 'zh-CN'],
      ['en', 'en'],
      ['es', 'es'],
    ] as const) {
      const own = letter.slice(letter.indexOf(`<section lang="${lang}">`)).split('</section>')[0] ?? '';
      const said = own.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
      expect(said).toContain(SITE.publisher[locale]);
      expect(said).toContain(SITE.mallContact[locale]);
      expect(said).toContain(`${SITE.url}/${locale}/data/#dictionary`);
      expect(said).toContain('reply-2025-h1-plane-tree-lane.yml');
      expect(said).toContain('objection-2025-h1-plane-tree-lane.yml');
      const median = locale === 'es' ? '17,5' : '17.5';
      for (const cell of ['50', '25', median]) expect(said).toMatch(new RegExp(`<td>${cell}(\\s?%)?</td>`));
      expect(said).toMatch(/<td>29\s?% – 71\s?%<\/td>/);
    }
    expect(letter).toContain('“复核中”');
    expect(text(folder, 'figures.csv')).toContain(',17.5,');
    expect(text(folder, 'reply-2025-h1-plane-tree-lane.yml')).not.toContain('登出');
  });

  test('replaces the one before it as a whole, and nothing that is not its own', async () => {
    const scratch = await imported();
    const half = join(scratch.preview, '2025-h1');
    await disclose(scratch, '--preview', scratch.preview);
    // The mall is no longer open: its letter must not stay behind.
    const mall = join(scratch.content, 'malls', 'quiet-corner.yml');
    writeFileSync(mall, `${text(mall)}closed: '2024-12-31'\n`);
    const printed = await disclose(scratch, '--preview', scratch.preview);
    expect(existsSync(join(half, 'quiet-corner'))).toBe(false);
    expect(printed).not.toContain('A preview of');

    const form = join(half, 'plane-tree-lane', 'reply-2025-h1-plane-tree-lane.yml');
    const blank = text(form);
    writeFileSync(form, blank.replace('zh: ""', 'zh: 我们的话'));
    expect(await disclose(scratch, '--preview', scratch.preview)).toContain(
      'yml has been filled in: move it elsewhere',
    );
    writeFileSync(form, blank);
    writeFileSync(join(half, 'notes.txt'), 'called on Monday');
    expect(await disclose(scratch, '--preview', scratch.preview)).toContain('notes.txt is no part of a preview');
    expect(text(half, 'notes.txt')).toBe('called on Monday');

    const other = join(scratch.folder, 'other');
    mkdirSync(join(other, '2025-h1', 'letters'), { recursive: true });
    expect(await disclose(scratch, '--preview', other)).toContain('letters is no part of a preview');
  });

  test('says where a share solved of 0% only means that nobody was asked', async () => {
    const asked = 'no record says whether it was solved';
    const scratch = await importRows([row({ Rating: '' })]);
    expect(await disclose(scratch, '--preview', join(scratch.folder, 'preview'))).toContain(
      `Of 1 closed in 2025-h1 ${asked}`,
    );
    const rated = await importRows([row({ Rating: 'bad' })]);
    expect(await disclose(rated, '--preview', join(rated.folder, 'preview'))).not.toContain(asked);
  });

  test('is refused within the content folder', async () => {
    const scratch = await imported();
    const printed = await disclose(scratch, '--preview', join(scratch.content, 'x'));
    expect(printed).toContain('outside the content folder');
  });

  test('warns where older complaints are missing, and says how many rows wait for a name', async () => {
    const scratch = await importRows([
      row(),
      row({ Mall: 'Plane Tree Lanes' }),
      row({ Mall: 'Nowhere' }),
      row({ Case: 'A-9' }),
      row({ Case: 'A-9' }),
    ]);
    const printed = await disclose(scratch, '--preview', join(scratch.folder, 'preview'));
    expect(printed).toContain('No complaint received before 2025-01-01 is in these sources');
    expect(printed).toContain('3 of the rejected rows were received in 2025-h1.');
    expect(printed).toContain('1 of those only repeats a complaint that counts by an earlier row.');
    expect(printed).toContain('1 row waits for a name in mappings/names.yml and counts nowhere.');
  });
});

describe('a release', () => {
  test('needs someone who answers for it', async () => {
    expect(await disclose(await imported())).toContain('add --by NAME');
  });

  test('is refused for a day to come', async () => {
    const tomorrow = addCalendarDays(TODAY, 1);
    const printed = await disclose(await imported(), '--by', 'Li', '--published', tomorrow);
    expect(printed).toContain(`--published ${tomorrow} lies ahead: today is ${TODAY}.`);
  });

  test('waits until the malls have seen the figures and their last day has passed', async () => {
    const scratch = await imported();
    expect(await disclose(scratch, '--by', 'Li')).toMatch(
      /The malls have not seen the figures of 2025-h1\. .* may then reply until \d{4}-\d\d-\d\d\./,
    );
    await disclose(scratch, '--preview', scratch.preview);
    const { repliesUntil, sha256 } = JSON.parse(text(scratch.out, 'preview-2025-h1.json'));
    expect(await disclose(scratch, '--by', 'Li')).toContain(
      `The malls may reply to 2025-h1 until ${repliesUntil}, that day included`,
    );
    changeLastDay(scratch, TODAY);
    expect(await disclose(scratch, '--by', 'Li')).toContain(`until ${TODAY}, that day included`);
    expect(existsSync(join(scratch.content, 'disclosures'))).toBe(false);

    changeLastDay(scratch, addCalendarDays(TODAY, -1));
    expect(await disclose(scratch, '--by', 'Li')).toContain('Report: ');
    const report = text(scratch.out, 'disclosure-2025-h1.txt');
    expect(report).toContain('13 rows read = 13 kept + 0 rejected');
    expect(report).toContain(`could reply until ${addCalendarDays(TODAY, -1)}; figures ${sha256}`);
    expect(report).toContain('the limits in force on 2025-06-30');
    expect(report).toContain(`Signed off by Li on ${TODAY}.`);
  });

  test('waits where the figures are others than the malls saw, and names whose', async () => {
    const scratch = await imported();
    await disclose(scratch, '--preview', scratch.preview);
    const seen = text(scratch.out, 'preview-2025-h1.json');
    await readAgain(scratch, [older, row(), row({ Mall: 'Quiet Corner' })]);
    expect(await disclose(scratch, '--by', 'Li')).toContain('copy preview-2025-h1.json from the preview');
    writeFileSync(join(scratch.out, 'preview-2025-h1.json'), seen);
    const printed = await disclose(scratch, '--by', 'Li');
    expect(printed).toContain(`The malls saw other figures of 2025-h1 on ${TODAY}.`);
    expect(printed).toContain('Other since then: plane-tree-lane, quiet-corner.');
  });

  test('may go without replies for a reason, which stands in the report', async () => {
    const scratch = await imported();
    expect(await disclose(scratch, '--by', 'Li', '--without-reply', ' ')).toContain('Say why');
    await disclose(scratch, '--by', 'Li', '--without-reply', 'the court asked for it');
    expect(text(scratch.out, 'disclosure-2025-h1.txt')).toContain(
      'published without waiting for replies: the court asked for it',
    );
  });

  test('that says nothing new keeps its day and its report, and says so', async () => {
    const scratch = await imported();
    await disclose(scratch, '--by', 'Li', '--without-reply', 'first', '--published', '2025-08-01');
    const printed = await disclose(scratch, '--by', 'Wang');
    expect(printed).toContain('2025-h1 is published since 2025-08-01 with these figures: nothing changed');
    expect(text(scratch.out, 'disclosure-2025-h1.txt')).toContain('Signed off by Li');
  });

  test('of changed figures says which day stays, and waits for no reply', async () => {
    const scratch = await imported();
    await disclose(scratch, '--by', 'Li', '--without-reply', 'first', '--published', '2025-08-01');
    await readAgain(scratch, [older, row()]);
    const reason = join(scratch.folder, 'reason.yml');
    const words = '{ zh: 一, en: One, es: Uno }';
    writeFileSync(reason, `asked: '2025-08-02'\nwhat: ${words}\nanswer: ${words}\n`);
    const printed = await disclose(scratch, '--by', 'Li', '--revise', reason, '--published', '2025-08-04');
    expect(printed).toContain('2025-h1 keeps its day of publication, 2025-08-01; revised on 2025-08-04.');
    expect(text(scratch.out, 'disclosure-2025-h1-revised-2025-08-04.txt')).toContain(
      'published figures changed for a stated reason',
    );
    const again = await disclose(scratch, '--by', 'Li', '--revise', reason);
    expect(again).toContain('No published figure changes');
  });
});
