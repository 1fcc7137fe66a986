import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { formatNumber, formatPercent } from '../../src/i18n/formats.ts';
import { translator } from '../../src/i18n/strings.ts';
import type { ComparedMall } from '../../src/lib/side-by-side.ts';
import { LOCALES, type Locale } from '../../src/schema/basics.ts';
import { DIST } from './addresses.ts';
import { accessibilityFaults, watch } from './faults.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const comparedMalls = (locale: Locale): ComparedMall[] =>
  JSON.parse(readFileSync(join(DIST, 'data', `compare.${locale}.json`), 'utf8'));

/** Two malls of one group that both have every figure. */
function twoAlike(locale: Locale): [ComparedMall, ComparedMall] {
  const full = comparedMalls(locale).filter(({ ranges }) => ranges.perArea !== null && ranges.solved !== null);
  for (const one of full) {
    const other = full.find(({ id, group }) => id !== one.id && group === one.group);
    if (other !== undefined) return [one, other];
  }
  throw new Error('no two malls of one group');
}

for (const locale of LOCALES) {
  test(`two malls are set side by side, and the address can be shared (${locale})`, async ({ page }) => {
    const t = translator(locale, 'compare');
    const faults = watch(page);
    const [one, other] = twoAlike(locale);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`/${locale}/malls/compare/`);
    await page.getByLabel(t('mall', { n: 1 }), { exact: true }).selectOption(one.id);
    await page.getByLabel(t('mall', { n: 2 }), { exact: true }).selectOption(other.id);
    await page.getByRole('button', { name: t('show') }).click();
    const table = page.locator('#side-by-side table');
    await expect(table.locator('thead th')).toHaveText([t('item'), one.name, other.name]);
    const row = (name: string) =>
      table
        .locator('tbody tr')
        .filter({ has: page.locator('th').getByText(name, { exact: true }) })
        .locator('td');
    await expect(row(t('row.group'))).toHaveText([one, other].map(({ groupName }) => groupName));
    await expect(row(t('row.area'))).toHaveText([one, other].map(({ areaName }) => areaName));
    await expect(row(translator(locale, 'malls')('figure.received'))).toHaveText(
      [one, other].map(({ received }) => formatNumber(locale, received)),
    );
    await expect(row(t('row.onTime'))).toHaveText(
      [one, other].map(({ onTimeShare }) => formatPercent(locale, onTimeShare ?? 0, 1)),
    );
    await expect(page.getByRole('status')).toContainText(t('comparable'));
    expect(new URL(page.url()).search).toContain(`m1=${one.id}&m2=${other.id}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await accessibilityFaults(page)).toEqual([]);

    const told = await table.innerText();
    await page.goto(page.url());
    await expect(table).toHaveText(told.replace(/\s+/g, ' '), { useInnerText: true });
    await expect(page.getByLabel(t('mall', { n: 2 }), { exact: true })).toHaveValue(other.id);
    expect(faults).toEqual([]);
  });
}

test('what cannot be compared is said', async ({ page }) => {
  const t = translator('en', 'compare');
  const [one] = twoAlike('en');
  const unlike = comparedMalls('en').find(({ group }) => group !== one.group);
  const status = page.getByRole('status');
  const open = (query: string) => page.goto(`/en/malls/compare/?${query}`);
  await open('m1=no-such-mall');
  await expect(status).toHaveText(`${t('unknown', { id: 'no-such-mall' })}${t('choose')}`);
  await open(`m1=${one.id}&m2=${one.id}`);
  await expect(status).toHaveText(`${t('twice', { mall: one.name })}${t('one')}`);
  await open('m1=&m2=&m3=&m4=');
  await expect(status).toHaveText(t('choose'));
  await open(`m1=${one.id}&m2=${unlike?.id}`);
  await expect(status).toHaveText(t('notComparable'));
  await open(
    comparedMalls('en')
      .slice(0, 6)
      .map(({ id }, index) => `m${index + 1}=${id}`)
      .join('&'),
  );
  await expect(status).toContainText(t('tooMany'));
  await expect(page.locator('#side-by-side thead th')).toHaveCount(5);
  await open(`m1=${one.id}`);
  await expect(status).toHaveText(t('one'));
  await expect(page.locator('#side-by-side')).toBeHidden();
});

test('without the figures the page says so and leads to the groups', async ({ page }) => {
  await page.route('**/data/compare.en.json', (route) => route.abort());
  await page.goto(`/en/malls/compare/?m1=${twoAlike('en')[0].id}`);
  await expect(page.getByRole('status')).toHaveText(translator('en', 'compare')('failed'));
});

test('without script the groups can be read', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const t = translator('zh', 'compare');
  const [one] = twoAlike('zh');
  await page.goto('/zh/malls/compare/');
  await expect(page.locator('noscript p')).toHaveText(t('noscript'));
  await expect(page.getByRole('button', { name: t('show') })).toBeHidden();
  await page.locator('summary', { hasText: one.groupName }).click();
  await expect(page.getByRole('link', { name: one.name, exact: true })).toBeVisible();
  await page.locator(`a[href="/zh/malls/compare/${one.group}/"]`).click();
  await expect(page.getByRole('link', { name: one.name, exact: true })).toBeVisible();
  await context.close();
});
