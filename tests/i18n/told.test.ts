import { describe, expect, test } from 'vitest';
import { describeComparison, tellChange } from '../../src/i18n/comparison.ts';
import { figure, putInto, textOf } from '../../src/i18n/told.ts';
import type { Comparison } from '../../src/lib/compare.ts';
import { LOCALES } from '../../src/schema/basics.ts';

const change = {
  kind: 'more',
  period: '2025-h1',
  before: 144,
  ratio: 1.16,
  low: 0.95,
  high: 1.42,
  isChance: true,
} satisfies Comparison;

describe('a sentence with figures', () => {
  test('keeps each figure apart, with its column', () => {
    expect(putInto('{n} of {whole}.', { n: figure('3', 'received'), whole: 40 })).toEqual([
      { text: '3', column: 'received' },
      { text: ' of ' },
      { text: '40' },
      { text: '.' },
    ]);
    expect(() => putInto('{n}', {})).toThrow('{n}');
  });
});

describe('a change', () => {
  test('is told with its interval and what that allows to say', () => {
    expect(textOf(describeComparison('en', change))).toBe(
      'more than the 144 of the first half of 2025, 1.16 times as many (95% interval 0.95 to 1.42: chance alone can explain it)',
    );
    const real = { ...change, low: 1.05, isChance: false };
    expect(textOf(describeComparison('en', real))).toContain('1.05 to 1.42: chance alone hardly explains it');
  });

  test('is told in a cell by a word only where chance hardly explains it', () => {
    expect(textOf(tellChange('en', change))).toBe('1.16 (0.95–\u20601.42)');
    expect(textOf(tellChange('en', { ...change, low: 1.05, isChance: false }))).toBe('1.16 (1.05–\u20601.42) more');
  });

  test.each(LOCALES)('has words where nothing is compared, and no number that no file has (%s)', (locale) => {
    for (const kind of ['none', 'break', 'partial'] as const) {
      expect(textOf(tellChange(locale, { kind }))).not.toMatch(/\d/);
      expect(textOf(describeComparison(locale, { kind }))).not.toMatch(/\d/);
    }
    const few: Comparison = { kind: 'few', period: '2025-h1', before: 3 };
    expect(textOf(tellChange(locale, few))).not.toMatch(/\d/);
    const fromNone = { ...change, before: 0, ratio: null, high: null, isChance: false };
    expect(textOf(tellChange(locale, fromNone))).not.toMatch(/\d/);
    expect(describeComparison(locale, fromNone).filter(({ column }) => column !== undefined)).toEqual([]);
  });

  test.each(LOCALES)('marks every figure of its interval (%s)', (locale) => {
    const columns = describeComparison(locale, change).flatMap(({ column }) => column ?? []);
    expect(columns.sort()).toEqual(['received_year_ago', 'year_ratio', 'year_ratio_high', 'year_ratio_low']);
  });
});
