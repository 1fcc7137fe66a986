import type { Fault } from '../content.ts';
import { brotliBytes, loadedBy, type Site, type SitePage, type SiteRule, withStaticImports } from '../site.ts';

const KB = 1024;
const READING = { text: 20 * KB, script: 2 * KB, requests: 6 };
const FORM_SCRIPT = 90 * KB;
/** Parts that are fetched on use, by the name of their file. */
const ON_USE: [name: string, bytes: number][] = [
  ['chart', 80 * KB],
  ['explorer', 90 * KB],
  ['search', 90 * KB],
];

/** Weights that a cheap phone on a slow network can carry (compressed). */
export const budgets: SiteRule = {
  name: 'budgets',
  scope: 'site',
  check: (site) => [...[...site.pages.values()].flatMap((page) => weighPage(page, site)), ...weighPartsOnUse(site)],
};

function weighPage(page: SitePage, site: Site): Fault[] {
  const styles = loadedBy(page, 'link[rel="stylesheet"]', 'href');
  const scripts = withStaticImports(site, loadedBy(page, 'script[src]', 'src'));
  const inline = page.root
    .querySelectorAll('script:not([src])')
    .filter((script) => !(script.getAttribute('type') ?? '').endsWith('json'))
    .reduce((bytes, script) => bytes + Buffer.byteLength(script.text), 0);
  const sizeOf = (files: string[]) =>
    files.filter((file) => site.files.has(file)).reduce((bytes, file) => bytes + brotliBytes(site, file), 0);
  const script = sizeOf(scripts) + inline;
  if (page.address.endsWith('/complain/form/')) {
    return over(page.file, 'script', script, FORM_SCRIPT, 'Load less before the form can be used.');
  }
  const html = page.address.endsWith('/') ? `${page.address}index.html` : page.address;
  const others = ['img[src]', 'source[src]'].flatMap((selector) => loadedBy(page, selector, 'src'));
  const loaded = [html, ...styles, ...scripts, ...loadedBy(page, 'link[rel="icon"]', 'href'), ...others];
  const requests = new Set(loaded).size;
  return [
    ...over(page.file, 'HTML and CSS', sizeOf([html, ...styles]), READING.text, 'Split the page, or say it shorter.'),
    ...over(page.file, 'script', script, READING.script, 'Fetch it on use, with import() in the loader.'),
    ...(requests > READING.requests
      ? [{ file: page.file, field: 'requests', value: `${requests}`, next: `At most ${READING.requests}: join files.` }]
      : []),
  ];
}

function weighPartsOnUse(site: Site): Fault[] {
  return ON_USE.flatMap(([name, budget]) =>
    [...site.files]
      .filter((file) => file.startsWith(`/_astro/${name}.`) && file.endsWith('.js'))
      .flatMap((file) => {
        const bytes = withStaticImports(site, [file]).reduce((sum, part) => sum + brotliBytes(site, part), 0);
        return over(`${site.dir}${file}`, 'script with its imports', bytes, budget, 'Import less in src/islands.');
      }),
  );
}

function over(file: string, field: string, bytes: number, budget: number, advice: string): Fault[] {
  if (bytes <= budget) return [];
  const kb = (size: number) => `${(size / KB).toFixed(1)} KB`;
  return [{ file, field, value: kb(bytes), next: `At most ${kb(budget)}. ${advice}` }];
}
