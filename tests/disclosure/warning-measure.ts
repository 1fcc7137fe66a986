import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { random } from '../../scripts/demo/random.ts';
import { festivalsOf } from '../../src/disclosure/warning/calendar.ts';
import { detect, type Watch, watchOf } from '../../src/disclosure/warning/detect.ts';
import { groupAlarms } from '../../src/disclosure/warning/group.ts';
import { type Series, seriesOf } from '../../src/disclosure/warning/series.ts';
import { type District, evidenceOf, inventDistrict, poisson, type Unrest, weeksOf } from './warning-district.ts';

export const FESTIVALS = festivalsOf(parse(readFileSync('content/rules/holidays.yml', 'utf8')));
export const WEEKS = 366;
const WATCHED_WEEKS = 157;
const WEEKS_A_MONTH = 365.25 / 12 / 7;
/** Doublings are injected so many weeks apart, so that they do not meet and come in every season. */
const APART = 9;

/** Kinds of unrest in which nothing happens that an officer should know. */
export const NULLS: Record<string, Unrest> = {
  'levels that move by 8 %': {},
  'a Spring Festival of a third, and of half as much again after it': { festival: [0.35, 1.6] },
  'three times the variance of Poisson': { overdispersion: 3 },
  'a seventh of the complaints in batches of five': { batches: 0.15 },
  'goods whose share drifts by a third': { drift: 0.35 },
  'a fifth of the malls with half as many again since 117 weeks': { step: 1.5 },
};

export interface Watched {
  district: District;
  watch: Watch;
}

export function watchDistrict(seed: number, unrest: Unrest = {}): Watched {
  const district = inventDistrict({ seed, weeks: WEEKS, end: '2026-06-30', ...unrest });
  return { district, watch: watchOf(weeksOf(district), FESTIVALS) };
}

/** Alarms of three years that the week before did not have: of single series, and put together as an officer sees them. */
export function countAlarms({ district, watch }: Watched): { alarms: number; outbreaks: number; months: number } {
  let [alarms, outbreaks] = [0, 0];
  let before = new Set<string>();
  for (let at = WEEKS - WATCHED_WEEKS; at < WEEKS; at += 1) {
    const found = detect(watch, at).alarms;
    const isNew = (key: string) => !before.has(key);
    const fresh = found.filter(({ series }) => isNew(series.key)).length;
    if (fresh > 0) {
      const groups = groupAlarms(found, ({ series, weeks }) => evidenceOf(district, series.key, at, weeks));
      outbreaks += groups.filter(({ lead, alsoSeenIn }) =>
        [lead, ...alsoSeenIn].every(({ series }) => isNew(series.key)),
      ).length;
    }
    alarms += fresh;
    before = new Set(found.map(({ series }) => series.key));
  }
  return { alarms, outbreaks, months: WATCHED_WEEKS / WEEKS_A_MONTH };
}

/**
 * Doubles each series for two weeks at 18 times of three years: as many new complaints as it had in a week of the
 * year before, times what the whole district has more or fewer now. They change no expectation, since the newest
 * weeks are kept out of it, so that all series can be doubled at once.
 */
export function injectDoublings({ watch }: Watched, seed: number): { perWeek: number; isFound: boolean }[] {
  const chance = random(seed);
  const total = watch.windows[0]?.total.series as Series;
  const doublings: { perWeek: number; isFound: boolean }[] = [];
  for (let at = WEEKS - 1; at >= WEEKS - WATCHED_WEEKS + 1; at -= APART) {
    const times = mean(total, at - 1, at) / mean(total, at - 54, at - 3);
    const perWeek = (series: Series) => times * mean(series, at - 54, at - 3);
    const doubled = new Map(
      watch.series.map((series) => {
        const counts = series.counts.map((count, week) =>
          week === at || week === at - 1 ? count + poisson(perWeek(series), chance) : count,
        );
        return [series, seriesOf(series.key, counts, series.start)];
      }),
    );
    const windows = watch.windows.map((tried) => ({
      ...tried,
      trials: tried.trials.map((trial) => ({ ...trial, series: doubled.get(trial.series) as Series })),
    }));
    const alarmed = [at - 1, at].flatMap((week) => detect({ ...watch, windows }, week).alarms);
    const keys = new Set(alarmed.map(({ series }) => series.key));
    for (const series of watch.series) {
      doublings.push({ perWeek: perWeek(series), isFound: keys.has(series.key) });
    }
  }
  return doublings;
}

function mean({ sums }: Series, from: number, to: number): number {
  return ((sums[to + 1] as number) - (sums[from] as number)) / (to - from + 1);
}
