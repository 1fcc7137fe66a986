import { LANG } from '../../src/i18n/locales.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import { SITE } from '../../src/site.ts';
import type { SitePage, SiteRule } from '../site.ts';

const EXPECTED = [...LOCALES.map((locale) => LANG[locale]), 'x-default'];

/** A page says its own language, its own address, and the same page in every language, which says so in return. */
export const hreflangAndLang: SiteRule = {
  name: 'hreflang-and-lang',
  scope: 'page',
  check: (page, site) => {
    const { file, locale, isListed, address, root } = page;
    if (locale === undefined) return [];
    const fault = (field: string, value: string, next: string) => ({ file, field, value, next });
    const lang = root.querySelector('html')?.getAttribute('lang') ?? '(missing)';
    const faults = lang === LANG[locale] ? [] : [fault('html lang', lang, `Write lang="${LANG[locale]}".`)];
    if (!isListed) return faults;

    const canonical = root.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? '(missing)';
    const own = `${SITE.url}${address}`;
    if (canonical !== own) faults.push(fault('canonical', canonical, `The page is its own original: write ${own}.`));
    const alternates = alternatesOf(page);
    for (const language of EXPECTED) {
      const href = alternates.get(language);
      if (href === undefined)
        faults.push(fault(`hreflang ${language}`, '(missing)', 'Name the same page in this language.'));
      else if (language === LANG[locale] && href !== own) {
        faults.push(fault(`hreflang ${language}`, href, `In its own language the page is ${own}.`));
      } else if (language !== 'x-default') {
        const other = site.pages.get(href.slice(SITE.url.length));
        if (other === undefined)
          faults.push(fault(`hreflang ${language}`, href, 'Build this page, or name one that exists.'));
        else if (alternatesOf(other).get(LANG[locale]) !== own) {
          faults.push(fault(`hreflang ${language}`, href, `That page must name ${own} in return.`));
        }
      }
    }
    return faults;
  },
};

function alternatesOf({ root }: SitePage): Map<string, string> {
  const links = root.querySelectorAll('link[rel="alternate"][hreflang]');
  return new Map(links.map((link) => [link.getAttribute('hreflang') ?? '', link.getAttribute('href') ?? '']));
}
