import { expect, test } from '@playwright/test';
import { allAddresses } from './addresses.ts';
import { accessibilityFaults, watch, widthAt320 } from './faults.ts';

const GROUPS = 8;
const addresses = allAddresses();

for (let group = 0; group < GROUPS; group++) {
  const share = addresses.filter((_, index) => index % GROUPS === group);
  test(`pages of group ${group + 1} are accessible, fit 320 pixels and keep to themselves`, async ({ page }) => {
    test.setTimeout(share.length * 15_000);
    const faults = watch(page);
    for (const address of share) {
      await page.goto(address);
      faults.push(...(await accessibilityFaults(page)));
      const width = await widthAt320(page);
      if (width > 320) faults.push(`${address} is ${width} pixels wide on a screen of 320`);
    }
    expect(faults).toEqual([]);
  });
}

test('the check of accessibility sees what is wrong', async ({ page }) => {
  await page.setContent('<main><h1>Form</h1><input><p style="color: #bbb; background: #fff">Pale</p></main>');
  expect(await accessibilityFaults(page)).toEqual(
    expect.arrayContaining([expect.stringContaining('light label'), expect.stringContaining('light color-contrast')]),
  );
});
