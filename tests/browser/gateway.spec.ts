import { expect, test } from '@playwright/test';
import { LANGUAGE_NAME } from '../../src/i18n/locales.ts';
import { LOCALES } from '../../src/schema/basics.ts';

const WISHES: [wish: string, address: string][] = [
  ['zh-CN,zh;q=0.9,en;q=0.5', '/zh/'],
  ['en-GB,en;q=0.9', '/en/'],
  ['es-MX,es;q=0.9,en;q=0.8', '/es/'],
  ['fr,es;q=0.3,en;q=0.8', '/en/'],
  ['fr', '/zh/'],
];

for (const [wish, address] of WISHES) {
  test(`a browser that asks for ${wish} is led to ${address}`, async ({ request }) => {
    const answer = await request.get('/', { headers: { 'Accept-Language': wish }, maxRedirects: 0 });
    expect(answer.status()).toBe(302);
    expect(answer.headers()['location']).toBe(address);
    expect(answer.headers()['vary']).toContain('Accept-Language');
  });
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  for (const locale of LOCALES) {
    test(`the chooser that a static host shows leads to ${locale}`, async ({ page }) => {
      await page.goto('/index.html');
      await page.locator('main').getByRole('link', { name: LANGUAGE_NAME[locale] }).click();
      await expect(page).toHaveURL(new RegExp(`/${locale}/$`));
    });
  }
});

test('the language switch keeps the page', async ({ page }) => {
  await page.goto('/zh/methods/');
  await page.getByRole('link', { name: LANGUAGE_NAME.en }).click();
  await expect(page).toHaveURL(/\/en\/methods\/$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
