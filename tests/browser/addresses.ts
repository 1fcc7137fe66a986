import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../src/schema/basics.ts';
import { SITE } from '../../src/site.ts';

export const DIST = process.env['DIST_DIR'] ?? 'dist';

/** Every page of the built site: those of the sitemap, the language chooser and the error pages. */
export function allAddresses(): string[] {
  const maps = readdirSync(DIST).filter((name) => /^sitemap-\d+\.xml$/.test(name));
  const listed = maps.flatMap((name) =>
    [...readFileSync(join(DIST, name), 'utf8').matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) =>
      url.slice(SITE.url.length),
    ),
  );
  return [...listed, '/index.html', '/404.html', '/zh/not-found/', '/en/not-found/', '/es/not-found/'];
}

/** Malls as the site names them: id, name, other names. */
export function mallNames(locale: Locale): [id: string, name: string, ...others: string[]][] {
  return JSON.parse(readFileSync(join(DIST, 'data', `names.${locale}.json`), 'utf8'));
}

/** A mall to complain about. */
export function someMall(locale: Locale): { id: string; name: string } {
  const [id, name] = mallNames(locale)[3] ?? ['', ''];
  return { id, name };
}
