import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// Biome applies its overrides by path, so the scratch files stand in a folder of the same shape.
const CASES: [verdict: 'allowed' | 'refused', file: string, from: string][] = [
  ['allowed', 'src/schema/one.ts', './basics.ts'],
  ['allowed', 'src/schema/two.ts', 'zod'],
  ['refused', 'src/schema/three.ts', '../lib/periods.ts'],
  ['refused', 'src/schema/four.ts', 'node:fs'],
  ['allowed', 'src/lib/one.ts', '../schema/basics.ts'],
  ['refused', 'src/lib/two.ts', '../i18n/locales.ts'],
  ['refused', 'src/lib/three.ts', 'astro:content'],
  ['allowed', 'src/i18n/one.ts', '../../content/ui/zh/site.json'],
  ['refused', 'src/i18n/two.ts', '../data/malls.ts'],
  ['refused', 'src/disclosure/one.ts', '../i18n/strings.ts'],
  ['refused', 'src/search/one.ts', '../data/malls.ts'],
  ['allowed', 'src/intake/store/one.ts', '../seal.ts'],
  ['allowed', 'src/intake/routes/one.ts', '../../i18n/strings.ts'],
  ['refused', 'src/intake/routes/two.ts', '../../islands/complaint-form/render.tsx'],
  ['refused', 'src/intake/two.ts', 'astro'],
  ['allowed', 'src/data/one.ts', 'astro:content'],
  ['refused', 'src/data/two.ts', '../components/shares.ts'],
  ['refused', 'src/components/One.astro', '../data/malls.ts'],
  ['refused', 'src/components/Two.astro', '../../content/ui/zh/site.json'],
  ['refused', 'src/islands/one.tsx', '../intake/app.ts'],
  ['allowed', 'src/islands/two.tsx', '../search/engine.ts'],
  ['allowed', 'src/pages/[locale]/one.astro', '../../data/malls.ts'],
  ['refused', 'src/pages/[locale]/two.astro', 'astro:content'],
  ['refused', 'src/pages/[locale]/three.astro', '../../intake/app.ts'],
];

let folder: string;
let refused: Set<string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fangxin-imports-'));
  copyFileSync('biome.json', join(folder, 'biome.json'));
  for (const [, file, from] of CASES) {
    const code = `import { thing } from '${from}';\n`;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(
      join(folder, file),
      file.endsWith('.astro') ? `---\n${code}---\n<p>{thing}</p>\n` : `${code}console.log(thing);\n`,
    );
  }
  const biome = resolve('node_modules/@biomejs/biome/bin/biome');
  const run = spawnSync(
    process.execPath,
    [
      biome,
      'lint',
      '--vcs-enabled=false',
      '--only=style/noRestrictedImports',
      '--reporter=json',
      '--max-diagnostics=none',
      'src',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  const report = JSON.parse(run.stdout) as { diagnostics: { location: { path: string | { file: string } } }[] };
  refused = new Set(report.diagnostics.map(({ location: { path } }) => (typeof path === 'string' ? path : path.file)));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the linter holds the arrows between the rooms', () => {
  test.each(CASES)('%s: %s imports %s', (verdict, file) => {
    expect([...refused].some((path) => path.endsWith(file))).toBe(verdict === 'refused');
  });
});
