import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { calendarOf, gapsOf } from '../../src/disclosure/warning/calendar.ts';
import { sharedLimit, upperTail } from '../../src/disclosure/warning/control.ts';
import { detect, REACH_PER_WEEK, type Watch, watchOf } from '../../src/disclosure/warning/detect.ts';
import { groupAlarms } from '../../src/disclosure/warning/group.ts';
import { seriesOf } from '../../src/disclosure/warning/series.ts';
import { addCalendarDays } from '../../src/lib/working-days.ts';
import { alert } from '../../src/schema/alert.ts';
import { importRows, type Row, row, scratchFolder } from './scratch.ts';
import { evidenceOf, inventDistrict, weeksOf, withDoubling } from './warning-district.ts';
import { countAlarms, FESTIVALS, injectDoublings, NULLS, WEEKS, watchDistrict } from './warning-measure.ts';

const run = promisify(execFile);
const SEEDS = [1, 2];
const quiet = SEEDS.map((seed) => watchDistrict(seed));

test('the tail of a count is that of Poisson and of the negative binomial', () => {
  expect(upperTail(10, { mean: 4, variance: 4 })).toBeCloseTo(0.008132, 5);
  expect(upperTail(10, { mean: 4, variance: 8 })).toBeCloseTo(0.046143, 5);
  expect(upperTail(0, { mean: 4, variance: 4 })).toBe(1);
  expect(upperTail(3, { mean: 4, variance: 4 })).toBeCloseTo(1 - Math.exp(-4) * (1 + 4 + 8), 10);
});

test('the budget of false alarms is kept over all tests together', () => {
  const tests = Array.from({ length: 300 }, (_, n) => ({ mean: 0.5 + n / 10, variance: 0.6 + n / 8 }));
  const limit = sharedLimit(tests, 5, 0.23);
  const spent = tests.reduce((sum, one) => {
    let count = Math.max(5, Math.ceil(one.mean));
    while (upperTail(count, one) > limit) count += 1;
    return sum + upperTail(count, one);
  }, 0);
  expect(spent).toBeLessThanOrEqual(0.23);
  expect(spent).toBeGreaterThan(0.15);
});

test.each(Object.keys(NULLS))('at most one false alarm a month in a district with %s', (name) => {
  const unrest = NULLS[name] ?? {};
  const districts = Object.keys(unrest).length === 0 ? quiet : SEEDS.map((seed) => watchDistrict(seed, unrest));
  const counted = districts.map(countAlarms);
  const sum = (key: 'alarms' | 'outbreaks' | 'months') => counted.reduce((all, each) => all + each[key], 0);
  expect(sum('months')).toBeGreaterThan(70);
  expect(sum('alarms') / sum('months')).toBeLessThanOrEqual(1);
  // An officer sees them put together; and watching nothing would keep the budget too.
  expect(sum('outbreaks')).toBeLessThanOrEqual(sum('alarms'));
  expect(sum('outbreaks')).toBeGreaterThan(0);
});

test('at least nine of ten doublings are found within two weeks, in each size from the one stated up', () => {
  const all = quiet.flatMap((watched, index) => injectDoublings(watched, index));
  for (const [from, to] of [
    [REACH_PER_WEEK, 2 * REACH_PER_WEEK],
    [2 * REACH_PER_WEEK, Number.POSITIVE_INFINITY],
  ] as const) {
    const ofSize = all.filter(({ perWeek }) => perWeek >= from && perWeek < to);
    expect(ofSize.length).toBeGreaterThan(400);
    expect(ofSize.filter(({ isFound }) => isFound).length / ofSize.length).toBeGreaterThanOrEqual(0.9);
  }
});

test('Spring Festival begins with the first day off after New Year', () => {
  expect([...FESTIVALS.values()]).toEqual([
    '2019-02-04',
    '2020-01-24',
    '2021-02-11',
    '2022-01-31',
    '2023-01-21',
    '2024-02-10',
    '2025-01-28',
    '2026-02-15',
  ]);
});

const END = '2026-06-30';

/** Days of a district whose weeks have ten times these counts. */
function daysOf(counts: readonly number[]): number[] {
  return counts.flatMap((count) => Array.from({ length: 7 }, () => (count * 10) / 7));
}

/** One series, a tenth of its district, with ninety others that share the budget of false alarms with it. */
function watchOne(counts: readonly number[], { usual = counts, festivals = FESTIVALS } = {}) {
  const total = seriesOf(
    'total:',
    usual.map((count) => count * 10),
  );
  const others = Array.from({ length: 90 }, (_, index) => seriesOf(`mall:${index}`, usual));
  const series = [seriesOf('object:appliance', counts), ...others];
  return watchOf({ on: END, days: daysOf(usual), total, series }, festivals);
}

