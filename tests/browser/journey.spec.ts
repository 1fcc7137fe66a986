import { expect, type Page, test } from '@playwright/test';
import { translator } from '../../src/i18n/strings.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import { someMall } from './addresses.ts';
import { ANSWERS, answerAll, fillShown, ready, receiptOn, send } from './complaint.ts';
import { accessibilityFaults, faultsWithoutScript, watch, widthAt320 } from './faults.ts';

for (const locale of LOCALES) {
  for (const javaScriptEnabled of [true, false]) {
    const how = `${locale}, ${javaScriptEnabled ? 'with' : 'without'} script`;

    test.describe(how, () => {
      test.use({ javaScriptEnabled });

      test(`from a mall to the receipt and the tracked case (${how})`, async ({ page }) => {
        const faults = watch(page);
        const t = translator(locale, 'track');
        const mall = someMall(locale);
        await page.goto(`/${locale}/malls/${mall.id}/`);
        await page
          .getByRole('link', { name: translator(locale, 'malls')('mall.complain') })
          .first()
          .click();
        if (javaScriptEnabled) await ready(page);
        await expect(page.locator('#place')).toHaveValue(mall.name);

        await answerAll(page, locale, ANSWERS);
        await expect(page.locator('main')).toContainText(mall.name);
        await expect(page.locator('main')).toContainText('128.50');
        faults.push(...(await look(page, 'review', javaScriptEnabled)));

        const { receipt, code } = await send(page, locale);
        faults.push(...(await look(page, 'receipt', javaScriptEnabled)));
        await page
          .locator('main')
          .getByRole('link', { name: t('receipt.track') })
          .click();
        await page.getByLabel(t('number')).fill(receipt.toLowerCase());
        await page.getByLabel(t('code')).fill(code.replaceAll('-', ' '));
        await page.getByRole('button', { name: t('track.button') }).click();
        await expect(page.locator('h1')).toHaveText(t('case.title', { number: receipt }));
        faults.push(...(await look(page, 'case', javaScriptEnabled)));
        expect(faults).toEqual([]);
      });

      test(`an empty form says what is missing, field by field (${how})`, async ({ page }) => {
        await page.goto(`/${locale}/complain/form/`);
        if (javaScriptEnabled) await ready(page);
        await page.locator('button[name="action"][value="check"]').click();
        const summary = page.getByRole('alert');
        await expect(summary).toContainText(translator(locale, 'form')('error.kind'));
        await expect(page).toHaveTitle(new RegExp(`^${translator(locale, 'track')('titleError')}`));
        expect(await look(page, 'errors', javaScriptEnabled)).toEqual([]);
        // Each line of the summary leads to its field.
        await summary.getByRole('link', { name: translator(locale, 'form')('error.mall.missing') }).click();
        await expect(page.locator('#place')).toBeFocused();
      });

      test(`a wrong code is refused with a sentence (${how})`, async ({ page }) => {
        const t = translator(locale, 'track');
        await page.goto(`/${locale}/complain/track/`);
        await page.getByLabel(t('number')).fill('4K7Q-X2M9');
        await page.getByLabel(t('code')).fill('0000');
        await page.getByRole('button', { name: t('track.button') }).click();
        await expect(page.getByRole('alert')).toContainText(t('error.code'));
        await expect(page.locator('#code')).toHaveValue('0000');
        expect(await look(page, 'track errors', javaScriptEnabled)).toEqual([]);
      });
    });
  }
}

test('the answers can be changed once more before they are sent, without script', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const t = translator('en', 'form');
  await page.goto(`/en/complain/form/?mall=${someMall('en').id}`);
  await answerAll(page, 'en', ANSWERS);
  await page.getByRole('button', { name: t('changeAll') }).click();
  await expect(page.locator('#amount')).toHaveValue('128.50');
  await fillShown(page, { amount: '99' });
  await answerAll(page, 'en', {});
  await expect(page.locator('main')).toContainText('99');
  await send(page, 'en');
});

test('the same answers sent twice are kept once and give the same receipt', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`/en/complain/form/?mall=${someMall('en').id}`);
  await answerAll(page, 'en', ANSWERS);
  const form = await postedBy(page);
  const first = await send(page, 'en');
  // A page gone back to posts the very same fields again.
  const again = await page.request.post('/en/complain/form/', { form });
  expect(await again.text()).toContain(first.receipt);
  expect(await again.text()).toContain(first.code);
  const other = await page.request.post('/en/complain/form/', { form: { ...form, amount: '5' } });
  expect(other.status()).toBe(422);
  expect(await other.text()).toContain(translator('en', 'form')('error.form.sent'));
});

test('going back after the receipt does not send again', async ({ page }) => {
  await page.goto(`/en/complain/form/?mall=${someMall('en').id}`);
  await ready(page);
  await answerAll(page, 'en', ANSWERS);
  const first = await send(page, 'en');
  await page.goBack();
  await expect(page.locator('form.complaint')).toBeVisible();
  await page.goForward();
  expect(await receiptOn(page)).toEqual(first);
});

/** Faults of a state that no address leads to. */
async function look(page: Page, state: string, hasScript: boolean): Promise<string[]> {
  // axe needs script; without it the markup is the same as the server drew it, checked for its width alone.
  const faults = hasScript ? await accessibilityFaults(page) : await faultsWithoutScript(page);
  const width = await widthAt320(page);
  return [...faults, ...(width > 320 ? [`${width} pixels wide on a screen of 320`] : [])].map(
    (fault) => `${state}: ${fault}`,
  );
}

async function postedBy(page: Page): Promise<Record<string, string>> {
  const inputs = await page.locator('form.complaint input[type="hidden"]').all();
  const pairs = await Promise.all(
    inputs.map(async (input) => [await input.getAttribute('name'), await input.getAttribute('value')]),
  );
  return { ...Object.fromEntries(pairs), action: 'send' };
}
