import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { build as bundle } from 'vite';
import { checkContent, printFaults } from './check-content.ts';
import { run } from './run.ts';

const STAMP = '.build-stamp';
const COMPRESSED = /\.(html|css|js|json|csv|svg|xml|txt)$/;
const compress = promisify(brotliCompress);

/** Builds the site and the form renderer, unless nothing they are made of has changed. Throws on broken content. */
export async function build({ content, dist }: { content: string; dist: string }): Promise<void> {
  const inputs = await digestOf([
    content,
    'content',
    'src',
    'public',
    'astro.config.mjs',
    'package-lock.json',
    'tsconfig.json',
  ]);
  const stamp = join(dist, STAMP);
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === inputs && existsSync('dist-server/render.js')) {
    console.log('Nothing has changed since the last build.');
    return;
  }
  const faults = await checkContent(content);
  if (faults.length > 0) {
    console.error(printFaults(faults));
    throw new Error(`The content has ${faults.length} faults: nothing was built.`);
  }
  await rm(dist, { recursive: true, force: true });
  const environment = { ...process.env, CONTENT_DIR: content, OUT_DIR: dist, ASTRO_TELEMETRY_DISABLED: '1' };
  await run('astro', ['build', '--silent'], environment);
  await bundle({
    configFile: false,
    logLevel: 'warn',
    build: { ssr: 'src/islands/complaint-form/render.tsx', outDir: 'dist-server', copyPublicDir: false },
  });
  await compressAll(dist);
  await writeFile(stamp, inputs);
}

/** Lays a Brotli twin beside each text file, so that the server need not compress on the way. */
async function compressAll(dist: string): Promise<void> {
  const files = (await filesBelow(dist)).filter((file) => COMPRESSED.test(file));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  await inParallel(files, 8, async (file) => writeFile(`${file}.br`, await compress(await readFile(file), { params })));
}

async function digestOf(places: string[]): Promise<string> {
  const { MEILI_HOST = '', MEILI_SEARCH_KEY = '' } = process.env;
  const hash = createHash('sha256').update([process.version, MEILI_HOST, MEILI_SEARCH_KEY].join(' '));
  for (const place of [...new Set(places.map((path) => resolve(path)))]) {
    for (const file of await filesBelow(place)) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Files below a folder, or the file itself, in a fixed order. */
async function filesBelow(place: string): Promise<string[]> {
  if (!existsSync(place)) return [];
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [place];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function inParallel<T>(items: T[], lanes: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

if (import.meta.main) {
  await build({ content: process.env['CONTENT_DIR'] ?? 'content', dist: process.env['DIST_DIR'] ?? 'dist' }).catch(
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
