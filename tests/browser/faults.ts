import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type Axe from 'axe-core';
import type { RunOptions } from 'axe-core';

/** The program of axe in its shortest form: to hand it to the browser takes longer than to run it on most pages. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules that look at nothing but the style sheet. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds on the page as it stands, in light and in dark. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  return [...(await structureFaults(page)), ...(await colourFaults(page))];
}

/** What axe finds wrong in names, roles, order and sizes, whatever the colours. */
export async function structureFaults(page: Page): Promise<string[]> {
  return violations(page, 'structure', {
    runOnly: { type: 'tag', values: TAGS },
    rules: Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }])),
  });
}

/** Where axe finds too little contrast, or a link told from text by colour alone, in light and in dark. */
export async function colourFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    faults.push(...(await violations(page, colorScheme, { runOnly: { type: 'rule', values: COLOURS } })));
  }
  return faults;
}

/**
 * Adds the shapes of a page's elements to those seen, each with all it stands in, and says whether one was new. A style
 * sheet sees tags, classes and states, never words or addresses: a page of known shapes has the colours of those before.
 */
export async function hasNewShapes(page: Page, seen: Set<string>): Promise<boolean> {
  const shapes = await page.evaluate(() => {
    const isStyled = (name: string) =>
      /^(class|type|role|scope|data-(level|only|chart)|aria-(current|selected|invalid|expanded)$)/.test(name);
    const shape = ({ localName, attributes }: Element) => {
      const states = [...attributes].map(({ name, value }) => (isStyled(name) ? `${name}=${value}` : name));
      return [localName, ...states].join(' ');
    };
    const within = (element: Element): string => {
      const { parentElement: parent } = element;
      return parent === null ? shape(element) : `${within(parent)} > ${shape(element)}`;
    };
    return [...new Set([...document.body.querySelectorAll('*')].map(within))];
  });
  const { size } = seen;
  for (const each of shapes) seen.add(each);
  return seen.size > size;
}

/** The markup that a page without script shows, checked in a second page that may run axe but none of ours. */
export async function faultsWithoutScript(page: Page): Promise<string[]> {
  const browser = page.context().browser();
  if (browser === null) return [];
  const context = await browser.newContext({ javaScriptEnabled: true });
  const copy = await context.newPage();
  const html = (await page.content()).replace(/<script type="module"[^>]*><\/script>/g, '');
  const address = page.url();
  await copy.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await copy.goto(address);
  const faults = await accessibilityFaults(copy);
  await context.close();
  return faults;
}

/** Width that the page takes on the narrowest screen, 320 CSS pixels: more means scrolling in two directions. */
export async function widthAt320(page: Page): Promise<number> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (size !== null) await page.setViewportSize(size);
  return width;
}

/** Collects what must never happen while a page is open: errors, blocked resources, requests to others. */
export function watch(page: Page): string[] {
  const faults: string[] = [];
  const at = () => new URL(page.url()).pathname;
  // A violated security policy is told on the console as an error, too.
  page.on('console', (message) => message.type() === 'error' && faults.push(`${at()} console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`${at()} script: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') faults.push(`${at()} request: ${request.url()}`);
  });
  return faults;
}

/** Each rule of axe that the page breaks, with the markup of the first three places. */
async function violations(page: Page, kind: string, options: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const found = await page.evaluate(async (asked) => {
    const { axe } = globalThis as unknown as { axe: typeof Axe };
    const { violations } = await axe.run(document, { ...asked, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => {
      const places = nodes.slice(0, 3).map(({ html }) => html.slice(0, 160));
      return `${id}: ${places.join(' | ')}`;
    });
  }, options);
  const { pathname } = new URL(page.url());
  return found.map((fault) => `${pathname} ${kind} ${fault}`);
}
