import type { SitePage, SiteRule } from '../site.ts';

const LONGEST = 200;

/** Every page has a title of its own in its language and a description that a list of results can show. */
export const titlesAndDescriptions: SiteRule = {
  name: 'titles-and-descriptions',
  scope: 'site',
  check: ({ pages }) => {
    const firstWith = new Map<string, SitePage>();
    return [...pages.values()].flatMap((page) => {
      const { file, root, locale } = page;
      const title = root.querySelector('title')?.text.trim() ?? '';
      const description = root.querySelector('meta[name="description"]')?.getAttribute('content')?.trim() ?? '';
      const twin = firstWith.get(`${locale} ${title}`);
      if (twin === undefined) firstWith.set(`${locale} ${title}`, page);
      return [
        ...(title === '' ? [{ file, field: 'title', value: '(missing)', next: 'Give the page a title.' }] : []),
        ...(title !== '' && twin !== undefined
          ? [
              {
                file,
                field: 'title',
                value: title,
                next: `${twin.address} has the same: say what sets this page apart.`,
              },
            ]
          : []),
        ...(description === ''
          ? [{ file, field: 'description', value: '(missing)', next: 'Say in a sentence what the page holds.' }]
          : []),
        ...(description.length > LONGEST
          ? [
              {
                file,
                field: 'description',
                value: `${description.length} signs`,
                next: `At most ${LONGEST}: say it shorter.`,
              },
            ]
          : []),
      ];
    });
  },
};
