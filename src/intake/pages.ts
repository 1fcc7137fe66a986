import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locale } from '../schema/basics.ts';

/** Gives the built HTML of an address such as `/zh/complain/form/`. */
export type ReadPage = (path: string) => Promise<string>;

/** Reads built pages from a folder, each once. */
export function pagesFrom(dist: string): ReadPage {
  const cache = new Map<string, string>();
  return async (path) => {
    const cached = cache.get(path);
    if (cached !== undefined) return cached;
    const page = await readFile(join(dist, path, 'index.html'), 'utf8');
    cache.set(path, page);
    return page;
  };
}

export interface Filling {
  locale: Locale;
  /** Path below the language, as in `complain/form/`. */
  path: string;
  /** Name of the markers `<!--name:start-->` and `<!--name:end-->`. */
  name: string;
  content: string;
  /** Put before the title, as in "Error: "; screen readers say it first. */
  titlePrefix?: string;
}

/** A built page with what stands between its markers replaced. Throws where the markers are missing. */
export async function fillPage(
  readPage: ReadPage,
  { locale, path, name, content, titlePrefix }: Filling,
): Promise<string> {
  const page = await readPage(`/${locale}/${path}`);
  const start = page.indexOf(`<!--${name}:start-->`);
  const end = page.indexOf(`<!--${name}:end-->`);
  if (start < 0 || end < start) throw new Error(`The page /${locale}/${path} lacks the markers ${name}.`);
  const filled = `${page.slice(0, start)}<!--${name}:start-->${content}${page.slice(end)}`;
  return titlePrefix === undefined ? filled : filled.replace('<title>', `<title>${titlePrefix}`);
}
