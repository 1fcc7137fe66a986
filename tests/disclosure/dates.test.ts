import { expect, test } from 'vitest';
import { readDay } from '../../src/disclosure/dates.ts';
import type { DateShape } from '../../src/schema/mapping.ts';

test.each<[string, DateShape]>([
  ['2025-03-05T14:03:00', 'YYYY-MM-DD'],
  ['2025-03-05 14:03:00.5', 'YYYY-MM-DD'],
  ['２０２５－０３－０５', 'YYYY-MM-DD'],
  ['2025/3/5 下午2:03', 'YYYY/MM/DD'],
  ['2025/3/5 上午 9:03:11', 'YYYY/MM/DD'],
  ['2025／3／5', 'YYYY/MM/DD'],
  ['2025年3月5日 14:03', 'YYYY年MM月DD日'],
  ['2025年3月5日14:03', 'YYYY年MM月DD日'],
  ['2025年3月5日下午2时03分', 'YYYY年MM月DD日'],
  ['２０２５年３月５日', 'YYYY年MM月DD日'],
  ['3/5/2025 2:03 p. m.', 'MM/DD/YYYY'],
  ['5 Mar 2025', 'DD MMM YYYY'],
  ['05-MAR-2025', 'DD MMM YYYY'],
  ['5th March 2025 14:03', 'DD MMM YYYY'],
  ['5 de marzo de 2025', 'DD MMM YYYY'],
  ['5 de marzo del 2025', 'DD MMM YYYY'],
  ['5 mar. 2025', 'DD MMM YYYY'],
  ['Mar 5, 2025', 'MMM DD YYYY'],
  ['March 5 2025', 'MMM DD YYYY'],
  ['Mar 5, 2025, 2:03 PM', 'MMM DD YYYY'],
])('%s is read as %s', (text, shape) => {
  expect(readDay(text, shape)).toBe('2025-03-05');
});

test('each month is known by its English and its Spanish name', () => {
  const english = ['Jan', 'February', 'Mar', 'April', 'May', 'Jun', 'July', 'Aug', 'Sept', 'October', 'Nov', 'Dec'];
  const spanish = [
    ...['enero', 'feb', 'marzo', 'abr', 'mayo', 'junio', 'jul', 'agosto', 'setiembre', 'oct', 'noviembre', 'dic'],
  ];
  for (const names of [english, spanish]) {
    const months = names.map((name) => readDay(`1 ${name} 2025`, 'DD MMM YYYY')?.slice(5, 7));
    expect(months).toEqual(Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0')));
  }
});

test.each<[string, DateShape]>([
  ['5 Mar 25', 'DD MMM YYYY'],
  ['5/3/25', 'DD/MM/YYYY'],
  ['25-03-05', 'YYYY-MM-DD'],
  ['31 Feb 2025', 'DD MMM YYYY'],
  ['5 Marble 2025', 'DD MMM YYYY'],
  ['5 M 2025', 'DD MMM YYYY'],
  ['Mar 2025', 'MMM DD YYYY'],
  ['5 Mar 2025', 'MMM DD YYYY'],
  ['2025-03-05T14:03:00Z', 'YYYY-MM-DD'],
  ['2025年3月', 'YYYY年MM月DD日'],
])('%s is no day as %s', (text, shape) => {
  expect(readDay(text, shape)).toBeUndefined();
});
