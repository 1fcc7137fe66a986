import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { Stop } from '../src/disclosure/stop.ts';
import { FALSE_ALARMS_A_MONTH, LEAST_COUNT, LEAST_WEEKS, REACH_PER_WEEK } from '../src/disclosure/warning/detect.ts';
import { type Warning, warn } from '../src/disclosure/warning/warn.ts';
import { area } from '../src/schema/area.ts';
import { day } from '../src/schema/basics.ts';
import { runCommand } from './command.ts';
import { draftAlert, type Names, seriesName } from './warn-draft.ts';

const USAGE = 'npm run warn -- --records RECORDS [--records MORE] [--content DIR] [--on YYYY-MM-DD] [--out DIR]';

await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      records: { type: 'string', multiple: true },
      content: { type: 'string', default: 'content' },
      on: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { records = [], content, on } = values;
  const [first] = records;
  if (first === undefined) throw new Stop(`Use: ${USAGE}`);
  if (on !== undefined && !day.safeParse(on).success) throw new Stop(`"${on}" is not a day: write --on YYYY-MM-DD.`);
  const out = values.out ?? join(first, 'warnings');
  if (`${resolve(out)}/`.startsWith(`${resolve(content)}/`)) {
    throw new Stop('Write --out outside the content folder: a draft must not be published by itself.');
  }
  if (existsSync(out) && !existsSync(join(out, 'report.json')) && (await readdir(out)).length > 0) {
    throw new Stop(`${out} exists and holds no warnings: name another folder, since it would be replaced.`);
  }
  const warning = await warn(records, content, on);
  const names: Names = { malls: warning.malls, areas: await readAreas(content) };
  await rm(out, { recursive: true, force: true });
  await mkdir(join(out, 'drafts'), { recursive: true });
  for (const outbreak of warning.outbreaks) {
    const file = `${warning.weeks.on}-${outbreak.lead.series.key.replace(':', '-')}.yml`;
    await writeFile(join(out, 'drafts', file), draftAlert(outbreak, warning.weeks.on, names));
  }
  const text = reportText(warning, names);
  await writeFile(join(out, 'report.txt'), text);
  await writeFile(join(out, 'report.json'), `${JSON.stringify(reportData(warning), null, 2)}\n`);
  console.log(`${text}\nReport and drafts are in ${out}. Nothing is published: an officer decides.`);
});

async function readAreas(content: string): Promise<Names['areas']> {
  const folder = join(content, 'areas');
  if (!existsSync(folder)) return new Map();
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yml'));
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const { name } = area.parse(parse(await readFile(join(folder, file), 'utf8')));
        return [file.replace('.yml', ''), name] as const;
      }),
    ),
  );
}

function reportText({ weeks, found, outbreaks }: Warning, names: Names): string {
  const lines = [
    `Early warning for the weeks up to ${weeks.on}, from ${weeks.counted} complaints`,
    ...(weeks.later > 0 ? [`${weeks.later} received later are left out`] : []),
    `${found.watched.length} series watched; ${found.notWatched.length} not watched, for they have too little history (${LEAST_WEEKS} weeks of the district, 56 of their own)`,
    `At most ${FALSE_ALARMS_A_MONTH} false alarm a month is to be expected over all series together (chance limit ${found.limit.toPrecision(2)} a test)`,
    `Fewer than ${LEAST_COUNT} complaints never raise an alarm; a doubling of fewer than ${REACH_PER_WEEK} a week may go unseen for two weeks`,
    '',
    outbreaks.length === 0 ? 'No alarm.' : `Alarms: ${outbreaks.length}`,
  ];
  for (const { lead, alsoSeenIn, evidence, weeksInAlarm } of outbreaks) {
    lines.push(
      `  ${lead.series.kind}: ${seriesName('zh', lead.series, names)} / ${seriesName('en', lead.series, names)}`,
      `    ${lead.seen} in ${lead.weeks} week(s), about ${lead.expected.toFixed(1)} expected, more than ${lead.upperBound} is unusual; chance ${lead.chance.toPrecision(2)}; in alarm for ${weeksInAlarm} week(s)`,
      ...(alsoSeenIn.length > 0
        ? [
            `    also seen in ${alsoSeenIn.map(({ series }) => `${series.kind} ${seriesName('en', series, names)}`).join(', ')}`,
          ]
        : []),
      `    complaints: ${evidence
        .slice(0, 20)
        .map(({ id }) => id)
        .join(', ')}${evidence.length > 20 ? ` … and ${evidence.length - 20} more in report.json` : ''}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function reportData({ weeks, found, outbreaks }: Warning) {
  return {
    method:
      'Exceedance of weekly counts against level, growth and season of the series (after Farrington and Noufaily), negative binomial tails, one budget of false alarms shared over all tests (after Tarone)',
    sources: ['https://doi.org/10.1002/sim.5595', 'https://doi.org/10.2307/2983331', 'https://doi.org/10.2307/2531456'],
    on: weeks.on,
    complaints: weeks.counted,
    later: weeks.later,
    falseAlarmsAMonth: FALSE_ALARMS_A_MONTH,
    reachPerWeek: REACH_PER_WEEK,
    chanceLimit: found.limit,
    watched: found.watched.map(({ key }) => key),
    notWatched: found.notWatched.map(({ key }) => key),
    alarms: outbreaks.map(({ lead, alsoSeenIn, evidence, weeksInAlarm }) => ({
      ...withKey(lead),
      weeksInAlarm,
      alsoSeenIn: alsoSeenIn.map(withKey),
      evidence: evidence.map(({ keys: _, ...complaint }) => complaint),
    })),
  };
}

function withKey({ series, ...figures }: Warning['outbreaks'][number]['lead']) {
  return { series: series.key, ...figures };
}
