import { parseArgs } from 'node:util';
import { disclose } from '../src/disclosure/disclose.ts';
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
  const disclosures = await disclose({ periods, records, content, publishedOn: () => published, rules: 'content/rules' });
  for (const { period, malls, totals } of disclosures) {
    console.log(`${period}: ${malls.length} malls, ${totals.received} received, ${totals.accepted} accepted, ${totals.closed} closed.`);
  }
  console.log(`Written to ${content}/disclosures. Look at it with: CONTENT_DIR=${content} npm start`);
});
