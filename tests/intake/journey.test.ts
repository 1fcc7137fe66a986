import { afterEach, describe, expect, it } from 'vitest';
import { translator } from '../../src/i18n/strings.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import { ANSWERS, post, type Scratch, scratchIntake, sendPlain, textOf } from './scratch-intake.ts';

let scratch: Scratch;
afterEach(async () => {
  await scratch.app.close();
  await scratch.store.close();
});

describe.each(LOCALES)('a complaint without script (%s)', (locale) => {
  const form = `/${locale}/complain/form/`;
  const t = translator(locale, 'form');

  it('comes back with every error, the words typed and a title that says so', async () => {
    scratch = await scratchIntake();
    const page = await post(scratch.app, form, { kind: 'complaint', narrative: '<b>短</b>' });
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain(`<title>${translator(locale, 'track')('titleError')} `);
    for (const key of ['error.mall.missing', 'error.narrative.short', 'error.truth', 'error.name.missing'] as const) {
      expect(page.body).toContain(t(key));
    }
    expect(page.body).toContain('&lt;b&gt;短&lt;/b&gt;</textarea>');
    expect(page.body).not.toContain('<b>短');
  });

  it('is shown for checking, kept, and followed with number and code', async () => {
    scratch = await scratchIntake();
    const { review, sent, page } = await sendPlain(scratch.app, locale);
    expect(review.statusCode).toBe(200);
    expect(review.body).toContain(t('review.title'));
    expect(sent.statusCode).toBe(303);
    expect(page.headers['cache-control']).toBe('no-store');
    const [receipt, code] = [textOf(page.body, 'receipt-number'), textOf(page.body, 'receipt-code')];
    expect(receipt).toMatch(/^\w{4}-\w{4}$/);
    const tracked = await post(scratch.app, `/${locale}/complain/track/`, {
      receipt: receipt.toLowerCase(),
      code: code.replaceAll('-', ' '),
    });
    expect(tracked.statusCode).toBe(200);
    expect(tracked.body).toContain(translator(locale, 'track')('case.title', { number: receipt }));
    expect((await scratch.store.byReceipt(receipt.replace('-', '')))?.mall).toBe('wutong-li');
  });

  it('can be changed once more from the review', async () => {
    scratch = await scratchIntake();
    const page = await post(scratch.app, form, { ...ANSWERS, action: 'change', key: 'a'.repeat(20) });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('value="CANARY-SHOP"');
  });
});

describe('a receipt', () => {
  it('is the same when the send is repeated, and the complaint is kept once', async () => {
    scratch = await scratchIntake();
    const { key, page } = await sendPlain(scratch.app, 'zh');
    const again = await post(scratch.app, '/zh/complain/form/', { ...ANSWERS, action: 'send', key });
    const second = await scratch.app.inject({ url: String(again.headers.location) });
    expect(textOf(second.body, 'receipt-number')).toBe(textOf(page.body, 'receipt-number'));
    expect(textOf(second.body, 'receipt-code')).toBe(textOf(page.body, 'receipt-code'));
    expect(await scratch.store.list()).toHaveLength(1);
  });

  it('is refused for other words under the same key, which then go out under a new one', async () => {
    scratch = await scratchIntake();
    const { key } = await sendPlain(scratch.app, 'en');
    const other = await post(scratch.app, '/en/complain/form/', { ...ANSWERS, amount: '1', action: 'send', key });
    expect(other.statusCode).toBe(422);
    expect(other.body).toContain(translator('en', 'form')('error.form.sent'));
    expect(other.body).not.toContain(key);
    expect(await scratch.store.list()).toHaveLength(1);
  });

  it('is not shown for a wrong token or after a day', async () => {
    let now = Date.now();
    scratch = await scratchIntake({ now: () => now });
    const { address } = await sendPlain(scratch.app, 'es');
    expect((await scratch.app.inject({ url: '/es/complain/receipt/?r=wrong' })).body).toContain('plain receipt');
    now += 24 * 60 * 60 * 1000;
    const late = await scratch.app.inject({ url: address });
    expect(late.body).toContain('plain receipt');
    expect(late.body).not.toContain('receipt-code');
  });

  it('says the last day to decide, also as a calendar file', async () => {
    scratch = await scratchIntake({ today: '2026-09-28' });
    const { page, address } = await sendPlain(scratch.app, 'en');
    expect(page.body).toContain('13 October 2026');
    const calendar = await scratch.app.inject({ url: address.replace('receipt/?', 'receipt/calendar.ics?') });
    expect(calendar.headers['content-type']).toContain('text/calendar');
    expect(calendar.body).toContain('DTSTART;VALUE=DATE:20261013\r\n');
  });

  it('names no day where the holiday table of the year is not out yet', async () => {
    scratch = await scratchIntake({ today: '2026-12-28' });
    const { page } = await sendPlain(scratch.app, 'en');
    expect(page.body).toContain('Within 7 working days');
    expect(page.body).not.toContain('2027');
  });
});

describe('a report', () => {
  it('may stay anonymous, and its clock is the one of verification', async () => {
    scratch = await scratchIntake();
    const { name, phone, email, address, claim, ...rest } = ANSWERS;
    const { sent, page } = await sendPlain(scratch.app, 'en', { ...rest, kind: 'report' });
    expect(sent.statusCode).toBe(303);
    expect(page.body).toContain('Within 15 working days');
  });
});

describe('the form by its address', () => {
  it('has the mall filled in, and ignores one that it does not know', async () => {
    scratch = await scratchIntake();
    const known = await scratch.app.inject({ url: '/en/complain/form/?mall=wutong-li&kind=report' });
    expect(known.body).toContain('value="Wutong en"');
    const unknown = await scratch.app.inject({ url: '/en/complain/form/?mall=%3Cscript%3E' });
    expect(unknown.statusCode).toBe(200);
    expect(unknown.body).not.toContain('<script>"');
  });
});
