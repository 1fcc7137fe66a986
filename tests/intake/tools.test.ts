import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/schema/basics.ts';
import { scratchIntake } from './scratch-intake.ts';

describe.each(LOCALES)('helpers without script in %s', (locale) => {
  test('the address of a filled form gives the answer in the page', async () => {
    const { app } = await scratchIntake();
    const reply = await app.inject(`/${locale}/tools/refund/?paid=3650&kind=time&totalDays=365&usedDays=146`);
    expect(reply.statusCode).toBe(200);
    expect(reply.body.replace(/[.,\s\u00a0]/g, '')).toContain('2190');
    expect(reply.body).toContain('value="3650"');
  });

  test('a wrong value is named and kept', async () => {
    const { app, log } = await scratchIntake();
    const reply = await app.inject(`/${locale}/tools/deadline/?received=2026-13-01`);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('href="#received"');
    expect(reply.body).toContain('value="2026-13-01"');
    expect(log.join('')).not.toContain('2026-13-01');
  });

  test('without a question the built page is served', async () => {
    const { app } = await scratchIntake();
    expect((await app.inject(`/${locale}/tools/damages/`)).body).toContain('plain tool');
  });
});
