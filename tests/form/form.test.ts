import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { strings } from '../../src/i18n/strings.ts';
import { formFragment } from '../../src/islands/complaint-form/render.tsx';
import { STEPS, stepOf } from '../../src/islands/complaint-form/steps.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import { complaint } from '../../src/schema/complaint.ts';
import type { FormState } from '../../src/schema/form-state.ts';

const EMPTY: FormState = { locale: 'en', mode: 'edit', values: {}, errors: [], files: [], key: '' };
const fields = Object.keys(complaint.shape).filter((field) => field !== 'locale' && field !== 'files');

describe('the form as plain HTML', () => {
  it('has a named control for every field', () => {
    const html = formFragment(EMPTY);
    for (const field of fields) expect(html, field).toContain(`name="${field}"`);
  });

  it('ties a field to its hint and its error', () => {
    const html = formFragment({ ...EMPTY, errors: [{ field: 'phone', key: 'error.phone.form' }] });
    expect(html).toMatch(/<label for="phone"/);
    expect(html).toMatch(/<input[^>]*id="phone"[^>]*aria-describedby="phone-hint phone-error"[^>]*aria-invalid="true"/);
    expect(html).toContain('id="phone-error"');
    expect(html).toContain('href="#phone"');
  });

  it('has no markup that the content-security policy forbids', () => {
    expect(formFragment(EMPTY)).not.toMatch(/\sstyle=|\son\w+=/);
  });

  it('cannot be broken out of by what was typed', () => {
    const html = formFragment({ ...EMPTY, mode: 'review', values: { narrative: '</script><!--<script>alert(1)' } });
    expect(html).not.toContain('<script>alert');
    expect(html.match(/<\/script>/g)).toHaveLength(1);
  });
});

describe('evidence without script', () => {
  const files = [{ id: 'aaaaaaaa-1', name: '小票.jpg', bytes: 120_000 }];

  it('is chosen in a file field, shown with its size, carried on and removed by a tick', () => {
    const html = formFragment({ ...EMPTY, files, key: 'k'.repeat(20) });
    expect(html).toMatch(/enctype="multipart\/form-data"/i);
    expect(html).toMatch(/<input type="file" id="evidence" multiple=""[^>]*name="evidence"/);
    expect(html).toContain('name="file" value="aaaaaaaa-1 小票.jpg"');
    expect(html).toContain('name="drop" value="aaaaaaaa-1"');
    expect(html).toMatch(/120 ?kB/);
  });

  it('is listed before sending, and a refused file is named where it is chosen and on top', () => {
    expect(formFragment({ ...EMPTY, mode: 'review', files })).toMatch(/<dd>小票\.jpg/);
    const errors = [{ field: 'files' as const, key: 'error.file.type', values: { name: 'virus.exe' } }];
    const html = formFragment({ ...EMPTY, errors });
    expect(html).toContain('href="#evidence"');
    expect(html.match(/virus\.exe/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('leaves a field for programs that no person reaches', () => {
    expect(formFragment(EMPTY)).toMatch(/aria-hidden="true"><label for="website".*tabindex="-1"/);
  });
});

describe('the steps', () => {
  it('are nine at most, the review counted', () => {
    expect(STEPS.length + 1).toBeLessThanOrEqual(9);
  });

  it('hold every field exactly once', () => {
    expect(STEPS.flatMap((step) => step.fields).sort()).toEqual([...fields].sort());
    expect(stepOf('truth')).toBe(STEPS.length - 1);
  });
});

describe('the words of an error', () => {
  const keys = [
    'src/schema/complaint.ts',
    'src/intake/routes/form.ts',
    'src/intake/routes/complaints.ts',
    'src/intake/read-complaint.ts',
    'src/intake/form-post.ts',
    'src/intake/routes/files.ts',
    'src/islands/complaint-form/evidence.ts',
    'src/islands/complaint-form/useEvidence.ts',
    'src/islands/complaint-form/ComplaintForm.tsx',
  ].flatMap((file) => readFileSync(file, 'utf8').match(/(?<=')error\.[\w.]+(?=')/g) ?? []);

  it.each(LOCALES)('are there for every key that the code uses (%s)', (locale) => {
    const words: Record<string, string> = strings(locale, 'form');
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter((key) => key !== 'error.' && !words[key])).toEqual([]);
  });
});
