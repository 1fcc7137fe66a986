import { identityToRecipient } from 'age-encryption';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { translator } from '../../src/i18n/strings.ts';
import { reply, split, step } from '../../src/intake/officer.ts';
import { verifyStore } from '../../src/intake/store/verify.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import type { CaseEvent } from '../../src/schema/case-event.ts';
import { SITE } from '../../src/site.ts';
import { post, type Scratch, scratchIntake, sendPlain, textOf } from './scratch-intake.ts';

const DAY = '2026-11-24';
let scratch: Scratch;
afterEach(async () => {
  await scratch.app.close();
  await scratch.store.close();
});

/** Sends a complaint; gives its number and code, and what asks for its page. */
async function begun(locale = 'en') {
  scratch = await scratchIntake();
  const { page } = await sendPlain(scratch.app, locale);
  const receipt = textOf(page.body, 'receipt-number').replace('-', '');
  const code = textOf(page.body, 'receipt-code').replaceAll('-', '');
  const ask = (fields: Record<string, string> = {}) =>
    post(scratch.app, `/${locale}/complain/track/`, { receipt, code, ...fields });
  return { receipt, code, ask };
}

const officer = async (receipt: string, ...events: [CaseEvent['type'], object?][]) => {
  for (const [type, data = {}] of events)
    await step(scratch.store, receipt, { type, day: DAY, data } as CaseEvent, 'Li');
};

describe.each(LOCALES)('following a case (%s)', (locale) => {
  const t = translator(locale, 'track');

  it('shows every step, whether clocks are kept, and takes three separate ratings at the end', async () => {
    const { receipt, ask } = await begun(locale);
    await officer(
      receipt,
      ['accepted'],
      ['mediation-started'],
      ['agreed', { refund: 80 }],
      ['closed', { outcome: 'mediated-agreed' }],
    );
    const page = (await ask()).body;
    for (const key of [
      'event.accepted',
      'event.agreed',
      'event.closed',
      'rate.solved',
      'rate.unsolved',
      'rate.unrated',
    ] as const) {
      expect(page).toContain(t(key));
    }
    expect(page).not.toContain('error-summary');
    const rated = await ask({ action: 'rate', rating: 'unsolved', key: 'a'.repeat(20) });
    expect(rated.body).toContain(t('done.rate'));
    expect((await scratch.store.byReceipt(receipt))?.state.rating).toBe('unsolved');
  });

  it('says why a complaint was not accepted and what else can be done', async () => {
    const { receipt, ask } = await begun(locale);
    await officer(receipt, ['not-accepted', { ground: 'over-three-years' }]);
    const { body } = await ask();
    expect(body).toContain(t('case.otherRoutes'));
    expect(body).not.toContain('name="action" value="write"');
  });
});

describe('what a sender adds', () => {
  it('is kept once for one key, sealed, and refused when the case has ended', async () => {
    const { receipt, ask } = await begun();
    const fields = { action: 'write', text: 'CANARY-MESSAGE', key: 'b'.repeat(20) };
    expect((await ask(fields)).statusCode).toBe(200);
    expect((await ask(fields)).statusCode).toBe(200);
    const written = (await scratch.store.events(receipt)).filter(({ type }) => type === 'sender-wrote');
    expect(written).toHaveLength(1);
    await officer(receipt, ['referred', { to: '邮政管理部门' }]);
    const late = await ask({ ...fields, key: 'c'.repeat(20) });
    expect([late.statusCode, late.body]).toEqual([
      422,
      expect.stringContaining(translator('en', 'track')('error.ended')),
    ]);
  });

  it('is nothing where nothing was written, and the page says so', async () => {
    const { ask } = await begun();
    const page = await ask({ action: 'write', text: '  ', key: 'd'.repeat(20) });
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain(translator('en', 'track')('error.text'));
  });

  it('withdraws only when confirmed', async () => {
    const { receipt, ask } = await begun();
    expect((await ask({ action: 'withdraw', key: 'e'.repeat(20) })).statusCode).toBe(422);
    await ask({ action: 'withdraw', sure: 'yes', key: 'f'.repeat(20) });
    expect((await scratch.store.byReceipt(receipt))?.state).toMatchObject({ status: 'closed', outcome: 'withdrawn' });
  });
});

describe('an answer of the office', () => {
  it('is read by who has the code, and by nobody else on the server', async () => {
    const { receipt, ask } = await begun();
    const found = await scratch.store.byReceipt(receipt);
    if (found === undefined) throw new Error('The case is missing.');
    const officers = [await identityToRecipient(scratch.identity)];
    await reply(scratch.store, found, 'Please send the receipt. <b>', 'Li', DAY, officers);
    expect((await ask()).body).toContain('Please send the receipt. &#60;b&#62;');
  });
});

describe('a text that also reports a violation', () => {
  it('is split: the report has its own number, the same code and the same letter', async () => {
    const { receipt, code, ask } = await begun();
    const found = await scratch.store.byReceipt(receipt);
    if (found === undefined) throw new Error('The case is missing.');
    const officers = [await identityToRecipient(scratch.identity)];
    const child = await split(scratch.store, found, 'Li', DAY, officers, [scratch.identity]);
    expect(child).toMatchObject({ kind: 'report', state: { splitFrom: receipt } });
    expect((await ask()).body).toContain(child.receipt.slice(0, 4));
    const own = await post(scratch.app, '/en/complain/track/', { receipt: child.receipt, code });
    expect(own.statusCode).toBe(200);
    expect((await verifyStore(scratch.store)).faults).toEqual([]);
  });
});

describe('the code on a receipt', () => {
  it('is read by a camera as the address of the tracking page, with the number and without the code', async () => {
    scratch = await scratchIntake();
    const { page } = await sendPlain(scratch.app, 'es');
    const drawn = /<svg class="receipt-qr".*?<\/svg>/s.exec(page.body)?.[0] ?? '';
    const { data, info } = await sharp(
      Buffer.from(drawn.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"')),
    )
      .flatten({ background: '#fff' })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const text = decodeQR({ width: info.width, height: info.height, data });
    const receipt = textOf(page.body, 'receipt-number').replace('-', '');
    expect(text).toBe(`${SITE.url}/es/complain/track/?receipt=${receipt}`);
  });

  it('fills in the number and asks for the code', async () => {
    const { receipt } = await begun();
    const page = await scratch.app.inject({ url: `/en/complain/track/?receipt=${receipt}` });
    expect(page.body).toContain(`value="${receipt}"`);
  });
});
