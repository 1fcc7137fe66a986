import { SITE } from '../../src/site.ts';
import type { Fault } from '../content.ts';
import { type Site, type SitePage, type SiteRule, textOf } from '../site.ts';

const LOADED: [selector: string, attribute: string][] = [
  ['link', 'href'],
  ['script', 'src'],
  ['img', 'src'],
  ['img', 'srcset'],
  ['source', 'src'],
  ['source', 'srcset'],
  ['iframe', 'src'],
  ['embed', 'src'],
  ['object', 'data'],
  ['video', 'src'],
  ['audio', 'src'],
  ['form', 'action'],
  ['a', 'ping'],
];

/** Links of a page to itself and its translations, which no browser loads. */
const NAMED_ONLY = ['canonical', 'alternate'];

const NEXT = 'Serve it from this site: a request elsewhere would tell others who reads what.';

/** A page loads and sends nothing to any other host. Plain links that a reader follows are free. */
export const noThirdParty: SiteRule = {
  name: 'no-third-party',
  scope: 'site',
  check: (site) => [...[...site.pages.values()].flatMap(loadedElsewhere), ...stylesElsewhere(site)],
};

function loadedElsewhere({ file, root, address }: SitePage): Fault[] {
  const elements = LOADED.flatMap(([selector, attribute]) =>
    root
      .querySelectorAll(`${selector}[${attribute}]`)
      .filter((element) => !NAMED_ONLY.includes(element.getAttribute('rel') ?? ''))
      .map((element) => ({ field: `${selector} ${attribute}`, value: element.getAttribute(attribute) ?? '' })),
  ).filter(({ value }) => isElsewhere(value, address));
  const styles = root
    .querySelectorAll('style')
    .flatMap((style) => referencesIn(style.text))
    .filter((value) => isElsewhere(value, address))
    .map((value) => ({ field: 'style', value }));
  return [...elements, ...styles].map((found) => ({ file, ...found, next: NEXT }));
}

function stylesElsewhere(site: Site): Fault[] {
  return [...site.files]
    .filter((address) => address.endsWith('.css') || address.endsWith('.svg'))
    .flatMap((address) =>
      referencesIn(textOf(site, address))
        .filter((value) => isElsewhere(value, address))
        .map((value) => ({ file: `${site.dir}${address}`, field: 'url() or @import', value, next: NEXT })),
    );
}

function referencesIn(css: string): string[] {
  return [...css.matchAll(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g)].map(
    ([, url, imported]) => url ?? imported ?? '',
  );
}

/** A srcset lists several addresses: one elsewhere is enough. */
function isElsewhere(reference: string, address: string): boolean {
  return reference.split(/,\s+/).some((part) => {
    const url = URL.parse(part.trim().split(/\s/)[0] ?? '', `${SITE.url}${address}`);
    return url !== null && url.origin !== SITE.url && url.protocol !== 'data:';
  });
}
