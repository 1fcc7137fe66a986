import { describe, expect, test } from 'vitest';
import { logit, logRate, type Point, rangeOfAnother, shareOf, spreadBetween } from '../../src/lib/spread.ts';
import { chanceFrom } from './chance.ts';

const alike = (...values: number[]): Point[] => values.map((value) => ({ value, variance: 0.01 }));

describe('the spread between points', () => {
  test('is what their variance has beyond the chance in each', () => {
    // Sample variance of 1, 2 and 3 is 1; 0.01 of it is chance.
    expect(spreadBetween(alike(1, 2, 3))).toBeCloseTo(0.99, 10);
  });

  test('is none where chance explains all, and none of one or of nothing', () => {
    expect(spreadBetween(alike(1, 1.05, 0.95))).toBe(0);
    expect(spreadBetween(alike(1))).toBe(0);
    expect(spreadBetween()).toBe(0);
  });

  test('takes sets of different means together', () => {
    expect(spreadBetween(alike(1, 2, 3), alike(11, 12, 13))).toBeCloseTo(0.99, 10);
  });

  test('is that of DerSimonian and Laird where points are not equally certain', () => {
    // By hand: w = 1, 4; mean 1.6; Q = 1·1.6² + 4·0.4² = 3.2; C = 5 − 17/5 = 1.6; (3.2 − 1)/1.6.
    const points = [
      { value: 0, variance: 1 },
      { value: 2, variance: 0.25 },
    ];
    expect(spreadBetween(points)).toBeCloseTo(1.375, 10);
  });
});

describe('the range of another', () => {
  test('is the prediction interval of a normal sample where all are equally certain', () => {
    // mean ± t₂ · sd · √(1 + 1/3)
    const { low, high } = rangeOfAnother(alike(1, 2, 3), 0.01) ?? { low: 0, high: 0 };
    expect(high - 2).toBeCloseTo(4.30265273 * Math.sqrt(4 / 3), 6);
    expect(2 - low).toBeCloseTo(high - 2, 10);
  });

  test('is wider for one that tells less', () => {
    const width = (variance: number) => {
      const { low, high } = rangeOfAnother(alike(1, 1.2, 1.1), variance) ?? { low: 0, high: 0 };
      return high - low;
    };
    expect(width(0.5)).toBeGreaterThan(width(0.01));
  });

  test('is not told by two', () => {
    expect(rangeOfAnother(alike(1, 2), 0.01)).toBeNull();
  });

  test('holds at least 93 of 100 malls that are like the others, whatever their spread', () => {
    const chance = chanceFrom(7);
    for (const spread of [0, 0.3, 0.6]) {
      for (const others of [3, 6, 10]) {
        const draw = () => {
          const area = 0.6 + 0.8 * chance.uniform();
          return logRate(chance.count(80 * area * Math.exp(spread * chance.normal())), area);
        };
        const isWithin = Array.from({ length: 1000 }, () => {
          const own = draw();
          const range = rangeOfAnother(Array.from({ length: others }, draw), own.variance);
          return range !== null && own.value >= range.low && own.value <= range.high;
        });
        expect(isWithin.filter(Boolean).length, `${others} others, spread ${spread}`).toBeGreaterThan(930);
      }
    }
  });
});

test('a share comes back from its logit, but for the half that keeps none and all on the scale', () => {
  expect(shareOf(logit(60, 100).value)).toBeCloseTo(60.5 / 101, 10);
  expect(Number.isFinite(logit(0, 20).value) && Number.isFinite(logit(20, 20).value)).toBe(true);
});
