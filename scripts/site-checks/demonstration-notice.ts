import { SITE } from '../../src/site.ts';
import type { SiteRule } from '../site.ts';

/** While nothing sent reaches an authority, every page says so, whichever page a reader comes to first. */
export const demonstrationNotice: SiteRule = {
  name: 'demonstration-notice',
  scope: 'page',
  check: ({ file, root, locale }) => {
    if (!SITE.demonstration || locale === undefined) return [];
    const notice = root.querySelector('aside.notice')?.text.trim() ?? '';
    if (notice.includes(SITE.hotline)) return [];
    const value = notice === '' ? '(missing)' : notice.slice(0, 80);
    return [{ file, field: 'aside.notice', value, next: `Use the Page layout; the notice names ${SITE.hotline}.` }];
  },
};