/** Keys and counts of the alarms of a week. */
function alarmsOf(watch: Watch, at?: number): string[] {
  return detect(watch, at).alarms.map(({ series, seen }) => `${series.key} ${seen}`);
}

test('a season that comes every year raises no alarm, the same height out of season does', () => {
  const wave = Array.from({ length: 266 }, (_, week) => Math.round(40 - 20 * Math.cos((2 * Math.PI * week) / 52.18)));
  const waves = watchOne(wave);
  for (let at = 210; at < 266; at += 1) expect(alarmsOf(waves, at)).toEqual([]);
  const odd = wave.map((count, week) => (week === 250 ? 60 : count));
  expect(alarmsOf(watchOne(odd, { usual: wave }), 250)).toEqual(['object:appliance 60']);
});

/** Weekly counts with few complaints in the two weeks from Spring Festival and many in the two after. */
function festive(weeks: number): number[] {
  return Array.from({ length: weeks }, (_, week) => {
    const last = addCalendarDays(END, -7 * (weeks - 1 - week));
    const days = Array.from({ length: 7 }, (_, back) => addCalendarDays(last, -back));
    const times = days.map((day) => {
      const first = FESTIVALS.get(Number(day.slice(0, 4))) ?? day;
      if (day < first || day >= addCalendarDays(first, 28)) return 1;
      return day < addCalendarDays(first, 14) ? 0.4 : 2;
    });
    return Math.round((40 * times.reduce((sum, each) => sum + each, 0)) / 7);
  });
}

test('the rush after Spring Festival raises no alarm wherever the moon puts it', () => {
  const counts = festive(WEEKS);
  const watch = watchOne(counts);
  for (let at = WEEKS - 110; at < WEEKS; at += 1) expect(alarmsOf(watch, at)).toEqual([]);
  const summer = counts.map((count, week) => (week >= WEEKS - 2 ? 80 : count));
  expect(alarmsOf(watchOne(summer, { usual: counts }))).toEqual(['object:appliance 160']);
});

test('where the holiday table lacks the years, more is allowed for around the festival', () => {
  const watch = watchOne(festive(WEEKS), { festivals: new Map() });
  for (let at = WEEKS - 110; at < WEEKS; at += 1) expect(alarmsOf(watch, at)).toEqual([]);
});

test('a gap in the records is missing weeks, not quiet ones, and what comes after it is no alarm', () => {
  const whole = Array.from({ length: WEEKS }, (_, week) => 38 + (week % 5));
  const gap = whole.map((count, week) => (week >= 300 && week < 326 ? 0 : count));
  const watch = watchOne(gap);
  expect(gapsOf(watch.calendar)).toEqual([
    { from: addCalendarDays(END, -7 * 66 + 1), to: addCalendarDays(END, -7 * 40) },
  ]);
  expect(watch.calendar.kinds.filter((kind) => kind === 'missing')).toHaveLength(26);
  for (let at = 310; at < WEEKS; at += 1) expect(alarmsOf(watch, at)).toEqual([]);
  expect(detect(watch, 327)).toMatchObject({ watched: [], all: undefined });
  const risen = gap.map((count, week) => (week === WEEKS - 1 ? 90 : count));
  expect(alarmsOf(watchOne(risen, { usual: gap }))).toEqual(['object:appliance 90']);
});

test('offices that close for nine days leave no gap', () => {
  const days = Array.from({ length: 700 }, (_, day) => (day >= 300 && day < 309 ? 0 : 50));
  expect(gapsOf(calendarOf(END, days, FESTIVALS))).toEqual([]);
});

test('a district younger than two years is not watched', () => {
  const counts = Array.from({ length: 103 }, (_, week) => (week === 102 ? 400 : 40));
  expect(detect(watchOne(counts))).toMatchObject({ alarms: [], watched: [], all: undefined });
});

test('a newest week that is not whole is seen by how few complaints it has', () => {
  const counts = Array.from({ length: WEEKS }, (_, week) => 38 + (week % 5));
  expect(detect(watchOne(counts)).all).toMatchObject({ isFew: false });
  const cut = counts.map((count, week) => (week === WEEKS - 1 ? Math.round(count / 2) : count));
  expect(detect(watchOne(cut))).toMatchObject({ alarms: [], all: { isFew: true } });
});

test('a series without a year of history is not watched, and is named', () => {
  const counts = Array.from({ length: 200 }, () => 50);
  const total = seriesOf('total:', counts);
  const young = seriesOf(
    'mall:new',
    counts.map((_, week) => (week < 180 ? 0 : 9)),
    180,
  );
  const watch = watchOf({ on: END, days: daysOf(counts), total, series: [young] }, FESTIVALS);
  expect(detect(watch)).toMatchObject({ watched: [], notWatched: [{ key: 'mall:new' }] });
});

