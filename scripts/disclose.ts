import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { disclose, type Released } from '../src/disclosure/disclose.ts';
import { importRecords } from '../src/disclosure/import.ts';
import { releaseReport } from '../src/disclosure/release-report.ts';
import {
  lastDayToReply,
  type ReplyKept,
  readStamp,
  replyFault,
  type Stamp,
  writeStamp,
} from '../src/disclosure/reply-window.ts';
import { readReason } from '../src/disclosure/revise.ts';
import { Stop } from '../src/disclosure/stop.ts';
import { day } from '../src/schema/basics.ts';
import type { Disclosure } from '../src/schema/disclosure.ts';
import { SITE } from '../src/site.ts';
import { runCommand } from './command.ts';
import { printCounted, printHalf, printOpen, printPreview, printSender } from './disclose-told.ts';
import { refuseToReplace, writePreview } from './preview.ts';

const USAGE = `npm run disclose -- PERIOD [PERIOD …] --records RECORDS [--records MORE] --content DIR --preview DIR
     npm run disclose -- PERIOD [PERIOD …] --records RECORDS [--records MORE] --content DIR --by NAME
       [--from-intake EXPORT.csv] [--revise REASON.yml] [--published YYYY-MM-DD] [--nothing-older] [--without-reply "REASON"]`;

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
      'nothing-older': { type: 'boolean' },
      'without-reply': { type: 'string' },
    },
  });
  const { records = [], content, preview, revise } = values;
  const [intake, withoutReply] = [values['from-intake'], values['without-reply']?.trim()];
  const isNothingOlder = values['nothing-older'] === true;
  if (periods.length === 0 || content === undefined || (records.length === 0 && intake === undefined)) {
    throw new Stop(`Use: ${USAGE}`);
  }
  const today = new Intl.DateTimeFormat('sv', { timeZone: SITE.timeZone }).format(new Date());
  const published = values.published ?? today;
  if (!day.safeParse(published).success) throw new Stop(`"${published}" is not a day: write --published YYYY-MM-DD.`);
  if (published > today) throw new Stop(`--published ${published} lies ahead: today is ${today}.`);
  if (withoutReply === '') throw new Stop('Say why after --without-reply: the reason goes into the report.');
  const signedBy = values.by?.trim() ?? '';
  if (preview === undefined && signedBy === '') {
    throw new Stop('Say who releases these figures: add --by NAME. To see them first, add --preview DIR.');
  }
  if (preview !== undefined && `${resolve(preview)}/`.startsWith(`${resolve(content)}/`)) {
    throw new Stop('Write --preview outside the content folder: a preview must not be published.');
  }
  if (preview !== undefined) for (const period of periods) await refuseToReplace(join(preview, period), period);

  // Where the intake alone is the source, its reports have no folder of their own.
  const folders = records.length === 0 ? ['.'] : records;
  const own = intake === undefined ? undefined : await importIntake(intake, content);
  try {
    let released: Released | undefined;
    const replies = new Map<string, ReplyKept>();
    const halves = await disclose({
      periods,
      records: own === undefined ? records : [...records, own],
      content,
      publishedOn: () => published,
      rules: 'content/rules',
      revise: revise === undefined ? undefined : await readReason(revise),
      isNothingOlder,
      isPreview: preview !== undefined,
      onComputed: async (computed) => {
        released = computed;
        printCounted(computed.counted, periods);
        if (preview !== undefined) return;
        for (const half of computed.halves) {
          if (computed.becomes.get(half.period) !== 'published') continue;
          const stamp = await readStamp(folders, half.period);
          replies.set(
            half.period,
            replyKept(half, stamp, withoutReply, () => lastDayToReply(today, half, computed)),
          );
        }
      },
    });
    if (released === undefined) return;
    for (const half of halves) printHalf(half);
    if (preview === undefined) await reportOn(halves, released, replies);
    else await previewAll(halves, released, preview);
    printOpen(released, isNothingOlder);
  } finally {
    if (own !== undefined) await rm(own, { recursive: true, force: true });
  }

  async function previewAll(halves: Disclosure[], released: Released, to: string): Promise<void> {
    for (const half of halves) {
      const before = await readStamp(folders, half.period);
      const stamp = await writePreview(to, half, released, {
        today,
        registers: [content ?? '', ...folders.map((folder) => join(folder, 'register'))],
      });
      for (const folder of folders) await writeStamp(folder, stamp);
      printPreview(half, stamp, before, to);
    }
    if (halves[0] !== undefined) printSender(halves[0].origin.kind);
    console.log('Nothing is published yet: run the same command with --by NAME in place of --preview for that.');
  }

  async function reportOn(halves: Disclosure[], released: Released, replies: Map<string, ReplyKept>): Promise<void> {
    for (const half of halves) {
      const { period, publishedOn, revisedOn } = half;
      const state = released.becomes.get(period);
      const file = join(folders[0] ?? '.', reportName(half, state === 'revised'));
      if (state === 'unchanged') {
        console.log(`${period} is published since ${publishedOn} with these figures: nothing changed, that day stays.`);
        // The report of the day of publication is the one that counts.
        if (existsSync(file)) continue;
      }
      if (state === 'revised') {
        console.log(`${period} keeps its day of publication, ${publishedOn}; revised on ${revisedOn}.`);
      }
      await writeFile(file, releaseReport(half, released, { signedBy, today, reply: replies.get(period) }));
      console.log(`Report: ${file}`);
    }
    const isRevised = [...released.becomes.values()].includes('revised');
    if (revise !== undefined && !isRevised) console.log(`No published figure changes: ${revise} was not used.`);
    console.log(`Written to ${content}/disclosures. Look at it with: CONTENT_DIR=${content} npm start`);
  }
});

/** How the right of reply was kept. Throws `Stop` where it was not, and nobody said why. */
function replyKept(
  half: Disclosure,
  stamp: Stamp | undefined,
  withoutReply: string | undefined,
  untilIfShownToday: () => string,
): ReplyKept {
  const fault = replyFault(half, stamp, untilIfShownToday);
  if (fault === undefined && stamp !== undefined) return { stamp };
  if (withoutReply === undefined) throw new Stop(fault ?? '');
  return { without: withoutReply };
}

function reportName({ period, revisedOn }: Disclosure, isRevised: boolean): string {
  return `disclosure-${period}${isRevised ? `-revised-${revisedOn}` : ''}.txt`;
}

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
