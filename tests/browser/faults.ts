import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page as it stands: all rules in light, colours once more in dark. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await axe(page).withTags(TAGS).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axe(page).withRules(['color-contrast']).analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  return [...told(light, 'light'), ...told(dark, 'dark')];
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

// Legacy mode checks the page alone, which has no frames, and spares a second tab for each check.
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode(true);
}

function told({ violations, url }: Awaited<ReturnType<AxeBuilder['analyze']>>, scheme: string): string[] {
  return violations.map(
    ({ id, nodes }) =>
      `${new URL(url).pathname} ${scheme} ${id}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html.slice(0, 160))
        .join(' | ')}`,
  );
}
