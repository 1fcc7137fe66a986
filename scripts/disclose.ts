import { parseArgs } from 'node:util';
import { type Counted, disclose } from '../src/disclosure/disclose.ts';
import { Stop } from '../src/disclosure/stop.ts';
import { day } from '../src/schema/basics.ts';
import { SITE } from '../src/site.ts';
import { runCommand } from './command.ts';

const USAGE = 'npm run disclose -- PERIOD [PERIOD …] --records RECORDS --content DIR [--published YYYY-MM-DD]';

await runCommand(USAGE, async () => {
  const { values, positionals: periods } = parseArgs({
    allowPositionals: true,
    options: { records: { type: 'string' }, content: { type: 'string' }, published: { type: 'string' } },
  });
  const { records, content } = values;
  if (periods.length === 0 || records === undefined || content === undefined) throw new Stop(`Use: ${USAGE}`);
  const published = values.published ?? new Intl.DateTimeFormat('sv', { timeZone: SITE.timeZone }).format(new Date());
  if (!day.safeParse(published).success) throw new Stop(`"${published}" is not a day: write --published YYYY-MM-DD.`);
  const disclosures = await disclose({
    periods,
    records,
    content,
    publishedOn: () => published,
    rules: 'content/rules',
    onCounted: printLeftOut,
  });
  for (const { period, malls, totals } of disclosures) {
    const { received, accepted, closed, timed, onTime } = totals;
    const clock = timed === 0 ? 'no clock in force' : `${onTime} of ${timed} on time`;
    console.log(
      `${period}: ${malls.length} malls, ${received} received, ${accepted} accepted, ${closed} closed, ${clock}.`,
    );
  }
  console.log(`Written to ${content}/disclosures. Look at it with: CONTENT_DIR=${content} npm start`);
});

function printLeftOut({ records, leftOut, pending, waitingForEnd }: Counted): void {
  const halves = Object.entries(leftOut).sort(([a], [b]) => (a < b ? -1 : 1));
  const without = halves.reduce((sum, [, count]) => sum + count, 0);
  console.log(
    `${records} records: ${records - without} counted, ${without} without a day in the half-years asked for.`,
  );
  for (const [period, count] of halves) console.log(`  left out, received in ${period}: ${count}`);
  if (pending > 0) console.log(`${pending} counted as received only: their decision is pending.`);
  if (waitingForEnd > 0)
    console.log(`${waitingForEnd} are not closed yet: their refund or case counts with the closure.`);
}
