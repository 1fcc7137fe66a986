import { SITE } from '../../src/site.ts';
import { type SiteRule, textOf } from '../site.ts';

/** The sitemap lists the pages in a language that search engines may list: all of them, and no other address. */
export const sitemapAgrees: SiteRule = {
  name: 'sitemap-agrees',
  scope: 'site',
  check: (site) => {
    const maps = [...site.files].filter((file) => /^\/sitemap-\d+\.xml$/.test(file));
    const file = `${site.dir}${maps[0] ?? '/sitemap-0.xml'}`;
    const listed = new Set(
      maps.flatMap((map) => [...textOf(site, map).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => url)),
    );
    const pages = [...site.pages.values()].filter(({ locale, isListed }) => locale !== undefined && isListed);
    const addresses = new Set(pages.map(({ address }) => `${SITE.url}${address}`));
    return [
      ...[...addresses.difference(listed)].map((value) => ({ file, field: 'missing', value, next: 'List this page.' })),
      ...[...listed.difference(addresses)].map((value) => ({
        file,
        field: 'loc',
        value,
        next: 'Leave it out in the filter of astro.config.mjs: no such page, or one marked noindex.',
      })),
    ];
  },
};
