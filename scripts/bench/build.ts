import { cp, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Measured, measured } from './measured.ts';

const SIZES = [1_000, 10_000];
const HALF_YEARS = 2;
const GOAL = 0.5;
const WRITTEN = [
  'alerts',
  'campaigns',
  'cases',
  'corrections',
  'events',
  'firms',
  'inspections',
  'plan',
  'replies',
  'reports',
];

/** Pages per second and peak memory of our build, beside a bare Astro site with as many pages of the same size. */
export async function bench(): Promise<void> {
  const results = [];
  for (const malls of SIZES) {
    const folder = await mkdtemp(join(tmpdir(), 'fangxin-bench-'));
    try {
      const ours = await buildOurs(folder, malls);
      const bare = await buildBare(folder, ours.pages, ours.bytesAPage);
      const speed = ({ seconds }: Measured) => ours.pages / seconds;
      const ratio = speed(ours) / speed(bare);
      const row = (site: string, { seconds, peakMegabytes }: Measured) => ({
        malls,
        site,
        pages: ours.pages,
        seconds: Number(seconds.toFixed(1)),
        'pages/s': Math.round(ours.pages / seconds),
        'peak MB': peakMegabytes,
      });
      results.push({
        ...row('ours', ours),
        ratio: ratio.toFixed(2),
        [`at least ${GOAL}`]: ratio >= GOAL ? 'yes' : 'NO',
      });
      results.push(row('bare Astro', bare));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  console.table(results);
}

async function buildOurs(folder: string, malls: number): Promise<Measured & { pages: number; bytesAPage: number }> {
  const [content, dist] = [join(folder, 'content'), join(folder, 'dist')];
  await measured('node', [
    'scripts/demo.ts',
    '--content',
    content,
    '--malls',
    String(malls),
    '--periods',
    String(HALF_YEARS),
  ]);
  // The pages that people write are there too, so that every type is measured.
  for (const folder of WRITTEN) await cp(join('content', folder), join(content, folder), { recursive: true });
  const env = { ...process.env, CONTENT_DIR: content, OUT_DIR: dist, ASTRO_TELEMETRY_DISABLED: '1' };
  const result = await measured('astro', ['build', '--silent'], { env });
  const files = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith('.html'));
  let bytes = 0;
  for (const file of files) bytes += (await stat(join(dist, file))).size;
  return { ...result, pages: files.length, bytesAPage: Math.round(bytes / files.length) };
}

/** The least that Astro does: one route, no content, a paragraph of the same length on every page. */
async function buildBare(folder: string, pages: number, bytesAPage: number): Promise<Measured> {
  const root = join(folder, 'bare');
  await mkdir(join(root, 'src', 'pages'), { recursive: true });
  await symlink(resolve('node_modules'), join(root, 'node_modules'));
  await writeFile(join(root, 'package.json'), JSON.stringify({ name: 'bare', private: true, type: 'module' }));
  await writeFile(join(root, 'astro.config.mjs'), 'export default { build: { concurrency: 8 } };\n');
  await writeFile(
    join(root, 'src', 'pages', '[id].astro'),
    `---
export function getStaticPaths() {
  return Array.from({ length: ${pages} }, (_, id) => ({ params: { id: String(id) } }));
}
const { id } = Astro.params;
const words = 'word '.repeat(${Math.round(bytesAPage / 5)});
---
<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><title>{id}</title></head><body><h1>{id}</h1><p>{words}</p></body></html>
`,
  );
  return measured('astro', ['build', '--silent'], {
    cwd: root,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
}
