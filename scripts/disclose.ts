import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Counted, disclose, type Released } from '../src/disclosure/disclose.ts';
import { importRecords } from '../src/disclosure/import.ts';
import { releaseReport } from '../src/disclosure/release-report.ts';
import { readReason } from '../src/disclosure/revise.ts';
import { Stop } from '../src/disclosure/stop.ts';
import { day } from '../src/schema/basics.ts';
import { SITE } from '../src/site.ts';
import { runCommand } from './command.ts';
import { writePreview } from './preview.ts';

const USAGE =
  'npm run disclose -- PERIOD [PERIOD …] --records RECORDS [--records MORE] --content DIR [--from-intake EXPORT.csv] [--preview DIR] [--revise REASON.yml] [--by NAME] [--published YYYY-MM-DD]';

await runCommand(USAGE, async () => {
  const { values, positionals: periods } = parseArgs({
    allowPositionals: true,
    options: {
      records: { type: 'string', multiple: true },
      content: { type: 'string' },
      'from-intake': { type: 'string' },
      preview: { type: 'string' },
      revise: { type: 'string' },
      by: { type: 'string' },
      published: { type: 'string' },
    },
  });
  const { records = [], content, preview, revise, by } = values;
  const intake = values['from-intake'];
  if (periods.length === 0 || content === undefined || (records.length === 0 && intake === undefined)) {
    throw new Stop(`Use: ${USAGE}`);
  }
  const today = new Intl.DateTimeFormat('sv', { timeZone: SITE.timeZone }).format(new Date());
  const published = values.published ?? today;
  if (!day.safeParse(published).success) throw new Stop(`"${published}" is not a day: write --published YYYY-MM-DD.`);
  if (preview !== undefined && `${resolve(preview)}/`.startsWith(`${resolve(content)}/`)) {
    throw new Stop('Write --preview outside the content folder: a preview must not be published.');
  }
  const own = intake === undefined ? undefined : await importIntake(intake, content);
  try {
    let released: Released | undefined;
    const disclosures = await disclose({
      periods,
      records: own === undefined ? records : [...records, own],
      content,
      publishedOn: () => published,
      rules: 'content/rules',
      revise: revise === undefined ? undefined : await readReason(revise),
      isPreview: preview !== undefined,
      onCounted: (told) => {
        released = told;
        printLeftOut(told.counted);
      },
    });
    for (const { period, malls, totals } of disclosures) {
      const { received, accepted, closed, timed, onTime } = totals;
      const clock = timed === 0 ? 'no clock in force' : `${onTime} of ${timed} on time`;
      console.log(
        `${period}: ${malls.length} malls, ${received} received, ${accepted} accepted, ${closed} closed, ${clock}.`,
      );
    }
    if (released === undefined) return;
    if (preview !== undefined) {
      for (const half of disclosures) {
        const deadline = await writePreview(preview, half, released, today);
        console.log(`${half.malls.length} previews of ${half.period} are in ${preview}; replies until ${deadline}.`);
      }
      console.log('Nothing is published yet: run the same command without --preview for that.');
      return;
    }
    const folder = records[0] ?? '.';
    for (const half of disclosures) {
      const file = join(folder, `disclosure-${half.period}.txt`);
      await writeFile(file, releaseReport(half, released, by, today));
      console.log(`Report: ${file}`);
    }
    console.log(`Written to ${content}/disclosures. Look at it with: CONTENT_DIR=${content} npm start`);
  } finally {
    if (own !== undefined) await rm(own, { recursive: true, force: true });
  }
});

/** The complaints of our own intake, as the officers' export gives them, in a records folder that lasts as long as we do. */
async function importIntake(file: string, content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'intake-records-'));
  const own = join(content, 'mappings', 'intake.yml');
  const mappingFile = existsSync(own) ? own : 'content/mappings/intake.yml';
  const { kept, rejected } = await importRecords({ file, mappingFile, out: folder, content });
  console.log(`Intake: ${kept} complaints, ${rejected} rejected.`);
  if (rejected > 0) console.log('For the reasons import the file itself with content/mappings/intake.yml.');
  return folder;
}

function printLeftOut({ records, twice, leftOut, pending, waitingForEnd }: Counted): void {
  const halves = Object.entries(leftOut).sort(([a], [b]) => (a < b ? -1 : 1));
  const without = halves.reduce((sum, [, count]) => sum + count, 0);
  console.log(
    `${records} records: ${records - without} counted, ${without} without a day in the half-years asked for.`,
  );
  if (twice > 0) console.log(`${twice} passed over: an earlier folder has their case number.`);
  for (const [period, count] of halves) console.log(`  left out, received in ${period}: ${count}`);
  if (pending > 0) console.log(`${pending} counted as received only: their decision is pending.`);
  if (waitingForEnd > 0)
    console.log(`${waitingForEnd} are not closed yet: their refund or case counts with the closure.`);
}
