import type { SiteRule } from '../site.ts';

/** One heading of the first level on a page, and below it no level left out: screen-reader users move by headings. */
export const headingOrder: SiteRule = {
  name: 'heading-order',
  scope: 'page',
  check: ({ file, root }) => {
    const headings = root
      .querySelectorAll('h1, h2, h3, h4, h5, h6')
      .filter((heading) => heading.closest('template') === null)
      .map((heading) => ({ level: Number(heading.tagName.slice(1)), text: heading.text.trim() }));
    const firsts = headings.filter(({ level }) => level === 1);
    const count =
      firsts.length === 1
        ? []
        : [
            {
              file,
              field: 'h1',
              value: `${firsts.length} of them`,
              next: 'Give the page exactly one h1: what it is about.',
            },
          ];
    const skips = headings.flatMap(({ level, text }, index) => {
      const before = headings[index - 1]?.level ?? 0;
      if (level <= before + 1) return [];
      const next = before === 0 ? 'Begin with the h1.' : `After an h${before} comes at most an h${before + 1}.`;
      return [{ file, field: `h${level}`, value: text, next }];
    });
    return [...count, ...skips];
  },
};
