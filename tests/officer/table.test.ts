import { expect, it } from 'vitest';
import { cut, tableOf, widthOf } from '../../scripts/officer/table.ts';

it('counts Chinese signs twice and cuts by what a terminal shows', () => {
  expect([widthOf('梧桐里a'), cut('梧桐里商场', 6), cut('abc', 3)]).toEqual([7, '梧桐…', 'abc']);
});

it('keeps a table within the terminal and its columns in line', () => {
  const table = tableOf(
    ['商场', 'status'],
    [
      ['梧桐里商业广场很长的名字', 'received'],
      ['A', 'closed'],
    ],
    24,
  );
  const lines = table.split('\n');
  expect(lines.every((line) => widthOf(line) <= 24)).toBe(true);
  expect(
    new Set([lines[2], lines[3]].map((line = '') => widthOf(line.slice(0, line.search(/received|closed/))))).size,
  ).toBe(1);
});
