import { describe, expect, test } from 'vitest';
import { fill, strings } from '../../src/i18n/strings.ts';
import { LOCALES, type Locale } from '../../src/schema/basics.ts';
import { answerOf, type FormTool, type ToolValues } from '../../src/tools/answer.ts';
import { damagesFor } from '../../src/tools/damages.ts';
import { deadlines } from '../../src/tools/deadline.ts';
import { FIELDS, toolFragment } from '../../src/tools/fragment.ts';
import { refundOf } from '../../src/tools/refund.ts';
import { CLOCKS, HOLIDAYS } from '../lib/rules.ts';

const rules = { clocks: CLOCKS, holidays: HOLIDAYS };
const say =
  (locale: Locale) =>
  (key: string, values: Record<string, string | number> = {}) => {
    const text = (strings(locale, 'tools') as Record<string, string>)[key];
    if (text === undefined) throw new Error(`No string ${key}`);
    return fill(text, values);
  };
const ask = (tool: FormTool, values: ToolValues, locale: Locale = 'zh') =>
  answerOf(locale, say(locale), tool, values, rules);

describe('deadlines', () => {
  test.each([
    ['2021-02-08', '2021-02-23'],
    ['2021-02-06', '2021-02-20'],
    ['2021-04-28', '2021-05-11'],
    ['2021-09-17', '2021-09-28'],
    ['2026-04-28', '2026-05-11'],
    ['2026-09-28', '2026-10-13'],
    ['2026-10-03', '2026-10-15'],
  ])('a complaint received on %s is decided by %s', (received, due) => {
    expect(deadlines(CLOCKS, HOLIDAYS, received, undefined)?.decide).toEqual({ day: due });
  });

  test.each([
    ['2021-03-01', '2021-05-06'],
    ['2021-12-20', '2022-02-25'],
    ['2026-08-05', '2026-10-08'],
  ])('mediation accepted on %s ends by %s', (accepted, due) => {
    expect(deadlines(CLOCKS, HOLIDAYS, accepted, accepted)?.mediate).toEqual({ day: due });
  });

  test.each([
    ['2026-04-15', '2026-05-09'],
    ['2026-09-21', '2026-10-19'],
  ])('a report received on %s is verified by %s', (received, due) => {
    expect(deadlines(CLOCKS, HOLIDAYS, received, undefined)?.verify).toEqual({ day: due });
  });

  test('a year without a holiday table is refused and named', () => {
    expect(ask('deadline', { received: '2027-03-01' }).errors).toEqual([
      { field: 'received', text: expect.stringContaining('2027') },
    ]);
    const late = deadlines(CLOCKS, HOLIDAYS, '2026-12-21', undefined);
    expect(late?.verify).toEqual({ missingYear: '2027' });
  });

  test('before the first regime no limit is made up', () => {
    expect(ask('deadline', { received: '2019-05-05' }).errors).toHaveLength(1);
  });

  test.each(['', '2026-02-30', '01/02/2026', 'x'])('the day “%s” is refused', (received) => {
    expect(ask('deadline', { received }).errors[0]?.field).toBe('received');
  });

  test('acceptance before receipt is refused', () => {
    expect(ask('deadline', { received: '2026-05-06', accepted: '2026-05-05' }).errors[0]?.field).toBe('accepted');
  });
});

describe('refunds', () => {
  test('an unlimited card goes by the days left', () => {
    expect(refundOf(3650, { kind: 'time', totalDays: 365, usedDays: 146 }).atCardPrice).toBe(2190);
  });

  test('used visits count at the card price or at the single price', () => {
    const card = { kind: 'visits', total: 50, used: 12, singlePrice: 120 } as const;
    expect(refundOf(3650, card)).toEqual({ atCardPrice: 2774, atSinglePrice: 2210 });
  });

  test('a bonus does not come back as money', () => {
    expect(refundOf(1000, { kind: 'value', face: 1200, spent: 600 })).toEqual({ atCardPrice: 500, atSinglePrice: 400 });
  });

  test('nothing below zero and nothing above what was paid', () => {
    expect(refundOf(100, { kind: 'visits', total: 10, used: 9, singlePrice: 50 }).atSinglePrice).toBe(0);
    expect(refundOf(100, { kind: 'visits', total: 10, used: 0, singlePrice: 50 }).atCardPrice).toBe(100);
  });

  test('within the cooling-off time the whole principal comes back', () => {
    expect(ask('refund', { paid: '1,280', cooling: 'true' }, 'en').rows[0]?.text).toContain('1,280');
  });

  test('more used than bought is refused where it was written', () => {
    const { errors } = ask('refund', { paid: '100', kind: 'visits', total: '10', used: '11' });
    expect(errors.map(({ field }) => field)).toEqual(['used']);
  });
});

describe('damages', () => {
  test.each([
    ['fraud', 640, 0, 1920, 'price'],
    ['fraud', 96, 0, 500, 'least'],
    ['food', 26.8, 0, 1000, 'least'],
    ['food', 60, 900, 2700, 'loss'],
    ['food', 150, 0, 1500, 'price'],
  ] as const)('%s at %d yuan with a loss of %d gives %d on top, by the %s', (kind, price, loss, punitive, by) => {
    expect(damagesFor(kind, price, loss)).toMatchObject({ punitive, by });
  });

  test('the loss itself is owed besides', () => {
    expect(ask('damages', { kind: 'food', price: '60', loss: '900' }, 'en').rows[0]?.text).toContain('3,660');
  });
});

describe.each(LOCALES)('in %s', (locale) => {
  test.each(Object.keys(FIELDS) as FormTool[])('an empty form of %s names what is missing beside the field', (tool) => {
    const answer = ask(tool, {}, locale);
    expect(answer.errors.length).toBeGreaterThan(0);
    const html = toolFragment(locale, say(locale), tool, {}, answer);
    for (const { field, text } of answer.errors) {
      expect(html).toContain(`href="#${field}"`);
      expect(html).toContain(text);
    }
  });

  test('what people type is shown again, harmless', () => {
    const values = { received: '"><script>' };
    const html = toolFragment(locale, say(locale), 'deadline', values, ask('deadline', values, locale));
    expect(html).not.toContain('<script>');
  });
});
