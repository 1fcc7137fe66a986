import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { sharedLimit, upperTail } from '../../src/disclosure/warning/control.ts';
import { detect, REACH_PER_WEEK, watchOf } from '../../src/disclosure/warning/detect.ts';
import { groupAlarms } from '../../src/disclosure/warning/group.ts';
import { seriesOf } from '../../src/disclosure/warning/series.ts';
import { addCalendarDays } from '../../src/lib/working-days.ts';
import { alert } from '../../src/schema/alert.ts';
import { importRows, type Row, row, scratchFolder } from './scratch.ts';
import { evidenceOf, inventDistrict, weeksOf, withDoubling } from './warning-district.ts';

const run = promisify(execFile);
const WEEKS = 366;
const WATCHED_WEEKS = 157;
const SEEDS = [1, 2, 3, 4];
const WEEKS_A_MONTH = 365.25 / 12 / 7;

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

test('in a district where nothing happens there is at most one false alarm a month', () => {
  let [alarms, months] = [0, 0];
  for (const seed of SEEDS) {
    const watch = watchOf(weeksOf(inventDistrict({ seed, weeks: WEEKS, end: '2026-06-30' })));
    let before = new Set<string>();
    for (let at = WEEKS - WATCHED_WEEKS; at < WEEKS; at += 1) {
      const now = new Set(detect(watch, at).alarms.map(({ series }) => series.key));
      alarms += [...now].filter((key) => !before.has(key)).length;
      before = now;
    }
    months += WATCHED_WEEKS / WEEKS_A_MONTH;
  }
  expect(months).toBeGreaterThan(140);
  expect(alarms / months).toBeLessThanOrEqual(1);
  // Watching nothing would keep the budget too.
  expect(alarms).toBeGreaterThan(0);
}, 60_000);

test('at least nine of ten doublings are found within two weeks, in every kind of series', () => {
  const found = new Map<string, boolean[]>();
  for (const seed of SEEDS) {
    const district = inventDistrict({ seed, weeks: WEEKS, end: '2026-06-30' });
    for (const { key, kind, sums } of weeksOf(district).series) {
      const perWeek = ((sums[WEEKS] ?? 0) - (sums[WEEKS - 52] ?? 0)) / 52;
      if (perWeek < REACH_PER_WEEK) continue;
      const watch = watchOf(weeksOf(withDoubling(district, key, perWeek, 2, seed * 100)));
      const isFound = [WEEKS - 2, WEEKS - 1].some((at) =>
        detect(watch, at).alarms.some(({ series }) => series.key === key),
      );
      found.set(kind, [...(found.get(kind) ?? []), isFound]);
    }
  }
  const all = [...found.values()].flat();
  expect([...found.keys()].sort()).toEqual(['area', 'mall', 'object', 'prepaid', 'problem', 'type']);
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(Boolean).length / all.length).toBeGreaterThanOrEqual(0.9);
}, 60_000);

test('a season that comes every year raises no alarm, the same height out of season does', () => {
  const wave = (week: number) => Math.round(40 - 20 * Math.cos((2 * Math.PI * week) / 52.18));
  const counts = Array.from({ length: 266 }, (_, week) => wave(week));
  const total = seriesOf(
    'total:',
    counts.map((count) => count * 10),
  );
  const watch = watchOf({ total, series: [seriesOf('object:appliance', counts)] });
  for (let at = 210; at < 266; at += 1) expect(detect(watch, at).alarms).toEqual([]);
  const odd = counts.map((count, week) => (week === 250 ? 60 : count));
  const alarmed = watchOf({ total, series: [seriesOf('object:appliance', odd)] });
  expect(detect(alarmed, 250).alarms).toMatchObject([{ seen: 60 }]);
});

test('a series without a year of history is not watched, and is named', () => {
  const total = seriesOf(
    'total:',
    Array.from({ length: 200 }, () => 50),
  );
  const young = seriesOf(
    'mall:new',
    Array.from({ length: 200 }, (_, week) => (week < 180 ? 0 : 9)),
    180,
  );
  expect(detect(watchOf({ total, series: [young] }))).toMatchObject({ watched: [], notWatched: [{ key: 'mall:new' }] });
});

test('one outbreak is one alarm, named by its narrowest series', () => {
  const district = inventDistrict({ seed: 5, weeks: WEEKS, end: '2026-06-30' });
  const doubled = withDoubling(district, 'prepaid:mall-45', 60, 2, 9);
  const { alarms } = detect(watchOf(weeksOf(doubled)));
  const [first] = groupAlarms(alarms, ({ series, weeks }) => evidenceOf(doubled, series.key, WEEKS - 1, weeks));
  expect(first?.lead.series.key).toBe('prepaid:mall-45');
  expect(first?.alsoSeenIn.map(({ series }) => series.key)).toContain('mall:mall-45');
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
