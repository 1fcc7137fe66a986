import { ownReference, type Site, type SitePage, type SiteRule } from '../site.ts';

const REFERENCES: [selector: string, attribute: 'href' | 'src' | 'action'][] = [
  ['a[href]', 'href'],
  ['link[href]', 'href'],
  ['use[href]', 'href'],
  ['script[src]', 'src'],
  ['img[src]', 'src'],
  ['source[src]', 'src'],
  ['form[action]', 'action'],
];

/** Every link, file and form address within the site leads to a page or file that is there, and to a place on it. */
export const linksAndAnchors: SiteRule = {
  name: 'links-and-anchors',
  scope: 'page',
  check: (page, site) =>
    REFERENCES.flatMap(([selector, attribute]) =>
      page.root.querySelectorAll(selector).flatMap((element) => {
        const value = element.getAttribute(attribute) ?? '';
        const next = problemOf(page, site, value);
        return next === undefined
          ? []
          : [{ file: page.file, field: `${selector} “${shown(element.text)}”`, value, next }];
      }),
    ),
};

function problemOf(page: SitePage, site: Site, reference: string): string | undefined {
  const own = ownReference(page, reference);
  // The interface of the intake is a service, not a file.
  if (own === undefined || own.path.startsWith('/api/')) return undefined;
  const { path, fragment } = own;
  const target = site.pages.get(path);
  if (target === undefined) {
    if (site.files.has(path)) return undefined;
    if (site.pages.has(`${path}/`)) return 'Write the address with its slash at the end.';
    return 'No such page or file was built: correct the address, or build the page.';
  }
  if (fragment === '' || target.root.getElementById(fragment)) return undefined;
  return `Nothing on ${path} has the id “${fragment}”: correct the fragment, or give the id to the place meant.`;
}

function shown(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 40);
}
