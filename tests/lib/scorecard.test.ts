import { describe, expect, test } from 'vitest';
import { type Goals, goalsOn, MEASURES, type Measure, scorecardOf } from '../../src/lib/scorecard.ts';
import type { Counts } from '../../src/schema/disclosure.ts';
import { countsWith } from '../data/counts.ts';

const WORDS = { zh: '目标', en: 'goal', es: 'meta' };
const goals: Goals = { 'decided-on-time': { share: 1, source: WORDS }, 'closed-on-time': { share: 1, source: WORDS } };
const score = (measure: Measure, counts: Partial<Counts>) => {
  const found = scorecardOf(countsWith(counts), { rateFloor: 10 }, goals).find((one) => one.measure === measure);
  if (found === undefined) throw new Error(measure);
  return found;
};

test('the card has every measure in its order, also of a half-year without complaints', () => {
  const card = scorecardOf(countsWith(), { rateFloor: 10 }, goals);
  expect(card.map(({ measure }) => measure)).toEqual(MEASURES);
  expect(card.every(({ share, isMet }) => share === null && isMet === null)).toBe(true);
});

describe('on time', () => {
  test('counts what was late and says that the target is missed', () => {
    expect(score('closed-on-time', { timed: 4036, onTime: 3985 })).toMatchObject({
      part: 3985,
      whole: 4036,
      share: 0.9874,
      target: 1,
      missed: 51,
      isMet: false,
    });
  });

  test('one late decision among very many misses a target of 100 %, whatever the rounding', () => {
    const { share, isMet } = score('decided-on-time', { decisionsTimed: 100_000, decisionsOnTime: 99_999 });
    expect([share, isMet]).toEqual([1, false]);
  });

  test('is met where none was late, and has no interval, since every case is known', () => {
    expect(score('closed-on-time', { timed: 40, onTime: 40 })).toMatchObject({ missed: 0, isMet: true, low: null });
  });
});

describe('shares', () => {
  const { outcomes } = countsWith();
  const closed = { closed: 40, solved: 24, unsolved: 6, unrated: 10 };

  test('unrated never counts as solved, and only those who answered count in satisfaction', () => {
    expect(score('solved', closed)).toMatchObject({
      part: 24,
      whole: 40,
      share: 0.6,
      low: expect.closeTo(0.47, 2),
      high: expect.closeTo(0.717, 2),
    });
    expect(score('satisfied', closed)).toMatchObject({ part: 24, whole: 30, share: 0.8 });
    expect(score('answered', closed)).toMatchObject({ part: 30, whole: 40, share: 0.75, low: null });
  });

  test('mediation is measured by those that were mediated to an end, settled ones by all closed', () => {
    const ended = {
      closed: 50,
      outcomes: { ...outcomes, 'mediated-performed': 10, 'mediated-agreed': 20, refused: 8, 'time-limit': 2 },
    };
    expect(score('mediated', ended)).toMatchObject({ part: 30, whole: 40, share: 0.75 });
    expect(score('settled', { closed: 50, outcomes: { ...outcomes, 'settled-direct': 5 } })).toMatchObject({
      part: 5,
      whole: 50,
      share: 0.1,
    });
  });

  test('fewer than the floor give counts and no share', () => {
    expect(score('satisfied', { closed: 12, solved: 8, unsolved: 1, unrated: 3 })).toMatchObject({
      part: 8,
      whole: 9,
      share: null,
      low: null,
    });
  });

  test('complaints that became cases have no target', () => {
    expect(score('to-case', { closed: 100, toCase: 3 })).toMatchObject({ share: 0.03, target: null, missed: null });
  });
});

test('money and days are amounts, and a notice that no source records is not measured', () => {
  expect(score('refund', { refund: 120.5 })).toMatchObject({ amount: 120.5, share: null });
  expect(score('median-days', { medianDays: 30 }).amount).toBe(30);
  expect(score('notified-on-time', {})).toMatchObject({ part: null, whole: null, share: null, amount: null });
  expect(score('notified-on-time', { noticesTimed: 40, noticesOnTime: 38 })).toMatchObject({
    part: 38,
    whole: 40,
    share: 0.95,
  });
});

test('the targets of the day apply', () => {
  const versions = [
    { from: '2021-01-01', targets: { solved: { share: 0.5, source: WORDS } } },
    { from: '2026-01-01', targets: { solved: { share: 0.7, source: WORDS } } },
  ];
  expect(goalsOn({ versions }, '2025-12-31').solved?.share).toBe(0.5);
  expect(goalsOn({ versions }, '2026-06-30').solved?.share).toBe(0.7);
  expect(goalsOn({ versions }, '2020-12-31')).toEqual({});
});
