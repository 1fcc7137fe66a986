/** One page of a long list. */
export interface Page<T> {
  items: T[];
  /** Number of this page, from 1. */
  page: number;
  pages: number;
  /** Items on all pages. */
  total: number;
}

/** Cuts a list into pages; an empty list has one empty page. */
export function pagesOf<T>(items: T[], size = 100): Page<T>[] {
  const pages = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: pages }, (_, index) => ({
    items: items.slice(index * size, (index + 1) * size),
    page: index + 1,
    pages,
    total: items.length,
  }));
}

/** Address part of a page below its list: none for the first, `page/2/` for the second. */
export function pagePath(page: number): string {
  return page === 1 ? '' : `page/${page}/`;
}
