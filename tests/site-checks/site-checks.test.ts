import { describe, expect, test } from 'vitest';
import type { FoundFault } from '../../scripts/check-content.ts';
import { SITE } from '../../src/site.ts';
import { type Changes, faultsAfter, heavyScript, swap } from './scratch-site.ts';

const HOME = 'en/index.html';
const MALLS = 'en/malls/index.html';
const FORM = 'en/complain/form/index.html';
const HALF = 'es/disclosures/index.html';
const CSV = 'data/disclosures/2026-h1.csv';
const JSON_FILE = 'data/disclosures/2026-h1.json';
const OLD = 'data/superseded/2026-h1-1.json';

test('a sound site has no fault', async () => {
  expect(await faultsAfter()).toEqual([]);
});

const cases: Record<string, [what: string, changes: Changes, expected: Partial<FoundFault>][]> = {
  'html-valid': [
    ['a tag that is never closed', { [HOME]: swap('</main>', '<div></main>') }, { file: HOME }],
    ['an id used twice', { [MALLS]: swap('<h1>', '<h1 id="list">') }, { file: MALLS }],
    ['a list item without its list', { [HOME]: swap('<p>Look', '<li>Alone</li><p>Look') }, { file: HOME }],
  ],
  'links-and-anchors': [
    ['a link to a page that is not there', { [HOME]: swap('malls/#list', '/en/mals/') }, { value: '/en/mals/' }],
    ['a fragment that no place has', { [HOME]: swap('#list', '#lists') }, { next: expect.stringContaining('“lists”') }],
    [
      'an address without its slash',
      { [HOME]: swap('malls/#list', '/en/malls') },
      { next: expect.stringContaining('slash') },
    ],
    ['a stylesheet that is missing', { '_astro/style.css': null }, { field: expect.stringContaining('link') }],
    ['a translation that is not there', { 'es/malls/index.html': null }, { value: `${SITE.url}/es/malls/` }],
  ],
  'hreflang-and-lang': [
    ['a page in another language than its address', { [HOME]: swap('lang="en"', 'lang="es"') }, { field: 'html lang' }],
    ['a missing alternate', { [HOME]: swap(/<link rel="alternate" hreflang="es".*\n/, '') }, { field: 'hreflang es' }],
    ['no alternate for all others', { [HOME]: swap(/<link.*x-default.*\n/, '') }, { field: 'hreflang x-default' }],
    [
      'an alternate that is not returned',
      { 'zh/index.html': swap(`hreflang="en" href="${SITE.url}/en/"`, `hreflang="en" href="${SITE.url}/en/malls/"`) },
      { file: HOME, field: 'hreflang zh-CN' },
    ],
    [
      'a canonical address of another page',
      { [HOME]: swap(`"canonical" href="${SITE.url}/en/"`, `"canonical" href="${SITE.url}/zh/"`) },
      { field: 'canonical' },
    ],
  ],
  'heading-order': [
    ['two main headings', { [HOME]: swap('<h1>', '<h1>One</h1><h1>') }, { value: '2 of them' }],
    ['no main heading', { [HOME]: swap('<h1>Home</h1>', '') }, { value: '0 of them' }],
    ['a level left out', { [HOME]: swap('</h1>', '</h1><h3>Deep</h3>') }, { field: 'h3', value: 'Deep' }],
  ],
  'no-third-party': [
    [
      'a script of another host',
      { [HOME]: swap('/_astro/loader.js', 'https://cdn.example.org/a.js') },
      { field: 'script src' },
    ],
    [
      'a font of another host',
      { '_astro/style.css': '@font-face{src:url(//fonts.example.org/a.woff2)}' },
      { file: '_astro/style.css' },
    ],
    [
      'an import in a stylesheet',
      { '_astro/style.css': '@import "https://example.org/a.css";' },
      { file: '_astro/style.css' },
    ],
    [
      'a form that sends elsewhere',
      {
        [HOME]: swap('<p>Look', '<form action="https://example.org/"><button type="submit">Go</button></form><p>Look'),
      },
      { field: 'form action' },
    ],
  ],
  csp: [
    ['a page without a policy', { [HOME]: swap(/<meta http-equiv.*\n/, '') }, { value: '(missing)' }],
    [
      'a policy that lets any inline script run',
      { [HOME]: swap("script-src 'self'", "script-src 'unsafe-inline'") },
      { value: "'unsafe-inline'" },
    ],
    ['a policy that allows every host', { [HOME]: swap("script-src 'self'", 'script-src *') }, { value: '*' }],
    ['a style attribute', { [HOME]: swap('<p>Look', '<p style="color: red">Look') }, { field: 'p style' }],
    ['an inline handler', { [HOME]: swap('<p>Look', '<p onclick="go()">Look') }, { field: 'p onclick' }],
  ],
  budgets: [
    ['a heavy stylesheet', { '_astro/style.css': heavyScript(21_000) }, { field: 'HTML and CSS' }],
    [
      'script on a reading page, imports included',
      { '_astro/shared.js': heavyScript(2_200) },
      { file: HOME, field: 'script' },
    ],
    ['a heavy form', { '_astro/loader.js': heavyScript(92_200) }, { file: FORM, field: 'script' }],
    ['a heavy chart', { '_astro/chart.abc.js': heavyScript(82_000) }, { file: '_astro/chart.abc.js' }],
    [
      'too many requests',
      {
        [HOME]: swap('</main>', `${[1, 2, 3].map((n) => `<img src="/${n}.svg" alt="A picture">`).join('')}</main>`),
        '1.svg': '<svg/>',
        '2.svg': '<svg/>',
        '3.svg': '<svg/>',
      },
      { field: 'requests', value: '8' },
    ],
  ],
  'titles-and-descriptions': [
    ['the same title twice', { [HOME]: swap('<title>Home', '<title>Form') }, { field: 'title', value: 'Form' }],
    ['no title', { [HOME]: swap('<title>Home', '<title>') }, { field: 'title', value: '(missing)' }],
    ['no description', { [HOME]: swap(/<meta name="description".*\n/, '') }, { field: 'description' }],
    ['a long description', { [HOME]: swap('What the page', 'word '.repeat(60)) }, { field: 'description' }],
  ],
  'sitemap-agrees': [
    [
      'a page that the sitemap leaves out',
      { 'sitemap-0.xml': swap(`<loc>${SITE.url}/en/</loc>`, '') },
      { field: 'missing' },
    ],
    [
      'a page that no search engine may list',
      { [HOME]: swap('<meta charset', '<meta name="robots" content="noindex"><meta charset') },
      { field: 'loc', value: `${SITE.url}/en/` },
    ],
  ],
  'published-files-agree': [
    [
      'a number that the CSV tells otherwise',
      { [CSV]: swap('wutong-li,,,,,,3,', 'wutong-li,,,,,,4,') },
      { field: 'line 2, received' },
    ],
    ['a small cell written out', { [CSV]: swap('<3', '2') }, { value: '2', next: expect.stringContaining('“<3”') }],
    [
      'a small cell written out in both files',
      { [CSV]: (text) => text.replaceAll('<3', '1'), [JSON_FILE]: (text) => text.replaceAll('"<3"', '1') },
      { file: JSON_FILE, field: 'wutong-li.problem_prepaid', value: '1' },
    ],
    [
      'a total that the records do not give',
      { [JSON_FILE]: swap(/"received":3(?=.*"malls":\[)/, '"received":5') },
      { file: JSON_FILE, field: 'totals.received' },
    ],
    ['a half-year left out', { [CSV]: null, [JSON_FILE]: null }, { field: 'file', value: '(missing)' }],
    ['one format left out', { [CSV]: null }, { file: CSV, value: '(missing)' }],
    [
      'figures before a revision left out',
      { [OLD]: null, [OLD.replace('json', 'csv')]: null },
      { file: OLD, field: 'file', value: '(missing)' },
    ],
    [
      'a figure before a revision told otherwise than it was',
      { [OLD]: swap(/"received":3(?=.*"malls":\[)/, '"received":5') },
      { file: OLD, field: 'totals.received' },
    ],
  ],
  'pages-say-what-files-say': [
    [
      'a figure told otherwise than in the file',
      { [HALF]: swap('data-value="3">3', 'data-value="3">4') },
      { file: HALF, field: 'disclosures/2026-h1, mall=wutong-li, received', value: '4' },
    ],
    [
      'a number for scripts that differs',
      { [HALF]: swap('data-value="3"', 'data-value="5"') },
      { value: 'data-value 5' },
    ],
    [
      'an end of an interval told otherwise',
      { [HALF]: swap('"closed">2<', '"closed">5<') },
      { field: 'disclosures/2026-h1, mall=wutong-li, closed', value: '5' },
    ],
    [
      'a number of a cell that names no column',
      { [HALF]: swap('<b data-column="closed">2</b>', '2') },
      { next: expect.stringContaining('an element of its own') },
    ],
    [
      'an interval without elements of its own',
      { [HALF]: swap('data-value="3">3', 'data-value="3">3 (2–4)') },
      { value: '3 (2–4)', next: expect.stringContaining('an element of its own') },
    ],
    ['a number where none is published', { [HALF]: swap('fewer than 10 closed', '60%') }, { value: '60%' }],
    ['a floor that is none', { [HALF]: swap('fewer than 10', 'fewer than 12') }, { value: 'fewer than 12 closed' }],
    ['a small cell written out on a page', { [HALF]: swap('>&lt;3<', '>2<') }, { value: '2' }],
    [
      'a row that the file does not have',
      { [HALF]: swap('?mall=wutong-li"><th', '?mall=gone"><th') },
      { next: expect.stringContaining('no such row') },
    ],
    [
      'a table that no page of a language shows',
      { [HALF]: (text) => text.replaceAll('data-published', 'data-other') },
      { field: 'pages', value: 'none in es' },
    ],
  ],
  'chart-beside-table': [
    ['a chart without a table', { [MALLS]: swap(/<table>[\s\S]*<\/table>/, '') }, { value: 'no table' }],
    ['a column that nobody marked', { [MALLS]: swap(' data-plot', '') }, { field: 'data-plot' }],
    ['cells without numbers for the chart', { [MALLS]: swap(' data-value="1234"', '') }, { field: 'data-value' }],
    [
      'a number drawn otherwise than written',
      { [MALLS]: swap('data-value="1234"', 'data-value="1243"') },
      { value: '1243 beside “1,234”' },
    ],
  ],
  'no-empty-page-text': [
    ['a page that says nothing', { [HOME]: swap(/<p>Look[\s\S]*<\/a>/, '') }, { field: 'main' }],
    ['an empty paragraph', { [HOME]: swap('<p>Look', '<p></p><p>Look') }, { field: 'p' }],
    ['a link without words', { [HOME]: swap('>Malls</a>', '></a>') }, { field: 'a' }],
    ['a place in a sentence left unfilled', { [HOME]: swap('a mall', '{mall}') }, { value: '{mall}' }],
    ['a figure that is none', { [HOME]: swap('a mall', 'NaN malls') }, { value: 'NaN' }],
  ],
};

describe.each(Object.entries(cases))('%s finds', (rule, list) => {
  test.each(list)('%s', async (_, changes, expected) => {
    expect(await faultsAfter(changes)).toContainEqual(expect.objectContaining({ rule, ...expected }));
  });
});

// Only a demonstration has to say that it is one.
describe.runIf(SITE.demonstration)('demonstration-notice finds', () => {
  test.each<[string, Changes]>([
    ['a page without the notice', { [HOME]: swap(/<aside[\s\S]*<\/aside>/, '') }],
    ['a notice that names no number to call', { [HOME]: swap(`call ${SITE.hotline}`, 'be warned') }],
  ])('%s', async (_, changes) => {
    expect(await faultsAfter(changes)).toContainEqual(
      expect.objectContaining({ rule: 'demonstration-notice', file: HOME }),
    );
  });
});

test('a script that is fetched on use does not count as loaded', async () => {
  expect(await faultsAfter({ '_astro/chart.js': heavyScript(30_000) })).toEqual([]);
});

test('a link to another site is free, a file of the interface is not looked for', async () => {
  const links = '<a href="https://www.gov.cn/">State</a> <a href="/api/v1/complaints">Interface</a><p>Look';
  expect(await faultsAfter({ [HOME]: swap('<p>Look', links) })).toEqual([]);
});

test('an error page needs no translations', async () => {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>404</title>
<meta name="robots" content="noindex"><meta name="description" content="Not found.">
<meta http-equiv="content-security-policy" content="script-src 'self'; style-src 'self';"></head>
<body><main><h1>Not found</h1><p>The address may be mistyped, or the page has moved.</p></main></body></html>`;
  expect(await faultsAfter({ '404.html': page })).toEqual([]);
});
