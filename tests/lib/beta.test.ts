import { describe, expect, test } from 'vitest';
import { betaQuantile, incompleteBeta, normalQuantile, studentQuantile } from '../../src/lib/beta.ts';

// Known values from SciPy 1.17: scipy.special.betainc, scipy.stats.beta.ppf and t.ppf.
describe('the incomplete beta function', () => {
  test('has the values of the tables, on both sides of the mean', () => {
    expect(incompleteBeta(0.3, 2, 5)).toBeCloseTo(0.579825, 12);
    expect(incompleteBeta(0.7, 5, 2)).toBeCloseTo(1 - 0.579825, 12);
    expect([0, 1].map((x) => incompleteBeta(x, 2, 5))).toEqual([0, 1]);
  });

  test('of whole numbers is a sum of binomial terms', () => {
    // P(X ≥ 3) of five throws with chance 0.4.
    const terms = 10 * 0.4 ** 3 * 0.6 ** 2 + 5 * 0.4 ** 4 * 0.6 + 0.4 ** 5;
    expect(incompleteBeta(0.4, 3, 3)).toBeCloseTo(terms, 12);
  });
});

describe('quantiles', () => {
  test('of the beta distribution, from fractions of a count to half a million', () => {
    expect(betaQuantile(0.025, 24, 17)).toBeCloseTo(0.4332670521932967, 10);
    expect(betaQuantile(0.975, 25, 16)).toBeCloseTo(0.7513500134122562, 10);
    expect(betaQuantile(0.025, 0.4, 3.7)).toBeCloseTo(2.1489381e-5, 10);
    expect(betaQuantile(0.025, 500_000, 500_001)).toBeCloseTo(0.49901951919531184, 9);
    expect(betaQuantile(0.025, 0, 12)).toBe(0);
    expect(betaQuantile(0.975, 12, 0)).toBe(1);
  });

  test('of Student and of the normal distribution', () => {
    expect([1, 2, 9].map((degrees) => studentQuantile(0.95, degrees))).toEqual([
      expect.closeTo(12.70620474, 6),
      expect.closeTo(4.30265273, 6),
      expect.closeTo(2.26215716, 6),
    ]);
    expect(normalQuantile(0.95)).toBeCloseTo(1.959964, 4);
  });
});
