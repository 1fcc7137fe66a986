import { expect, test } from '@playwright/test';
import { translator } from '../../src/i18n/strings.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import { accessibilityFaults, faultsWithoutScript, watch, widthAt320 } from './faults.ts';

const ASKED = {
  zh: { query: '健身卡跑路怎么办', page: 'guides/prepaid-shop-closed/', kind: 'guide' },
  en: { query: 'gym closed refund', page: 'guides/prepaid-shop-closed/', kind: 'guide' },
  es: { query: 'tarjeta prepago cerró', page: 'guides/prepaid-shop-closed/', kind: 'guide' },
} as const;

for (const locale of LOCALES) {
  const t = translator(locale, 'malls');
  const { query, page: expected, kind } = ASKED[locale];

  test(`a question finds its guide, filters keep the address, by keyboard (${locale})`, async ({ page }) => {
    const faults = watch(page);
    await page.goto(`/${locale}/search/`);
    await page.locator('#q').focus();
    await page.keyboard.type(query);
    const results = page.locator('#results li');
    await expect(results.first()).toBeVisible();
    const links = page.locator('#results h3 a');
    await expect
      .poll(async () =>
        (await links.evaluateAll((all) => all.slice(0, 3).map((one) => one.getAttribute('href')))).join(' '),
      )
      .toContain(`/${locale}/${expected}`);
    await expect(page.locator('#results mark').first()).toBeVisible();
    await page.getByLabel(t('search.facet.kind')).selectOption(kind);
    await expect(page).toHaveURL(new RegExp(`kind=${kind}`));
    faults.push(...(await accessibilityFaults(page)));
    expect(await widthAt320(page)).toBeLessThanOrEqual(320);

    // The address brings back query and filter.
    await page.reload();
    await expect(page.getByLabel(t('search.facet.kind'))).toHaveValue(kind);
    await expect(links.first()).toBeVisible();
    expect(faults).toEqual([]);
  });

  test(`nothing found says what else to do (${locale})`, async ({ page }) => {
    await page.goto(`/${locale}/search/?q=zzqqxx`);
    await expect(page.locator('#results [role="status"]')).toContainText('12315');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test.describe(`without script (${locale})`, () => {
    test.use({ javaScriptEnabled: false });

    test(`the lists are there (${locale})`, async ({ page }) => {
      await page.goto(`/${locale}/search/?q=x`);
      await expect(page.locator('noscript .alert')).toBeVisible();
      await expect(page.locator(`main a[href="/${locale}/guides/"]`)).toBeVisible();
      expect(await faultsWithoutScript(page)).toEqual([]);
    });
  });
}

test('a part of a name in Chinese, its pinyin and its traditional signs lead to the mall, with its figures', async ({
  page,
}) => {
  await page.goto('/zh/search/');
  for (const query of ['桐里', 'wutongli', 'wtl', '荷洲廣場']) {
    await page.locator('#q').fill(query);
    const first = page.locator('#results li').first();
    await expect(first).toContainText(/广场|购物中心/);
    await expect(first).toContainText(/收到 \d+ 件/);
  }
});
