import { expect, type Page, test } from '@playwright/test';
import { LANGUAGE_NAME } from '../../src/i18n/locales.ts';
import { translator } from '../../src/i18n/strings.ts';
import { someMall } from './addresses.ts';
import { ANSWERS, answerAll, fillShown, ready, send } from './complaint.ts';

test('a draft survives a reload and a change of language', async ({ page }) => {
  await page.goto('/zh/complain/form/');
  await ready(page);
  await fillShown(page, { kind: 'complaint', place: '测试广场', shop: '无名小店' });
  await page.reload();
  await ready(page);
  await expect(page.locator('#place')).toHaveValue('测试广场');
  await page.getByRole('link', { name: LANGUAGE_NAME.es }).click();
  await ready(page);
  await expect(page).toHaveURL(/\/es\/complain\/form\//);
  await expect(page.locator('#place')).toHaveValue('测试广场');
  await expect(page.locator('#shop')).toHaveValue('无名小店');
  await expect(page.locator('[name="kind"][value="complaint"]')).toBeChecked();
});

test('a draft is erased when the receipt is there', async ({ page }) => {
  await page.goto(`/en/complain/form/?mall=${someMall('en').id}`);
  await ready(page);
  await answerAll(page, 'en', ANSWERS);
  expect(await stored(page)).toContain('The seam opened');
  await send(page, 'en');
  await expect.poll(() => stored(page)).not.toContain('The seam opened');
  await page.goto('/en/complain/form/');
  await ready(page);
  await expect(page.locator('#shop')).toHaveValue('');
});

test('a draft is erased on request', async ({ page }) => {
  const t = translator('en', 'form');
  await page.goto('/en/complain/form/');
  await ready(page);
  await fillShown(page, { place: 'Somewhere', shop: 'No Name' });
  await page.getByRole('button', { name: t('erase') }).click();
  await expect(page.locator('#place')).toHaveValue('');
  await expect(page.getByText(t('erased'))).toBeVisible();
  expect(await stored(page)).not.toContain('No Name');
});

/** Everything that the site keeps on this device. */
function stored(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
}
