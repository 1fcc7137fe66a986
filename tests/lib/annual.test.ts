import { expect, test } from 'vitest';
import { annualOf } from '../../src/lib/annual.ts';
import { breakdownsOf } from '../../src/lib/small-numbers.ts';
import type { Disclosure } from '../../src/schema/disclosure.ts';
import { countsWith, disclosureWith } from '../data/counts.ts';

const malls = new Map([['a', { type: 'complex' as const, area: 'x' }]]);
const breakdowns = (half: Disclosure) => breakdownsOf(half, { rateFloor: 10, smallCell: 3, breakdownFloor: 5 });

test('a year is the sum of its half-years, and its lists sum to what was received', () => {
  const half = (period: string) => {
    const disclosure = disclosureWith([{ mall: 'a', ...countsWith() }]);
    return { ...disclosure, period };
  };
  const [h1, h2] = [half('2025-h1'), half('2025-h2')];
  const annual = annualOf(2025, [h2, h1], malls, breakdowns);
  expect(annual.periods).toEqual(['2025-h1', '2025-h2']);
  expect(annual.totals.received).toBe(h1.totals.received + h2.totals.received);
  for (const list of [annual.byProblem, annual.byObject]) {
    expect(list.reduce((sum, { received }) => sum + (received.value ?? 0), 0)).toBe(annual.totals.received);
    expect(list.every(({ before }) => before === null)).toBe(true);
  }
});

test('a year before that was published only in part is not compared with', () => {
  const disclosure = disclosureWith([{ mall: 'a', ...countsWith() }]);
  const annual = annualOf(
    2025,
    [
      { ...disclosure, period: '2024-h2' },
      { ...disclosure, period: '2025-h1' },
    ],
    malls,
    breakdowns,
  );
  expect(annual.byVenue[0]?.before).toBeNull();
});

test('what a half-year withholds, its year withholds too', () => {
  const half = (period: string, fake: number): Disclosure => {
    const counts = countsWith({
      received: 40 + fake,
      byProblem: { quality: 20, price: 20, ...(fake > 0 && { fake }) },
    });
    return { ...disclosureWith([{ mall: 'a', ...counts }], { totals: counts }), period };
  };
  const { byProblem } = annualOf(2025, [half('2025-h1', 1), half('2025-h2', 9)], malls, breakdowns);
  expect(byProblem.find(({ key }) => key === 'fake')?.received).toEqual({ value: null, text: 'withheld' });
});
