import { describe, expect, test } from 'vitest';
import {
  type Comparison,
  compareWithLastYear,
  type Scatter,
  scatterOfMall,
  scatterOfSum,
  yearlySpread,
} from '../../src/lib/compare.ts';
import { countRatio } from '../../src/lib/intervals.ts';
import { chanceFrom } from './chance.ts';

const periods = ['2026-h1', '2025-h2', '2025-h1'];
const historyWith = (received: (number | null)[], breakAt = -1, partialAt = -1) =>
  periods.map((period, index) => ({
    period,
    received: received[index] ?? null,
    isBreak: index === breakAt,
    isPartial: index === partialAt,
  }));
const pureChance: Scatter = () => 1;
const compare = (now: number | null, before: number | null, scatter = pureChance): Comparison =>
  compareWithLastYear(historyWith([now, 500, before]), 0, scatter);

describe('a half-year against the same half of the year before', () => {
  test('is told by how many times as many, with an interval', () => {
    // SciPy: beta.ppf([.025, .975], [90, 91], [101, 100]) → p/(1 − p).
    expect(compare(90, 100)).toEqual({
      kind: 'fewer',
      period: '2025-h1',
      before: 100,
      ratio: 0.9,
      low: 0.67,
      high: 1.21,
      isChance: true,
    });
    expect(compare(100, 90)).toMatchObject({ kind: 'more', ratio: 1.11 });
    expect(compare(70, 70)).toMatchObject({ kind: 'same', ratio: 1, isChance: true });
  });

  test('is more or fewer by more than chance only where the interval leaves 1 out', () => {
    expect(compare(140, 100)).toMatchObject({ kind: 'more', isChance: false });
    expect(compare(60, 100)).toMatchObject({ kind: 'fewer', isChance: false });
    expect(compare(125, 100)).toMatchObject({ kind: 'more', isChance: true });
    expect(compare(0, 40)).toMatchObject({ kind: 'fewer', ratio: 0, low: 0, isChance: false });
  });

  test('has no ratio to nothing', () => {
    expect(compare(40, 0)).toMatchObject({ kind: 'more', ratio: null, high: null, isChance: false });
    expect(compare(40, 0)).toHaveProperty('low', expect.closeTo(10.34, 1));
  });

  test('is not told of few', () => {
    for (const [now, before] of [
      [3, 0],
      [4, 0],
      [6, 1],
      [0, 0],
      [5, 4],
    ] as const) {
      expect(compare(now, before)).toEqual({ kind: 'few', period: '2025-h1', before });
    }
    expect(compare(9, 1)).toMatchObject({ kind: 'more' });
  });

  test('is not compared where a half-year is missing, was counted otherwise, or was open for a part', () => {
    const at = (index: number, ...of: Parameters<typeof historyWith>) =>
      compareWithLastYear(historyWith(...of), index, pureChance);
    expect(compare(90, null)).toEqual({ kind: 'none' });
    expect(at(1, [90, 500, 100])).toEqual({ kind: 'none' });
    expect(compareWithLastYear([], 0, pureChance)).toEqual({ kind: 'none' });
    expect(at(0, [90, 500, 100], 1)).toEqual({ kind: 'break' });
    expect(at(0, [90, 500, 100], 2)).toMatchObject({ kind: 'fewer' });
    expect(at(0, [90, 500, 100], -1, 2)).toEqual({ kind: 'partial' });
    expect(at(0, [90, 500, 100], -1, 1)).toMatchObject({ kind: 'fewer' });
  });
});

describe('the usual ups and downs', () => {
  const grown = [
    { now: 150, before: 100 },
    { now: 300, before: 200 },
    { now: 75, before: 50 },
  ];

  test('are none where all malls grow alike, and what they differ by beyond chance', () => {
    expect(yearlySpread([grown])).toBe(0);
    expect(yearlySpread([])).toBe(0);
    const wild = [
      { now: 1500, before: 1000 },
      { now: 1000, before: 1500 },
      { now: 1200, before: 1200 },
    ];
    expect(Math.sqrt(yearlySpread([wild]))).toBeCloseTo(0.4, 1);
  });

  test('widen the interval of many more than that of few, and never make it narrower', () => {
    const scatter = scatterOfMall(0.02);
    expect(scatter(20, 20)).toBeCloseTo(1.2, 10);
    expect(scatter(200, 200)).toBeCloseTo(3, 10);
    expect([scatter(0, 40), scatter(0, 0), scatterOfMall(0)(300, 200)]).toEqual([1, 1, 1]);
    expect(compare(140, 100, scatter)).toMatchObject({ isChance: true });
    expect(compare(200, 100, scatter)).toMatchObject({ isChance: false });
  });

  test('cancel for the most part in a sum of many malls', () => {
    const pairs = Array.from({ length: 100 }, () => ({ now: 100, before: 100 }));
    expect(scatterOfSum(0.02, pairs)(10_000, 10_000)).toBeCloseTo(2, 10);
    expect(scatterOfSum(0.02, [])(5, 5)).toBe(1);
  });

  test('leave about five false alarms in a hundred, for malls of any size', () => {
    const chance = chanceFrom(11);
    const spread = 0.02;
    for (const mean of [20, 80, 300]) {
      const draw = () => chance.count(mean * Math.exp(chance.normal() * Math.sqrt(spread / 2)));
      const alarms = Array.from({ length: 2000 }, () => {
        const told = compare(draw(), draw(), scatterOfMall(spread));
        return 'isChance' in told && !told.isChance;
      });
      const share = alarms.filter(Boolean).length / 2000;
      expect(share, `mean ${mean}`).toBeLessThan(0.06);
      expect(share, `mean ${mean}`).toBeGreaterThan(0.015);
    }
  });
});

test('without more than chance the interval is the exact one of Clopper and Pearson', () => {
  // SciPy: beta.ppf(.025, 24, 17) and beta.ppf(.975, 25, 16).
  const ratio = countRatio(24, 16);
  expect(ratio?.low).toBeCloseTo(0.4332670521932967 / (1 - 0.4332670521932967), 8);
  expect(ratio?.high).toBeCloseTo(0.7513500134122562 / (1 - 0.7513500134122562), 8);
  expect(countRatio(0, 0)).toBeNull();
});
