import { expect, test } from 'vitest';
import { wholePercents } from '../../src/lib/percents.ts';

test.each([
  [
    [1, 1, 1],
    [34, 33, 33],
  ],
  [
    [2748, 517, 771],
    [68, 13, 19],
  ],
  [
    [1, 0, 0],
    [100, 0, 0],
  ],
  [
    [0, 0, 0],
    [0, 0, 0],
  ],
])('the counts %j are %j of a hundred', (counts, percents) => {
  expect(wholePercents(counts)).toEqual(percents);
});
