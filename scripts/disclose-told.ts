import { join } from 'node:path';
import type { Released } from '../src/disclosure/disclose.ts';
import { nothingBeforeText } from '../src/disclosure/gates.ts';
import { rejectedLines } from '../src/disclosure/release-report.ts';
import type { Stamp } from '../src/disclosure/reply-window.ts';
import type { Counted } from '../src/disclosure/tallies.ts';
import type { Disclosure } from '../src/schema/disclosure.ts';
import { SITE } from '../src/site.ts';

/** What the disclosure says on the screen. */

export function printCounted(counted: Counted, periods: readonly string[]): void {
  const { records, twice, received, later, pending, waitingForEnd } = counted;
  const halves = Object.entries(counted.leftOut).sort(([a], [b]) => (a < b ? -1 : 1));
  const without = halves.reduce((sum, [, count]) => sum + count, 0);
  const asked = [...new Set(periods)].sort();
  const it = asked.length === 1 ? 'it' : 'them';
  console.log(
    `${records} records: ${received} received in ${asked.join(' and ')}, ${later} more decided or closed in ${it}, ${without} without a day in ${it}.`,
  );
  if (twice > 0) console.log(`${twice} passed over: an earlier folder has their case number.`);
  for (const [period, count] of halves) console.log(`  left out, received in ${period}: ${count}`);
  if (pending > 0) console.log(`${pending} counted as received only: their decision is pending.`);
  if (waitingForEnd > 0)
    console.log(`${waitingForEnd} are not closed yet: their refund or case counts with the closure.`);
}

export function printHalf({ period, malls, totals }: Disclosure): void {
  const { received, accepted, closed, timed, onTime } = totals;
  const clock = timed === 0 ? 'no clock in force' : `${onTime} of ${timed} on time`;
  console.log(
    `${period}: ${malls.length} malls, ${received} received, ${accepted} accepted, ${closed} closed, ${clock}.`,
  );
}

export function printPreview(
  { period, malls }: Disclosure,
  stamp: Stamp,
  before: Stamp | undefined,
  folder: string,
): void {
  const { repliesUntil, sha256 } = stamp;
  console.log(`${malls.length} previews of ${period} are in ${join(folder, period)}; replies until ${repliesUntil}.`);
  console.log(`Open ${join(folder, period, 'index.html')} to see which folder is whose.`);
  if (before === undefined || before.repliesUntil === repliesUntil) return;
  const same = before.sha256 === sha256 ? 'the same figures' : 'other figures';
  console.log(
    `A preview of ${before.previewedOn} had ${same}, with replies until ${before.repliesUntil}: now ${repliesUntil} counts, as the letters say.`,
  );
}

/** Where letters about real complaints would be headed by the demonstration's office. */
export function printSender(kind: Disclosure['origin']['kind']): void {
  if (kind === 'invented' || !SITE.demonstration) return;
  console.log(
    `The letters are headed "${SITE.publisher.en}" and have no address to reply to: write your office, its address and the site's into src/site.ts, and preview again.`,
  );
}

/** What an officer should look at before the figures go out, or again once they are. */
export function printOpen(
  { halves, becomes, notCounted, nothingBefore, neighbours }: Released,
  isNothingOlder: boolean,
): void {
  const lines = [...becomes.keys()].flatMap((period) => rejectedLines(period, notCounted));
  console.log([...new Set(lines)].map((line) => `${line}.`).join('\n'));
  for (const { period, totals } of halves) {
    if (totals.closed === 0 || totals.solved + totals.unsolved > 0) continue;
    console.log(
      `Of ${totals.closed} closed in ${period} no record says whether it was solved: every share solved will be 0%. If nobody was asked, tell readers so in origin.name of the mapping.`,
    );
  }
  const none = isNothingOlder ? ' --nothing-older says that there are none.' : '';
  if (nothingBefore !== undefined) console.log(`${nothingBeforeText(nothingBefore)}${none}`);
  for (const neighbour of neighbours) console.log(neighbour);
}