test('one outbreak is one alarm, named by its narrowest series', () => {
  const district = inventDistrict({ seed: 5, weeks: WEEKS, end: END });
  const doubled = withDoubling(district, 'prepaid:mall-45', 60, 2, 9);
  const { alarms } = detect(watchOf(weeksOf(doubled), FESTIVALS));
  const [first] = groupAlarms(alarms, ({ series, weeks }) => evidenceOf(doubled, series.key, WEEKS - 1, weeks));
  expect(first?.lead.series.key).toBe('prepaid:mall-45');
  expect(first?.alsoSeenIn.map(({ series }) => series.key)).toContain('mall:mall-45');
});

test('two outbreaks at once are two alarms, though wide series have both', () => {
  const district = inventDistrict({ seed: 5, weeks: WEEKS, end: END });
  const doubled = withDoubling(withDoubling(district, 'prepaid:mall-45', 60, 2, 9), 'object:appliance', 80, 2, 10);
  const { alarms } = detect(watchOf(weeksOf(doubled), FESTIVALS));
  const outbreaks = groupAlarms(alarms, ({ series, weeks }) => evidenceOf(doubled, series.key, WEEKS - 1, weeks));
  const leads = outbreaks.map(({ lead }) => lead.series.key);
  expect(leads).toContain('prepaid:mall-45');
  expect(leads).toContain('object:appliance');
  expect(outbreaks.length).toBeLessThan(alarms.length / 2);
});

/** Three quiet years of two malls, then a wave of complaints about one. */
function history(): Row[] {
  const rows: Row[] = [];
  const add = (day: string, Mall: string) =>
    rows.push(row({ Received: day, Decided: day, Closed: '', Result: '', Rating: '', Refund: '', Mall }));
  for (let at = 0; at < 3 * 364; at += 1) {
    const day = addCalendarDays('2023-01-02', at);
    add(day, at % 2 === 0 ? 'Plane Tree Lane' : 'Quiet Corner');
    if (at >= 3 * 364 - 7) for (let n = 0; n < 6; n += 1) add(day, 'Quiet Corner');
  }
  return rows;
}

test('the command drafts an alert with its evidence and publishes nothing', async () => {
  const { out, content } = await importRows(history());
  const args = ['scripts/warn.ts', '--records', out, '--content', content];
  const before = readdirSync(content, { recursive: true });
  const { stdout } = await run(process.execPath, args);
  expect(stdout).toContain('Alarms: 1');
  expect(stdout).toContain('mall: Quiet Corner');
  const report = JSON.parse(readFileSync(join(out, 'warnings', 'report.json'), 'utf8'));
  expect(report.alarms[0].series).toBe('mall:quiet-corner');
  expect(report.alarms[0].evidence.length).toBe(report.alarms[0].seen);
  const [file = ''] = readdirSync(join(out, 'warnings', 'drafts'));
  const text = readFileSync(join(out, 'warnings', 'drafts', file), 'utf8');
  for (const mark of ['请填写：', 'To write: ', 'Por escribir: ']) expect(text).toContain(mark);
  expect(alert.safeParse({ ...parse(text), guide: 'returns' }).error).toBeUndefined();
  expect(readdirSync(content, { recursive: true })).toEqual(before);

  const quiet = await run(process.execPath, [...args, '--on', '2025-11-02']);
  expect(quiet.stdout).toContain('No alarm.');
  const early = await run(process.execPath, [...args, '--on', '2024-01-07']);
  expect(early.stdout).toContain('Nothing is watched yet: the records reach back 53 whole weeks, the watch needs 104');
  expect(early.stdout).toContain('It begins on 2024-12-29');
  const late = await run(process.execPath, [...args, '--on', '2026-01-02']);
  expect(late.stdout).toContain('the newest week is not whole');
});

test.each([
  ['a day that is none', ['--on', '2026-02-30'], 'is not a day'],
  ['a day before all records', ['--on', '2001-01-01'], 'there is nothing to watch'],
  ['a folder within the content', ['--out', 'content/x'], 'outside the content folder'],
])('%s is refused', async (_, more, says) => {
  const { out } = await importRows([row()]);
  const args = ['scripts/warn.ts', '--records', out, ...more];
  await expect(run(process.execPath, args)).rejects.toMatchObject({ stderr: expect.stringContaining(says) });
  expect(existsSync(join(out, 'warnings'))).toBe(false);
});

test('a folder with something else in it is never replaced', async () => {
  const { out } = await importRows([row()]);
  const folder = scratchFolder();
  writeFileSync(join(folder, 'letter.txt'), 'mine');
  const args = ['scripts/warn.ts', '--records', out, '--out', folder];
  await expect(run(process.execPath, args)).rejects.toMatchObject({
    stderr: expect.stringContaining('would be replaced'),
  });
});
