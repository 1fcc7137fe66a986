import { expect, it } from 'vitest';
import { cut, plain, tableOf, widthOf } from '../../scripts/officer/table.ts';

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

it('cuts what is firm last, and leaves out a column in which nothing stands', () => {
  const rows = [['7KAM-2B3C', 'a very long object of a complaint', '']];
  expect(tableOf(['receipt', 'object', 'flags'], rows, 20, ['receipt'])).toBe(
    ['receipt    object', '─────────  ─────────', '7KAM-2B3C  a very l…'].join('\n'),
  );
  expect(tableOf(['receipt', 'object'], rows, 10, ['receipt']).split('\n')[2]).toBe('7KA…  a v…');
  const both = tableOf(['receipt', 'kind'], [['7KAM-2B3C', 'complaint']], 15, ['receipt', 'kind']);
  expect(both.split('\n')[2]).toBe('7KAM-2B3C  com…');
});

it('takes signs out that would steer the terminal, and keeps lines', () => {
  expect(plain('a\u001b[2J\n\tb\u202e')).toBe('a�[2J\n\tb�');
});
