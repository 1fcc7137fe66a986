import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FoundFault } from '../../scripts/check-content.ts';
import { checkSite } from '../../scripts/check-site.ts';
import { toCsv } from '../../src/data/csv.ts';
import { halfYearRows, totalRows } from '../../src/data/rows.ts';
import { LANG } from '../../src/i18n/locales.ts';
import { LOCALES, type Locale } from '../../src/schema/basics.ts';
import { disclosure } from '../../src/schema/disclosure.ts';
import { SITE } from '../../src/site.ts';
import { halfYear } from '../checks/scratch-content.ts';

/** A file's text by its path in the built site; null takes the file away; a function changes what stands there. */
export type Changes = Record<string, string | null | ((text: string) => string)>;

/** Faults of a small sound site after some changes, with paths told from its folder on. */
export async function faultsAfter(changes: Changes = {}): Promise<FoundFault[]> {
  const dir = mkdtempSync(join(tmpdir(), 'fangxin-site-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  const files: Record<string, string | null> = sound();
  for (const [path, change] of Object.entries(changes)) {
    files[path] = typeof change === 'function' ? change(files[path] ?? '') : change;
  }
  for (const [path, text] of Object.entries(files)) if (text !== null) write(join('dist', path), text);
  for (const half of ['disclosures/2026-h1', 'superseded/2026-h1-1']) write(`content/${half}.json`, halfYear());
  const faults = await checkSite(join(dir, 'dist'), join(dir, 'content'));
  rmSync(dir, { recursive: true });
  return faults.map((fault) => ({ ...fault, file: fault.file.replace(`${dir}/dist/`, '') }));
}

/** Replaces a text that has to be there. */
export function swap(from: string | RegExp, to: string): (text: string) => string {
  return (text) => {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`The page holds no ${from}.`);
    return changed;
  };
}

/** A script of so many bytes that do not compress. */
export function heavyScript(bytes: number): string {
  return `var a="${randomBytes(bytes).toString('base64')}";`;
}

const PAGES: [path: string, title: string, main: string][] = [
  [
    '',
    'Home',
    '<p>Look up a mall before you buy, and complain if something went wrong.</p><a href="malls/#list">Malls</a>',
  ],
  [
    'malls/',
    'Malls',
    `<h2 id="list">List</h2>
    <figure data-chart><canvas></canvas><table><caption>Counts</caption>
    <thead><tr><th scope="col">Half-year</th><th scope="col" data-plot>Received</th></tr></thead>
    <tbody><tr><th scope="row">2026, first half</th><td data-value="1234">1,234</td></tr></tbody></table></figure>`,
  ],
  [
    'disclosures/',
    'Disclosures',
    `<p>Every mall, and what people complained about there.</p>
    <table><thead><tr><th scope="col">Mall</th><th scope="col" data-column="received">Received</th>
    <th scope="col" data-column="received">Of these</th><th scope="col" data-column="solved_share">Solved</th></tr></thead>
    <tbody><tr data-published="disclosures/2026-h1?mall=wutong-li"><th scope="row">Wutong</th><td data-value="3">3</td>
    <td><b data-column="received">3</b> (<b data-column="accepted">2</b>–<b data-column="closed">2</b>)</td>
    <td>fewer than 10 closed</td></tr></tbody></table>
    <p data-published="disclosures/2026-h1?mall=wutong-li">Prepaid <b data-column="problem_prepaid">&lt;3</b></p>`,
  ],
  ['complain/form/', 'Form', '<p>Say what happened, step by step, and send it when you are ready.</p>'],
];

function sound(): Record<string, string> {
  const files: Record<string, string> = { ...tables(), '_astro/style.css': 'body{color:red}', 'favicon.svg': '<svg/>' };
  files['_astro/loader.js'] = 'import"./shared.js";import(`./chart.js`)';
  files['_astro/shared.js'] = 'var a=1;export{a}';
  files['_astro/chart.js'] = 'var b=1';
  for (const locale of LOCALES) {
    for (const [path, title, main] of PAGES) files[`${locale}/${path}index.html`] = html(locale, path, title, main);
  }
  files['index.html'] = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>Languages</title>
<meta name="description" content="Choose."><meta http-equiv="content-security-policy" content="script-src 'self'; style-src 'self';">
</head><body><main><h1>Choose a language</h1><p>This site is the same in each of its languages.</p></main></body></html>`;
  const addresses = LOCALES.flatMap((locale) => PAGES.map(([path]) => `<loc>${SITE.url}/${locale}/${path}</loc>`));
  files['sitemap-0.xml'] = `<urlset>${addresses.join('')}</urlset>`;
  return files;
}

function html(locale: Locale, path: string, title: string, main: string): string {
  const alternates = LOCALES.map(
    (other) => `<link rel="alternate" hreflang="${LANG[other]}" href="${SITE.url}/${other}/${path}">`,
  );
  return `<!doctype html>
<html lang="${LANG[locale]}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="description" content="What the page holds.">
<meta http-equiv="content-security-policy" content="script-src 'self'; style-src 'self';">
<link rel="canonical" href="${SITE.url}/${locale}/${path}">
${alternates.join('\n')}
<link rel="alternate" hreflang="x-default" href="${SITE.url}/">
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/_astro/style.css">
<script type="module" src="/_astro/loader.js"></script>
</head>
<body>
<aside class="notice" aria-label="Notice"><p>Nothing sent here reaches anyone; call ${SITE.hotline}.</p></aside>
<main>
<h1>${title}</h1>
${main}
</main>
</body>
</html>
`;
}

function tables(): Record<string, string> {
  const record = disclosure.parse(JSON.parse(halfYear()));
  const limits = { rateFloor: 10, smallCell: 3, breakdownFloor: 1 };
  const malls = halfYearRows(record, new Map(), limits);
  const [totals] = totalRows([record], () => limits);
  const half = {
    csv: toCsv(malls),
    json: JSON.stringify({ period: record.period, rateFloor: 10, smallCell: 3, totals, malls }),
  };
  return {
    'data/disclosures/2026-h1.csv': half.csv,
    'data/disclosures/2026-h1.json': half.json,
    'data/superseded/2026-h1-1.csv': half.csv,
    'data/superseded/2026-h1-1.json': half.json,
  };
}
