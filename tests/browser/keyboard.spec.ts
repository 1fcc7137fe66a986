import { expect, type Locator, type Page, test } from '@playwright/test';
import { translator } from '../../src/i18n/strings.ts';
import { someMall } from './addresses.ts';
import { ready } from './complaint.ts';

const t = translator('en', 'form');

test('the first key press offers to skip to the content', async ({ page }) => {
  await page.goto('/en/malls/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: translator('en', 'site')('skip') });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
});

test('what has the focus is in view and marked', async ({ page }) => {
  await page.goto('/en/malls/');
  for (let press = 0; press < 25; press++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    await expect(focused).toBeInViewport();
    const outline = await focused.evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline, await focused.evaluate((element) => element.outerHTML.slice(0, 80))).not.toBe('none');
  }
});

test('a complaint is sent by keyboard alone', async ({ page }) => {
  const mall = someMall('en');
  await page.goto('/en/complain/form/');
  await ready(page);

  await tabTo(page, page.locator('#kind'));
  await page.keyboard.press('Space');
  await tabTo(page, page.locator('#place'));
  await page.keyboard.type(mall.name.slice(0, 6));
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('form.complaint input[name="mall"]')).not.toHaveValue('');
  await goOn(page, t('section.what'));

  await choose(page, 'object');
  await choose(page, 'problem');
  await goOn(page, t('section.facts'));

  await write(page, 'narrative', 'The zip broke on the first day.');
  await goOn(page, t('section.evidence'));
  await goOn(page, t('section.claim'));

  await tabTo(page, page.locator('#claim'));
  await page.keyboard.press('Space');
  await goOn(page, t('section.you'));

  await write(page, 'name', 'Ada Example');
  await write(page, 'phone', '021 5555 0100');
  await write(page, 'address', '1 Example Road');
  await goOn(page, t('section.consent'));

  await tabTo(page, page.locator('#truth'));
  await page.keyboard.press('Space');
  await goOn(page, t('review.title'));

  await tabTo(page, page.getByRole('button', { name: t('send'), exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText(translator('en', 'track')('receipt.title.complaint'));
});

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let press = 0; press < 60; press++) {
    if (await element.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(element).toBeFocused();
}

async function write(page: Page, field: string, text: string): Promise<void> {
  await tabTo(page, page.locator(`#${field}`));
  await page.keyboard.type(text);
}

async function choose(page: Page, field: string): Promise<void> {
  await tabTo(page, page.locator(`#${field}`));
  await page.keyboard.press('ArrowDown');
  await expect(page.locator(`#${field}`)).not.toHaveValue('');
}

/** Presses the button that leads on; the heading of the next step then has the focus, and is read out. */
async function goOn(page: Page, heading: string): Promise<void> {
  await tabTo(page, page.locator('button[name="action"][value="check"]'));
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText(heading);
  await expect(page.locator('h1')).toBeFocused();
}
