import { expect, test } from 'vitest';
import { pagePath, pagesOf } from '../../src/lib/pages.ts';

test('a list is cut into pages that lose nothing', () => {
  const items = Array.from({ length: 205 }, (_, index) => index);
  const pages = pagesOf(items);
  expect(pages.map((page) => page.items.length)).toEqual([100, 100, 5]);
  expect(pages.flatMap((page) => page.items)).toEqual(items);
  expect(pages[2]).toMatchObject({ page: 3, pages: 3, total: 205 });
});

test('an empty list still has a page to say so', () => {
  expect(pagesOf([])).toEqual([{ items: [], page: 1, pages: 1, total: 0 }]);
});

test('the first page has the address of the list itself', () => {
  expect(pagePath(1)).toBe('');
  expect(pagePath(2)).toBe('page/2/');
});
