import { expect, test } from '@playwright/test';
import { translator } from '../../src/i18n/strings.ts';
import { EXAMPLES } from '../../src/lib/examples.ts';
import { MEASURES } from '../../src/lib/scorecard.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import { accessibilityFaults, watch, widthAt320 } from './faults.ts';

for (const locale of LOCALES) {
  test(`the scorecard in ${locale} tells every measure, is accessible and fits 320 pixels`, async ({ page }) => {
    const faults = watch(page);
    const t = translator(locale, 'scorecard');
    await page.goto(`/${locale}/scorecard/`);
    await expect(page.locator('h1')).toHaveText(t('title'));
    for (const measure of MEASURES) await expect(page.locator(`#${measure} h3`)).toHaveText(t(`name.${measure}`));
    await expect(page.locator('#notified-on-time')).toContainText(t('of.notified-on-time'));
    await expect(page.locator('#to-case')).toContainText(t('target.none'));
    faults.push(...(await accessibilityFaults(page)));
    expect(faults).toEqual([]);
    expect(await widthAt320(page)).toBe(320);
  });

  test(`the methods page in ${locale} has every worked example and fits 320 pixels`, async ({ page }) => {
    await page.goto(`/${locale}/methods/#examples`);
    for (const id of EXAMPLES) await expect(page.locator(`#example-${id} .formula`)).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await widthAt320(page)).toBe(320);
  });
}

test('the newest half-year leads to the scorecard, which leads to its files', async ({ page }) => {
  await page.goto('/en/disclosures/');
  await page.locator('tbody a').first().click();
  await page.getByRole('link', { name: translator('en', 'malls')('half.scorecard') }).click();
  await expect(page).toHaveURL(/\/en\/scorecard\/$/);
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('a[href="/data/scorecard.csv"]').click(),
  ]);
  expect(csv.suggestedFilename()).toBe('scorecard.csv');
});
