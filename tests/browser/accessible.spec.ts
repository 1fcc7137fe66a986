import { expect, test } from '@playwright/test';
import { allAddresses } from './addresses.ts';
import { AXE, accessibilityFaults, hasNewShapes, structureFaults, watch } from './faults.ts';

/** The narrowest screen that a page has to fit, in CSS pixels, and one of a desk. */
const PHONE = { width: 320, height: 640 };
const DESK = { width: 1280, height: 720 };

const GROUPS = 8;
const addresses = allAddresses();
const seen = new Set<string>();

for (let group = 0; group < GROUPS; group++) {
  const share = addresses.filter((_, index) => index % GROUPS === group);
  test(`pages of group ${group + 1} are accessible, fit 320 pixels and keep to themselves`, async ({ page }) => {
    test.setTimeout(share.length * 15_000);
    const faults = watch(page);
    await page.addInitScript(AXE);
    await page.setViewportSize(PHONE);
    for (const address of share) {
      await page.goto(address);
      faults.push(...(await structureFaults(page)));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > PHONE.width) faults.push(`${address} is ${width} pixels wide on a screen of ${PHONE.width}`);
      if (!(await hasNewShapes(page, seen))) continue;
      await page.setViewportSize(DESK);
      faults.push(...(await accessibilityFaults(page)));
      await page.setViewportSize(PHONE);
    }
    expect(faults).toEqual([]);
  });
}

test('the check of accessibility sees what is wrong', async ({ page }) => {
  await page.setContent('<main><h1>Form</h1><input><p style="color: #bbb; background: #fff">Pale</p></main>');
  expect(await accessibilityFaults(page)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('structure label'),
      expect.stringContaining('light color-contrast'),
      expect.stringContaining('dark color-contrast'),
    ]),
  );
});

test('colours are checked again as soon as a class, a state or a place is new', async ({ page }) => {
  const known = new Set<string>();
  const isNew = async (html: string) => {
    await page.setContent(html);
    return hasNewShapes(page, known);
  };
  expect(await isNew('<main><p class="note">One</p></main>')).toBe(true);
  expect(await isNew('<main><p class="note">Two</p><p class="note" id="b">Three</p></main>')).toBe(true);
  expect(await isNew('<main><p class="note">Four</p></main>')).toBe(false);
  expect(await isNew('<main><p class="mark">Four</p></main>')).toBe(true);
  expect(await isNew('<main><p class="mark" aria-current="page">Four</p></main>')).toBe(true);
  expect(await isNew('<main><section><p class="mark">Four</p></section></main>')).toBe(true);
  expect(await isNew('<main class="dark"><section><p class="mark">Four</p></section></main>')).toBe(true);
});
