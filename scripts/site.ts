import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type HTMLElement, parse } from 'node-html-parser';
import { LOCALES, type Locale } from '../src/schema/basics.ts';
import { SITE } from '../src/site.ts';
import type { Fault } from './content.ts';

/** A rule of the built site. A rule on pages sees each page with the site around it; a rule on the site sees all at once. */
export type SiteRule =
  | { name: string; scope: 'page'; check: (page: SitePage, site: Site) => Fault[] }
  | { name: string; scope: 'site'; check: (site: Site) => Fault[] };

export interface SitePage {
  /** As printed, for example dist/zh/malls/index.html */
  file: string;
  /** Address on the site, for example /zh/malls/ */
  address: string;
  /** Language by the address; absent for the language chooser and the plain error page. */
  locale: Locale | undefined;
  /** Search engines may list it. */
  isListed: boolean;
  html: string;
  root: HTMLElement;
}

export interface Site {
  /** Folder of the built site. */
  dir: string;
  /** Folder of the records it was built from. */
  content: string;
  pages: Map<string, SitePage>;
  /** Addresses of all files, for example /favicon.svg and /zh/malls/index.html */
  files: Set<string>;
}

/** Lists a built site and parses each page once. */
export async function readSite(dir: string, content: string): Promise<Site> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, '/').length).replaceAll('\\', '/'))
    .sort();
  const pages = files.filter((path) => path.endsWith('.html')).map((path) => readPage(dir, path));
  return {
    dir,
    content,
    pages: new Map(pages.map((page) => [page.address, page])),
    files: new Set(files.map((path) => `/${path}`)),
  };
}

/** Text of a file by its address. */
export function textOf(site: Site, address: string): string {
  return readFileSync(join(site.dir, address), 'utf8');
}

const sizes = new Map<string, number>();

/** Bytes of a file as the server sends it: compressed beforehand, or as it would be. */
export function brotliBytes(site: Site, address: string): number {
  const file = join(site.dir, address);
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const bytes = existsSync(`${file}.br`) ? readFileSync(`${file}.br`) : brotliCompressSync(readFileSync(file));
  sizes.set(file, bytes.length);
  return bytes.length;
}

/** Path and fragment of a reference within this site, or undefined where it leads elsewhere. */
export function ownReference(page: SitePage, reference: string): { path: string; fragment: string } | undefined {
  const url = URL.parse(reference, `${SITE.url}${page.address}`);
  if (url === null || url.origin !== SITE.url) return undefined;
  return { path: decodeURIComponent(url.pathname), fragment: decodeURIComponent(url.hash.slice(1)) };
}

/** Addresses of what the page loads by a selector and an attribute, as in `script[src]`. */
export function loadedBy(page: SitePage, selector: string, attribute: 'src' | 'href'): string[] {
  return page.root.querySelectorAll(selector).flatMap((element) => {
    const own = ownReference(page, element.getAttribute(attribute) ?? '');
    return own === undefined ? [] : [own.path];
  });
}

/** A script and everything it imports before it can run; what it imports on use is not counted. */
export function withStaticImports(site: Site, scripts: string[]): string[] {
  const found = new Set<string>();
  const visit = (script: string) => {
    if (found.has(script) || !site.files.has(script)) return;
    found.add(script);
    for (const [, from] of textOf(site, script).matchAll(STATIC_IMPORT)) {
      if (from !== undefined) visit(new URL(from, `${SITE.url}${script}`).pathname);
    }
  };
  scripts.forEach(visit);
  return [...found];
}

// Bundled modules only: `import"./a.js"`, `import{a as b}from"./a.js"`, `export*from"./a.js"`, never `import(…)`.
const STATIC_IMPORT = /(?:^|[;\s}])(?:import|export)\s*(?:[\w$*{}\s,]+?from\s*)?["']([^"']+)["']/g;

function readPage(dir: string, path: string): SitePage {
  const html = readFileSync(join(dir, path), 'utf8');
  // Text of noscript is parsed like any other: readers without script see it.
  const root = parse(html, { blockTextElements: { script: true, style: true }, comment: false });
  const address = `/${path.replace(/(^|\/)index\.html$/, '$1')}`;
  const robots = root.querySelector('meta[name="robots"]')?.getAttribute('content') ?? '';
  return {
    file: join(dir, path),
    address,
    locale: LOCALES.find((locale) => address.startsWith(`/${locale}/`)),
    isListed: !robots.includes('noindex'),
    html,
    root,
  };
}
