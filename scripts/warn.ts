import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { Stop } from '../src/disclosure/stop.ts';
import { gapsOf } from '../src/disclosure/warning/calendar.ts';
import { FALSE_ALARMS_A_MONTH, LEAST_COUNT, REACH_PER_WEEK } from '../src/disclosure/warning/detect.ts';
import { GUARD_WEEKS, LEAST_HISTORY_WEEKS, LEAST_WEEKS } from '../src/disclosure/warning/expect.ts';
import { type Warning, warn } from '../src/disclosure/warning/warn.ts';
import { addCalendarDays, daysBetween } from '../src/lib/working-days.ts';
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
  const warning = await warn({ records, content, rules: 'content/rules', on });
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

function reportText(warning: Warning, names: Names): string {
  const { weeks, found, outbreaks } = warning;
  const lines = [
    `Early warning for the weeks up to ${weeks.on}, from ${weeks.counted} complaints`,
    ...cautions(warning),
    ...(found.watched.length === 0
      ? []
      : [
          `${found.watched.length} series watched; ${found.notWatched.length} not watched, having less than ${LEAST_HISTORY_WEEKS + GUARD_WEEKS} weeks of their own or too many missing`,
          `At most ${FALSE_ALARMS_A_MONTH} false alarm a month is to be expected over all series together (chance limit ${found.limit.toPrecision(2)} a test)`,
          `Of doublings of a series that has ${REACH_PER_WEEK} complaints a week or more, nine in ten are found within two weeks: ${found.inReach.length} series have. Smaller ones may be found later or not at all, and fewer than ${LEAST_COUNT} complaints raise no alarm`,
          '',
          outbreaks.length === 0 ? 'No alarm.' : `Alarms: ${outbreaks.length}`,
        ]),
  ];
  for (const { lead, alsoSeenIn, evidence, weeksInAlarm } of outbreaks) {
    lines.push(
      `  ${lead.series.kind}: ${seriesName('zh', lead.series, names)} / ${seriesName('en', lead.series, names)}`,
      `    ${lead.seen} in ${7 * lead.weeks} days, about ${lead.expected.toFixed(1)} expected, more than ${lead.upperBound} is unusual; chance ${lead.chance.toPrecision(2)}; weeks in alarm: ${weeksInAlarm}`,
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

/** What keeps the watch from seeing all. */
function cautions({ weeks, calendar, found }: Warning): string[] {
  const lines: string[] = [];
  const behind = daysBetween(weeks.newest, weeks.on);
  const missing = LEAST_WEEKS - calendar.kinds.length;
  if (weeks.later > 0) lines.push(`${weeks.later} received later are left out`);
  if (missing > 0) {
    lines.push(
      `Nothing is watched yet: the records reach back ${calendar.kinds.length} whole weeks, the watch needs ${LEAST_WEEKS}. It begins on ${addCalendarDays(weeks.on, 7 * missing)}`,
    );
  } else if (found.watched.length === 0) {
    lines.push('Nothing can be watched: records of the newest weeks, or too many of those before them, are missing');
  }
  if (behind > 0) {
    lines.push(
      `The newest complaint was received on ${weeks.newest}, not up to ${weeks.on}: unless nothing came since, the newest week is not whole and hides alarms; --on ${weeks.newest} looks at whole weeks`,
    );
  }
  if (found.all?.isFew) {
    lines.push(
      `Few complaints in all: ${found.all.seen} in the newest week, about ${Math.round(found.all.expected)} expected. If some are not entered yet, alarms are hidden: look again later`,
    );
  }
  for (const { from, to } of gapsOf(calendar)) {
    lines.push(`No record from ${from} to ${to}: these weeks count as missing, not as quiet`);
  }
  if (calendar.kinds.slice(-2).includes('unsure')) {
    lines.push(
      `The holiday table lacks this year's Spring Festival: the season is taken by the calendar alone, and more is allowed for; add the year to rules/holidays.yml`,
    );
  }
  return lines;
}

function reportData({ weeks, calendar, found, outbreaks }: Warning) {
  return {
    method:
      'Weekly counts against level, growth and season of the series (after Farrington and Noufaily), the season by the sun and by Spring Festival; negative binomial tails with the variance that errors of the same expectations had in past weeks; one budget of false alarms shared over all tests (after Tarone)',
    sources: ['https://doi.org/10.1002/sim.5595', 'https://doi.org/10.2307/2983331', 'https://doi.org/10.2307/2531456'],
    on: weeks.on,
    complaints: weeks.counted,
    later: weeks.later,
    falseAlarmsAMonth: FALSE_ALARMS_A_MONTH,
    reachPerWeek: REACH_PER_WEEK,
    chanceLimit: found.limit,
    gaps: gapsOf(calendar),
    newestWeek: found.all,
    watched: found.watched.map(({ key }) => key),
    inReach: found.inReach.map(({ key }) => key),
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
