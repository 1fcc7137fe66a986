import type { HTMLElement } from 'node-html-parser';
import type { SiteRule } from '../site.ts';

const TEXTUAL =
  'h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, caption, figcaption, label, legend, summary, a, button, option';
/** What a program leaves behind where a word or a figure failed. */
const LEFT_BEHIND = /\{\w+\}|\bundefined\b|\bNaN\b|\[object \w+\]/;
const SHORTEST = 40;

/** Every page says something, no element is empty, and no place in a sentence is left unfilled. */
export const noEmptyPageText: SiteRule = {
  name: 'no-empty-page-text',
  scope: 'page',
  check: ({ file, root }) => {
    const main = root.querySelector('main');
    const text = textOf(main);
    if (main === null || text.length < SHORTEST) {
      return [
        {
          file,
          field: 'main',
          value: text === '' ? '(empty)' : text,
          next: 'Say on the page what its title promises.',
        },
      ];
    }
    const empty = root
      .querySelectorAll(TEXTUAL)
      .filter((element) => !isFilledLater(element) && textOf(element) === '' && !isNamed(element))
      .map((element) => ({
        file,
        field: element.tagName.toLowerCase(),
        value: element.outerHTML.slice(0, 120),
        next: 'Give it text, or leave the element out.',
      }));
    const unfilled = root.querySelectorAll(`${TEXTUAL}, title`).flatMap((element) => {
      const [left] = LEFT_BEHIND.exec(element.text) ?? [];
      const isInnermost =
        left !== undefined && !element.querySelectorAll(TEXTUAL).some((inner) => inner.text.includes(left));
      const field = element.tagName.toLowerCase();
      return isInnermost ? [{ file, field, value: left, next: 'Hand the string every value it names.' }] : [];
    });
    return [...empty, ...unfilled];
  },
};

function textOf(element: HTMLElement | null): string {
  return (element?.text ?? '').replace(/\s+/g, ' ').trim();
}

/** Filled by script: status lines, templates, and what is hidden until then. */
function isFilledLater(element: HTMLElement): boolean {
  return ['template', '[hidden]', '[role="status"]'].some((selector) => element.closest(selector) !== null);
}

function isNamed(element: HTMLElement): boolean {
  return (
    element.hasAttribute('aria-label') ||
    element.querySelector('input, img[alt], svg[aria-label], [role="status"]') !== null
  );
}
