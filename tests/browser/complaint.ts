import { expect, type Page } from '@playwright/test';
import { translator } from '../../src/i18n/strings.ts';
import type { Locale } from '../../src/schema/basics.ts';
import type { FormValues } from '../../src/schema/form-state.ts';

/** Answers that make a whole complaint, the mall aside. */
export const ANSWERS: FormValues = {
  kind: 'complaint',
  shop: '无名小店 No Name',
  object: 'clothing-shoes',
  problem: 'quality',
  narrative: 'The seam opened on the second day. 第二天就开线了。',
  happenedOn: '2026-03-02',
  amount: '128.50',
  claim: 'refund',
  name: '测试 Prueba',
  phone: '021-5555 0100',
  address: '测试路 1 号',
  truth: 'true',
};

/** Fills the fields that are on the page now; the others belong to another step. */
export async function fillShown(page: Page, answers: FormValues): Promise<void> {
  for (const [name, value] of Object.entries(answers)) {
    const field = page.locator(`form.complaint [name="${name}"]:not([type="hidden"])`);
    const first = field.first();
    if ((await field.count()) === 0) continue;
    const kind = await first.evaluate((element) =>
      element instanceof HTMLInputElement ? element.type : element.localName,
    );
    if (kind === 'radio') await page.locator(`[name="${name}"][value="${value}"]`).check();
    else if (kind === 'checkbox') await first.check();
    else if (kind === 'select') await first.selectOption(value);
    else await first.fill(value);
  }
}

/** Fills the form and goes on until the answers stand there to be checked, with script step by step. */
export async function answerAll(page: Page, locale: Locale, answers: FormValues): Promise<void> {
  const t = translator(locale, 'form');
  const isDone = () => page.getByRole('heading', { level: 1, name: t('review.title') }).isVisible();
  for (let step = 0; step < 10 && !(await isDone()); step++) {
    await fillShown(page, answers);
    const before = await heading(page);
    await page.locator('form.complaint button[name="action"][value="check"]').click();
    await expect(page.locator('h1')).not.toHaveText(before);
  }
  await expect(page.locator('h1')).toHaveText(t('review.title'));
}

/** Sends the checked answers; gives number and code from the receipt. */
export async function send(page: Page, locale: Locale): Promise<{ receipt: string; code: string }> {
  await page.getByRole('button', { name: translator(locale, 'form')('send'), exact: true }).click();
  await expect(page.locator('h1')).toHaveText(translator(locale, 'track')('receipt.title.complaint'));
  return receiptOn(page);
}

export async function receiptOn(page: Page): Promise<{ receipt: string; code: string }> {
  return {
    receipt: await page.locator('#receipt-number').innerText(),
    code: await page.locator('#receipt-code').innerText(),
  };
}

/** With script the form is ready when it has taken its steps. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator('form.complaint h2')).toHaveCount(0);
}

async function heading(page: Page): Promise<string> {
  return page.locator('h1').innerText();
}
