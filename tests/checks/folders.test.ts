import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkCommand } from '../../scripts/content.ts';
import { faultsAfter, halfYear } from './scratch-content.ts';

/** Runs a command of the project; its exit code and all that it said. */
function run(script: string, args: string[], CONTENT_DIR?: string): Promise<{ code: number; said: string }> {
  const { CONTENT_DIR: _, ...environment } = process.env;
  const env = CONTENT_DIR === undefined ? environment : { ...environment, CONTENT_DIR };
  return new Promise((done) => {
    execFile(process.execPath, [`scripts/${script}.ts`, ...args], { env }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), said: out + err }),
    );
  });
}

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fangxin-district-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test.each([
  ['--content', (folder: string) => [['--content', folder], undefined] as const],
  ['CONTENT_DIR', (folder: string) => [[], folder] as const],
  ['--content before CONTENT_DIR', (folder: string) => [['--content', folder], '/nowhere'] as const],
])(
  '%s says to both commands which folder is meant, and each prints the command for it',
  async (_, given) => {
    const folder = scratchFolder();
    const [option, variable] = given(folder);
    const made = await run('new', ['reply', '2026-h1-a-mall', ...option], variable);
    expect(made.code).toBe(0);
    expect(existsSync(join(folder, 'replies', '2026-h1-a-mall.yml'))).toBe(true);
    expect(made.said).toContain(`then run: npm run check:content -- --content ${folder}\n`);

    const checked = await run('check-content', [...option], variable);
    expect(checked.code).toBe(1);
    expect(checked.said).toContain(`${folder}/replies/2026-h1-a-mall.yml`);
    expect(checked.said).toContain(`Mend them, then run again: npm run check:content -- --content ${folder}\n`);
  },
  30_000,
);

test('the command for a folder can be pasted', () => {
  expect(checkCommand('content')).toBe('npm run check:content');
  expect(checkCommand('my district')).toBe("npm run check:content -- --content 'my district'");
});

test('an option that is none is refused with the usage', async () => {
  expect(await run('check-content', ['--contents', 'x'])).toMatchObject({
    code: 1,
    said: expect.stringContaining('Use: npm run check:content -- [--content DIR]'),
  });
});

test.each([
  ['rules', { 'rules/clocks.yml': null, 'rules/holidays.yml': null, 'rules/retention.yml': null }, 'copies the rules'],
  ['disclosures', { 'disclosures/2026-h1.json': null }, 'first release (npm run disclose) makes it'],
  ['malls', { 'malls/wutong-li.yml': null }, 'unknown: register in the mapping'],
])('of a folder that a command makes, %s, the fault says which', async (folder, without, says) => {
  const rules = { 'rules/targets.yml': null, 'rules/thresholds.yml': null };
  const faults = await faultsAfter({ ...without, ...(folder === 'rules' && rules) });
  expect(faults).toContainEqual(
    expect.objectContaining({ file: folder, value: '(missing)', next: expect.stringContaining(says) }),
  );
});

test('where no sub-district is known, none is offered', async () => {
  const faults = await faultsAfter({ 'areas/xujiahui.yml': null, 'disclosures/2026-h1.json': halfYear() });
  const [fault] = faults.filter(({ field }) => field === 'area');
  expect(fault?.next).toMatch(/^No such sub-district\. Add .*\/areas\/xujiahui\.yml\.$/);
});
