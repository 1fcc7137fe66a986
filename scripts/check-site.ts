import { parseArgs } from 'node:util';
import { type FoundFault, printFaults } from './check-content.ts';
import { readSite, type Site, type SiteRule } from './site.ts';
import { budgets } from './site-checks/budgets.ts';
import { chartBesideTable } from './site-checks/chart-beside-table.ts';
import { csp } from './site-checks/csp.ts';
import { demonstrationNotice } from './site-checks/demonstration-notice.ts';
import { dictionaryComplete } from './site-checks/dictionary-complete.ts';
import { headingOrder } from './site-checks/heading-order.ts';
import { hreflangAndLang } from './site-checks/hreflang-and-lang.ts';
import { htmlValid } from './site-checks/html-valid.ts';
import { linksAndAnchors } from './site-checks/links-and-anchors.ts';
import { noEmptyPageText } from './site-checks/no-empty-page-text.ts';
import { noThirdParty } from './site-checks/no-third-party.ts';
import { pagesSayWhatFilesSay } from './site-checks/pages-say-what-files-say.ts';
import { publishedFilesAgree } from './site-checks/published-files-agree.ts';
import { sitemapAgrees } from './site-checks/sitemap-agrees.ts';
import { smallCellsStayHidden } from './site-checks/small-cells-stay-hidden.ts';
import { titlesAndDescriptions } from './site-checks/titles-and-descriptions.ts';

const RULES: SiteRule[] = [
  htmlValid,
  linksAndAnchors,
  hreflangAndLang,
  headingOrder,
  noThirdParty,
  csp,
  budgets,
  demonstrationNotice,
  titlesAndDescriptions,
  sitemapAgrees,
  publishedFilesAgree,
  smallCellsStayHidden,
  pagesSayWhatFilesSay,
  dictionaryComplete,
  chartBesideTable,
  noEmptyPageText,
];

/** Checks the site built in `dist` from the records in `content`. An empty list is what a release needs. */
export async function checkSite(
  dist: string,
  content = process.env['CONTENT_DIR'] ?? 'content',
): Promise<FoundFault[]> {
  return check(await readSite(dist, content));
}

function check(site: Site): FoundFault[] {
  return RULES.flatMap((rule) => {
    const found =
      rule.scope === 'site' ? rule.check(site) : [...site.pages.values()].flatMap((page) => rule.check(page, site));
    return found.map((fault) => ({ ...fault, rule: rule.name }));
  }).sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { dist: { type: 'string' }, content: { type: 'string' } } });
  const content = values.content ?? process.env['CONTENT_DIR'] ?? 'content';
  const site = await readSite(values.dist ?? process.env['DIST_DIR'] ?? 'dist', content);
  const faults = check(site);
  if (faults.length > 0) {
    console.error(printFaults(faults));
    process.exitCode = 1;
  }
  const result = faults.length === 0 ? 'no fault' : `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`;
  console.log(`${site.pages.size} pages, ${RULES.length} rules, ${result}`);
}
