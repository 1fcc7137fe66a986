import { expect, type Page, test } from '@playwright/test';
import { translator } from '../../src/i18n/strings.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import { mallNames, someMall } from './addresses.ts';
import { accessibilityFaults, watch } from './faults.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const locale of LOCALES) {
  test(`the list of malls is filtered and put in order, and its address can be shared (${locale})`, async ({
    page,
  }) => {
    const faults = watch(page);
    const { name } = someMall(locale);
    await page.goto(`/${locale}/malls/`);
    await page.locator('#explorer-q').fill(name);
    await expect(page.locator('[data-explored] tbody th')).toHaveText([name]);
    await expect(page).toHaveURL(/[?&]q=/);
    await page.locator('#explorer-q').fill('');
    await page.locator('#explorer-sort').selectOption('received');
    const rows = page.locator('[data-explored] tbody tr');
    await expect(page).toHaveURL(/sort=received/);
    const received = await rows.locator('td:nth-of-type(3)').allInnerTexts();
    const numbers = received.map((text) => Number(text.replace(/\D/g, ''))).filter((number) => number > 0);
    expect(numbers.length).toBeGreaterThan(5);
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));

    const first = await rows.first().innerText();
    await page.goto(page.url());
    await expect(rows.first()).toHaveText(first.replace(/\s+/g, ' '), { useInnerText: true });
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test(`search finds a mall by a part of its name (${locale})`, async ({ page }) => {
    const faults = watch(page);
    const { id, name } = someMall(locale);
    await page.goto(`/${locale}/search/?q=${encodeURIComponent(name.slice(0, Math.ceil(name.length / 2)))}`);
    await expect(page.locator(`#results a[href="/${locale}/malls/${id}/"]`)).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.locator('#q').fill('zzzzqqqq');
    await expect(page.locator('#results [role="status"]')).toHaveText(
      translator(locale, 'malls')('search.count.none', { q: 'zzzzqqqq' }),
    );
    expect(faults).toEqual([]);
  });
}

test('search finds a mall by its name in another language', async ({ page }) => {
  const { id } = someMall('zh');
  const inChinese = mallNames('zh').find(([one]) => one === id)?.[1] ?? '';
  await page.goto(`/en/search/?q=${encodeURIComponent(inChinese)}`);
  await expect(page.locator(`#results a[href="/en/malls/${id}/"]`)).toBeVisible();
});

test('a filter that finds nothing says so and can be cleared', async ({ page }) => {
  const t = translator('en', 'malls');
  await page.goto('/en/malls/?q=zzzzqqqq');
  await expect(page.getByText(t('explorer.count.none'))).toBeVisible();
  await page.getByRole('button', { name: t('explorer.clear') }).click();
  await expect(page.locator('[data-explored] tbody tr').nth(5)).toBeVisible();
  await expect(page).toHaveURL(/\/en\/malls\/$/);
});

test('a chart appears when it comes near the screen, and draws the numbers of its table', async ({ page }) => {
  const address = `/en/malls/${someMall('en').id}/`;
  const drawn = await pictureOf(page, address);
  expect(await pictureOf(page, address)).toBe(drawn);
  expect(await pictureOf(page, address, '0')).not.toBe(drawn);
});

/** The picture of the page's chart, after every plotted number of its table was replaced if a value is given. */
async function pictureOf(page: Page, address: string, value?: string): Promise<string> {
  await page.setViewportSize({ width: 1000, height: 300 });
  await page.goto(address);
  const figure = page.locator('[data-chart]').first();
  const canvas = figure.locator('canvas');
  expect(await canvas.getAttribute('width'), 'no chart is drawn before it is needed').toBeNull();
  if (value !== undefined) {
    await figure.evaluate((element, text) => {
      const heads = [...element.querySelectorAll('thead th')];
      const column = heads.findIndex((head) => head.hasAttribute('data-plot'));
      for (const row of element.querySelectorAll('tbody tr')) row.children[column]?.setAttribute('data-value', text);
    }, value);
  }
  await canvas.scrollIntoViewIfNeeded();
  await expect(canvas).toHaveAttribute('width', /\d+/);
  const picture = () => canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());
  let last = '';
  // Two pictures alike: the chart has found its size and stands still.
  await expect
    .poll(async () => {
      const before = last;
      last = await picture();
      return before === last;
    })
    .toBe(true);
  return last;
}
