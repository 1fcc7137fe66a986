import { expect, test } from '@playwright/test';
import { translator } from '../../src/i18n/strings.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import { watch } from './faults.ts';

const PAGES = ['/zh/', '/en/complain/form/', '/en/nothing-here/', '/data/malls.json', '/api/v1/complaints/NONE'];

for (const address of PAGES) {
  test(`the security headers go with ${address}`, async ({ request }) => {
    const headers = (await request.get(address)).headers();
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers).not.toHaveProperty('x-powered-by');
  });
}

for (const locale of LOCALES) {
  test(`an address that leads nowhere is answered in its own language (${locale})`, async ({ page }) => {
    const answer = await page.goto(`/${locale}/nothing-here/`);
    expect(answer?.status()).toBe(404);
    await expect(page.locator('h1')).toHaveText(translator(locale, 'site')('notFound.title'));
  });
}

test('hashed files are kept by the browser for ever, pages are asked for anew', async ({ page, request }) => {
  await page.goto('/en/');
  const style = await page.locator('link[rel="stylesheet"]').first().getAttribute('href');
  expect((await request.get(style ?? '')).headers()['cache-control']).toContain('immutable');
  expect((await request.get('/en/')).headers()['cache-control']).toBe('no-cache');
});

test('a page visited again comes from the browser and still has its styles and script', async ({ page }) => {
  const faults = watch(page);
  for (let visit = 0; visit < 3; visit++) await page.goto('/en/malls/');
  await page.locator('#explorer-q').fill('zzzzqqqq');
  await expect(page.getByText(translator('en', 'malls')('explorer.count.none'))).toBeVisible();
  expect(faults).toEqual([]);
});

test('an answer that nothing has changed leaves the policy of the kept page alone', async ({ request }) => {
  const tag = (await request.get('/en/')).headers()['etag'] ?? '';
  const answer = await request.get('/en/', { headers: { 'If-None-Match': tag } });
  expect(answer.status()).toBe(304);
  expect(answer.headers()).not.toHaveProperty('content-security-policy');
});

test('what a person typed is never kept by a cache', async ({ request }) => {
  const answer = await request.post('/en/complain/form/', { form: { place: 'Somewhere', action: 'check' } });
  expect(answer.status()).toBe(422);
  expect(answer.headers()['cache-control']).toBe('no-store');
});

test('an unknown address of the interface gets a problem document', async ({ request }) => {
  const answer = await request.get('/api/v1/nothing', { headers: { 'Accept-Language': 'es' } });
  expect(answer.status()).toBe(404);
  expect(answer.headers()['content-type']).toContain('application/problem+json');
  expect((await answer.json()).title).toBe(translator('es', 'track')('problem.404'));
});
