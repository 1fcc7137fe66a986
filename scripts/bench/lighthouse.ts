import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { start } from './served.ts';

const LOCALES = ['zh', 'en', 'es'];
const PAGES = [
  '',
  'malls/',
  'malls/wutong-li/',
  'disclosures/',
  'disclosures/2026-h1/',
  'methods/',
  'about/',
  'complain/',
  'complain/form/',
  'complain/track/',
  'search/',
  'data/',
];
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Lighthouse on one page of each type in each language; prints the four scores of each. Goal: 100. */
export async function bench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'fangxin-lighthouse-'));
  const served = await start(folder);
  const chrome = await launch({ chromePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', chromeFlags: FLAGS });
  try {
    const results = [];
    for (const page of PAGES) {
      for (const locale of LOCALES) results.push(await scored(`${served.origin}/${locale}/${page}`, chrome.port));
    }
    console.table(results);
    const under = results.filter((result) => CATEGORIES.some((category) => result[category] !== 100));
    console.log(
      under.length === 0 ? 'All 100.' : `${under.length} of ${results.length} pages are under 100 somewhere.`,
    );
  } finally {
    chrome.kill();
    await served.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function scored(address: string, port: number): Promise<Record<string, string | number>> {
  const run = await lighthouse(address, { port, onlyCategories: CATEGORIES, logLevel: 'error' });
  const scores = CATEGORIES.map((category) => [
    category,
    Math.round((run?.lhr.categories[category]?.score ?? 0) * 100),
  ]);
  const missed = Object.values(run?.lhr.audits ?? {}).filter(
    ({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0,
  );
  return {
    page: new URL(address).pathname,
    ...Object.fromEntries(scores),
    missed: missed.map(({ id }) => id).join(' '),
  };
}
