import { expect, test } from 'vitest';
import { lastDayToReply, replyFault, stampOf } from '../../src/disclosure/reply-window.ts';
import { Stop } from '../../src/disclosure/stop.ts';
import type { Holidays, Thresholds } from '../../src/schema/rules.ts';
import { countsWith, disclosureWith } from '../data/counts.ts';

const half = disclosureWith([{ mall: 'a', ...countsWith({ received: 3 }) }], { publishedOn: '2026-07-20' });
const seen = stampOf(half, '2026-07-01', '2026-07-15');
const later = () => '2026-08-03';

test('figures that malls saw in time may be published after their last day, whatever day that is', () => {
  expect(replyFault(half, seen, later)).toBeUndefined();
  expect(replyFault({ ...half, publishedOn: '2026-07-16' }, seen, later)).toBeUndefined();
  expect(replyFault({ ...half, publishedOn: '2026-07-15' }, seen, later)).toContain('until 2026-07-15');
});

test('figures that nobody saw, or others, are told with the last day that a preview of today would give', () => {
  expect(replyFault(half, undefined, later)).toContain('malls may then reply until 2026-08-03');
  const others = { ...half, malls: [{ mall: 'a', ...countsWith({ received: 4 }) }] };
  expect(replyFault(others, seen, later)).toMatch(/saw other figures .* on 2026-07-01.*since then: a\..*2026-08-03/);
});

test('a last day in a year without holidays is refused, not guessed', () => {
  const thresholds = { versions: [{ from: '2021-01-01', replyWorkingDays: 10 }] } as Thresholds;
  const holidays = { years: { '2026': { off: [], worked: [], statutory: [] } } } as unknown as Holidays;
  const until = (today: string) => lastDayToReply(today, half, { thresholds, holidays });
  expect(until('2026-07-01')).toBe('2026-07-15');
  expect(() => until('2026-12-28')).toThrow(Stop);
});
