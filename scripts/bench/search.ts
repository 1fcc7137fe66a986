import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { parse } from 'yaml';
import { LOCALES, type Locale } from '../../src/schema/basics.ts';
import { embeddedEngine } from '../../src/search/embedded.ts';
import { measured } from './measured.ts';
import { inventedDocuments } from './search-documents.ts';

const COUNTS = [1000, 10_000, 100_000];
/** Pagefind takes gigabytes for more Chinese pages than this. */
const MOST_FOR_PAGEFIND = 10_000;
const LENGTHS = [2, 3, 4, 6];
const QUERIES_EACH = 15;
const SHOWN = 10;
const MOST_COMPARED = 400;
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json', '.html': 'text/html' };

/** What the page keeps between questions. */
interface Kept {
  search: (query: string, most: number) => Promise<string[]>;
}

interface Asked {
  query: string;
  ms: number;
  bytes: number;
  hrefs: string[];
}

/** Build time, memory, bytes and exactness of the embedded index, beside Pagefind on the same pages in the same browser. */
export async function bench(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'fangxin-bench-search-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      lib: { entry: 'src/search/embedded.ts', formats: ['es'], fileName: () => 'engine.js' },
      outDir: root,
      emptyOutDir: false,
      copyPublicDir: false,
    },
  });
  const served = await serve(root);
  const browser = await chromium.launch({
    ...((process.env['CHROMIUM_PATH'] ?? existsSync('/usr/bin/chromium'))
      ? { executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium' }
      : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  const rows = [];
  for (const count of COUNTS) {
    const documents = inventedDocuments(count);
    const texts = documents.map(({ href, title, note, text, body }) => ({
      href,
      text: [title, note, text, body].join('\n'),
    }));
    const queries = queriesFrom(texts.map(({ text }) => text));
    for (const engine of count > MOST_FOR_PAGEFIND ? ['ours'] : ['ours', 'Pagefind']) {
      const folder = join(root, `${engine}-${count}`);
      const script = engine === 'ours' ? 'search-documents.ts' : 'search-pagefind.ts';
      const cost = await measured('node', [join('scripts', 'bench', script), String(count), folder]);
      const page = await (await browser.newContext()).newPage();
      await page.goto(`${served.url}/blank.html`);
      const asked = await ask(page, served, engine, `/${engine}-${count}`, queries);
      await page.close();
      rows.push({ pages: count, engine, ...figures(cost, asked, texts) });
    }
  }
  await browser.close();
  served.close();
  rmSync(root, { recursive: true });
  console.table(rows);
  console.table(await Promise.all(LOCALES.map(shipped)));
}

/** The index of the built site under the list of queries that the tests ask: bytes as a browser would fetch them. */
async function shipped(locale: Locale) {
  const folder = join('dist', 'data', 'search', locale);
  const list = (parse(readFileSync('tests/search/queries.yml', 'utf8')) as Record<Locale, Record<string, string[]>>)[
    locale
  ];
  const firsts: number[] = [];
  let inThree = 0;
  for (const [query, expected] of Object.entries(list)) {
    let bytes = 0;
    const engine = await embeddedEngine(async (name) => {
      bytes += statSync(join(folder, `${name}.br`)).size;
      return readFileSync(join(folder, name), 'utf8');
    });
    const { hits } = await engine.search(query, { limit: SHOWN });
    firsts.push(bytes);
    const found = hits.slice(0, 3).map(({ href }) => href.replace(`/${locale}/`, ''));
    const isRight =
      expected.length === 0 ? hits.length === 0 : found.some((href) => expected.some((one) => href.startsWith(one)));
    if (isRight) inThree += 1;
  }
  const sorted = firsts.sort((a, b) => a - b);
  return {
    'built site': locale,
    queries: firsts.length,
    'in first three': (inThree / firsts.length).toFixed(3),
    'first KB median': kilobytes(sorted[sorted.length >> 1] ?? 0),
    'first KB most': kilobytes(sorted.at(-1) ?? 0),
  };
}

/** Asks every query in the browser; the first carries what the engine needs before its first answer. */
async function ask(page: Page, served: Served, engine: string, base: string, queries: string[]): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const query of queries) {
    served.bytes = 0;
    const ms = await page.evaluate(
      async ({ engine: name, base: folder, query: text, shown }) => {
        const kept = globalThis as unknown as { search?: (query: string, most: number) => Promise<string[]> };
        if (kept.search === undefined) {
          if (name === 'ours') {
            const { embeddedEngine } = await import(/* @vite-ignore */ '/engine.js' as string);
            const own = await embeddedEngine(async (file: string) => (await fetch(`${folder}/${file}`)).text());
            kept.search = async (one, most) =>
              (await own.search(one, { limit: most })).hits.map(({ href }: { href: string }) => href);
          } else {
            const pagefind = await import(/* @vite-ignore */ `${folder}/pagefind.js` as string);
            await pagefind.init();
            kept.search = async (one, most) => {
              const { results } = await pagefind.search(one);
              const data = await Promise.all(
                results.slice(0, most).map((result: { data(): Promise<{ url: string }> }) => result.data()),
              );
              return data.map(({ url }: { url: string }) => url);
            };
          }
        }
        const began = performance.now();
        await kept.search(text, shown);
        return performance.now() - began;
      },
      { engine, base, query, shown: SHOWN },
    );
    const paid = served.bytes;
    // All results, to be held against the texts; what that costs does not count.
    const hrefs = await page.evaluate(([text, most]) => (globalThis as unknown as Kept).search(text, most), [
      query,
      MOST_COMPARED,
    ] as const);
    asked.push({ query, ms, bytes: paid, hrefs });
  }
  return asked;
}

function figures(
  cost: { seconds: number; peakMegabytes: number },
  asked: Asked[],
  texts: { href: string; text: string }[],
) {
  let [right, found, wanted] = [0, 0, 0];
  for (const { query, hrefs } of asked) {
    const truth = new Set(texts.filter(({ text }) => text.includes(query)).map(({ href }) => href));
    wanted += Math.min(truth.size, MOST_COMPARED);
    found += hrefs.length;
    right += hrefs.filter((href) => truth.has(href)).length;
  }
  const [first, ...next] = asked;
  const times = next.map(({ ms }) => ms).sort((a, b) => a - b);
  return {
    'build s': cost.seconds.toFixed(1),
    'peak MB': cost.peakMegabytes,
    'first KB': kilobytes(first?.bytes ?? 0),
    'next KB': kilobytes(next.reduce((sum, { bytes }) => sum + bytes, 0) / Math.max(1, next.length)),
    'ms median': (times[times.length >> 1] ?? 0).toFixed(1),
    'ms p95': (times[Math.floor(times.length * 0.95)] ?? 0).toFixed(1),
    recall: (right / Math.max(1, wanted)).toFixed(3),
    precision: (right / Math.max(1, found)).toFixed(3),
  };
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

/** Parts of the texts, of each length as many, spread over all of them. */
function queriesFrom(texts: string[]): string[] {
  return LENGTHS.flatMap((length) =>
    Array.from({ length: QUERIES_EACH }, (_, at) => {
      const rows = (texts[Math.floor(((at + 0.5) * texts.length) / QUERIES_EACH)] ?? '').match(
        /\p{Script=Han}{8,}/gu,
      ) ?? [''];
      const row = rows.at(-1) ?? '';
      return row.slice((at * 7) % Math.max(1, row.length - length)).slice(0, length);
    }),
  );
}

interface Served {
  url: string;
  /** Sent since it was last set to 0. */
  bytes: number;
  close(): void;
}

/** A small server of files, with their Brotli twins where there are any. */
async function serve(root: string): Promise<Served> {
  const served: Served = { url: '', bytes: 0, close: () => server.close() };
  const server = createServer((request, response) => {
    const path = join(root, decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    if (path.endsWith('blank.html'))
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
    const packed = existsSync(`${path}.br`);
    if (!packed && (!existsSync(path) || !statSync(path).isFile())) return void response.writeHead(404).end();
    const bytes = readFileSync(packed ? `${path}.br` : path);
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-length': bytes.length,
      ...(packed && { 'content-encoding': 'br' }),
    });
    served.bytes += bytes.length;
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  served.url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return served;
}
