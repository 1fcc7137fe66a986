import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { translator } from '../../src/i18n/strings.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import { someMall } from './addresses.ts';
import { ANSWERS, answerAll, fillShown, ready, send } from './complaint.ts';
import { accessibilityFaults, faultsWithoutScript, watch, widthAt320 } from './faults.ts';

const picture = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#b63' } })
  .jpeg({ quality: 100 })
  .toBuffer();
const RECEIPT = { name: '小票 recibo.jpg', mimeType: 'image/jpeg', buffer: picture };
const PROGRAM = { name: 'virus.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ not a picture') };

for (const locale of LOCALES) {
  const t = translator(locale, 'form');

  test(`evidence is sent at once, survives a reload and goes with the complaint (${locale})`, async ({ page }) => {
    const faults = watch(page);
    await atEvidence(page, locale);
    await page.locator('#evidence').setInputFiles([RECEIPT, PROGRAM]);
    const files = page.locator('.files > li');
    await expect(files.nth(0)).toContainText(t('file.sent'));
    await expect(files.nth(1)).toContainText(t('error.file.type', { name: PROGRAM.name }));
    faults.push(...(await accessibilityFaults(page)));
    expect(await widthAt320(page)).toBeLessThanOrEqual(320);
    await page.getByRole('button', { name: PROGRAM.name }).click();
    await expect(files).toHaveCount(1);

    await page.reload();
    await ready(page);
    await expect(files.nth(0)).toContainText(RECEIPT.name);
    await answerAll(page, locale, ANSWERS);
    await expect(page.locator('main')).toContainText(RECEIPT.name);
    const { receipt, code } = await send(page, locale);
    await track(page, locale, receipt, code);
    await expect(page.locator('.history')).toContainText(translator(locale, 'track')('event.files', { n: 1 }));
    expect(faults).toEqual([]);
  });

  test.describe(`without script (${locale})`, () => {
    test.use({ javaScriptEnabled: false });

    test(`a refused file is named, the good one waits, and the sender adds another later (${locale})`, async ({
      page,
    }) => {
      const words = translator(locale, 'track');
      await page.goto(`/${locale}/complain/form/?mall=${someMall(locale).id}`);
      await fillShown(page, ANSWERS);
      await page.locator('#evidence').setInputFiles([RECEIPT, PROGRAM]);
      await page.locator('button[name="action"][value="check"]').click();
      await expect(page.getByRole('alert')).toContainText(t('error.file.type', { name: PROGRAM.name }));
      expect(await faultsWithoutScript(page)).toEqual([]);
      await page.locator('button[name="action"][value="check"]').click();
      await expect(page.locator('h1')).toHaveText(t('review.title'));
      await expect(page.locator('main')).toContainText(RECEIPT.name);
      const { receipt, code } = await send(page, locale);

      await track(page, locale, receipt, code);
      await page.locator('#text').fill('还有一张照片。');
      await page.locator('#evidence').setInputFiles([{ ...RECEIPT, name: 'later.jpg' }]);
      await page.getByRole('button', { name: words('write.button') }).click();
      await expect(page.getByRole('status')).toContainText(words('done.write'));
      expect(await faultsWithoutScript(page)).toEqual([]);
      await page.locator('summary').click();
      await page.getByRole('button', { name: words('withdraw.button'), exact: true }).click();
      await expect(page.getByRole('alert')).toContainText(words('error.withdraw'));
      expect(await faultsWithoutScript(page)).toEqual([]);
      expect(await widthAt320(page)).toBeLessThanOrEqual(320);
      await page.locator('summary').click();
      await page.getByLabel(words('withdraw.sure')).check();
      await page.getByRole('button', { name: words('withdraw.button'), exact: true }).click();
      await expect(page.getByRole('status')).toContainText(words('done.withdraw'));
    });
  });
}

test('a file that could not be sent stays on the device and goes out when the line is back', async ({
  page,
  context,
}) => {
  const t = translator('en', 'form');
  await atEvidence(page, 'en');
  await context.setOffline(true);
  await page.locator('#evidence').setInputFiles([RECEIPT]);
  const file = page.locator('.files > li');
  await expect(file).toContainText(t('file.retry'));
  await context.setOffline(false);
  await expect(file).toContainText(t('file.sent'));
  await page.getByRole('button', { name: t('erase') }).click();
  await expect(page.locator('.files > li')).toHaveCount(0);
});

test('a firm that settles online first is named with its clock, and holds nobody up', async ({ page }) => {
  const firms = (await (await page.request.get('/data/odr.json')).json()) as [string[], number, string | null][];
  const [names, days] = firms[0] ?? [[], 0];
  await page.goto('/en/complain/form/');
  await ready(page);
  await fillShown(page, { kind: 'complaint', place: 'Somewhere', shop: names.at(-1) ?? '' });
  await expect(page.getByText(translator('en', 'form')('odr.note', { days }))).toBeVisible();
  await page.locator('button[name="action"][value="check"]').click();
  await expect(page.locator('h1')).toHaveText(translator('en', 'form')('section.what'));
});

/** Goes to the step of evidence, with the answers before it. */
async function atEvidence(page: Page, locale: (typeof LOCALES)[number]): Promise<void> {
  await page.goto(`/${locale}/complain/form/?mall=${someMall(locale).id}`);
  await ready(page);
  for (let step = 0; step < 3; step++) {
    const before = await page.locator('h1').innerText();
    await fillShown(page, ANSWERS);
    await page.locator('button[name="action"][value="check"]').click();
    await expect(page.locator('h1')).not.toHaveText(before);
  }
  await expect(page.locator('h1')).toHaveText(translator(locale, 'form')('section.evidence'));
}

async function track(page: Page, locale: (typeof LOCALES)[number], receipt: string, code: string): Promise<void> {
  const t = translator(locale, 'track');
  await page.goto(`/${locale}/complain/track/`);
  await page.getByLabel(t('number')).fill(receipt);
  await page.getByLabel(t('code')).fill(code);
  await page.getByRole('button', { name: t('track.button') }).click();
  await expect(page.locator('h1')).toHaveText(t('case.title', { number: receipt }));
}
