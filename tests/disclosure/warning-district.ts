import { type Random, random } from '../../scripts/demo/random.ts';
import { type Evidence, keysOf, type Series, seriesOf, type Weeks } from '../../src/disclosure/warning/series.ts';
import { addCalendarDays, daysBetween } from '../../src/lib/working-days.ts';
import type { Mall } from '../../src/schema/mall.ts';
import type { ComplaintRecord } from '../../src/schema/record.ts';
import type { ObjectSlug, Problem } from '../../src/schema/taxonomy.ts';

/** A complaint of the invented district, with the series it counts in. */
export interface Made {
  mall: string;
  object: ObjectSlug;
  problem: Problem;
  keys: string[];
}

export interface District {
  malls: Map<string, Mall>;
  /** Last day of the newest week. */
  end: string;
  /** Complaints by week, oldest first. */
  weeks: Made[][];
  /** How many complaints by day, oldest first. */
  days: number[];
}

const AREAS = ['hunan-lu', 'tianping-lu', 'fenglin-lu', 'xietu-lu', 'xujiahui', 'longhua', 'changqiao', 'tianlin'];
const TYPES = ['shopping-centre', 'department-store', 'complex', 'specialised-market'] as const;
// As the demonstration: after Spring Festival, 3·15, May, the summer, 11·11.
const SEASON = [0.95, 0.85, 1.35, 1.0, 1.15, 0.95, 1.05, 1.1, 0.95, 1.05, 1.3, 1.1];
const GOODS: Partial<Record<ObjectSlug, number>> = {
  food: 16,
  'catering-lodging': 14,
  'clothing-shoes': 12,
  'fitness-leisure': 7,
  training: 5,
  'beauty-bath': 6,
  phone: 5,
  computer: 3,
  cosmetics: 5,
  jewellery: 3,
  children: 3,
  appliance: 4,
  'home-goods': 3,
  laundry: 1,
  medicine: 0.6,
  pet: 0.4,
  camera: 0.2,
  vehicle: 0.8,
  parking: 4,
  'other-service': 3,
};
/** Months in which goods are complained of several times as much. */
const GOODS_SEASON: Partial<Record<ObjectSlug, readonly [months: readonly number[], times: number]>> = {
  appliance: [[5, 6, 7], 2.5],
  'clothing-shoes': [[9, 10, 11], 1.5],
};
const PREPAID_TRADE: readonly ObjectSlug[] = ['fitness-leisure', 'training', 'beauty-bath', 'laundry', 'children'];
const FOOD: readonly ObjectSlug[] = ['food', 'catering-lodging'];
const GYMS: Partial<Record<ObjectSlug, number>> = { ...GOODS, 'fitness-leisure': 50, training: 40 };

/** The first day off of Spring Festival, as people take it. */
const FESTIVALS = [
  '2019-02-04',
  '2020-01-24',
  '2021-02-11',
  '2022-01-31',
  '2023-01-21',
  '2024-02-09',
  '2025-01-28',
  '2026-02-16',
];

interface Desk {
  id: string;
  mall: Mall;
  perWeek: number;
  growth: number;
  goods: Partial<Record<ObjectSlug, number>>;
}

/** What makes the counts of a district hard to expect, though nothing happens in it. */
export interface Unrest {
  /** Each mall's week is multiplied by a gamma number of mean 1 and this variance. */
  scatter?: number;
  /** Each mall's week has this many times the variance of Poisson. */
  overdispersion?: number;
  /** This share of the complaints comes five at a time, about one mall. */
  batches?: number;
  /** All of a week is multiplied by a number with this spread, as by weather or news. */
  shock?: number;
  /** Two weeks from the first day off of Spring Festival, and the two after, are multiplied by these. */
  festival?: readonly [holiday: number, after: number];
  /** The share of goods wanders by this much up and down, each in its own three years. */
  drift?: number;
  /** A fifth of the malls have this many times as many complaints from 117 weeks before the end. */
  step?: number;
}

/**
 * A district of 46 malls, from a complaint in two months to sixty a week, that grows, has a season (some goods
 * their own), and scatters more than Poisson: each mall's level moves by ±8 % each half-year, and each mall's week
 * is multiplied by a gamma number of mean 1. More unrest may be added.
 */
export function inventDistrict({
  seed,
  weeks,
  end,
  scatter = 0.01,
  overdispersion = 1,
  batches = 0,
  shock = 0,
  festival = [1, 1],
  drift = 0,
  step = 1,
}: { seed: number; weeks: number; end: string } & Unrest): District {
  const chance = random(seed);
  const desks = Array.from({ length: 46 }, (_, index) => inventDesk(index, chance));
  const malls = new Map(desks.map(({ id, mall }) => [id, mall]));
  const made = Array.from({ length: weeks }, (): Made[] => []);
  const days = Array.from({ length: 7 * weeks }, () => 0);
  const complain = complaintsOf(malls, chance);
  const levels = desks.map(() => 1);
  for (const [week, list] of made.entries()) {
    const last = addCalendarDays(end, -7 * (weeks - 1 - week));
    const month = monthOf(last);
    const weekdays = Array.from({ length: 7 }, (_, index) => festive(addCalendarDays(last, index - 6), festival));
    const pickWeekday = picker(weekdays, chance);
    const ofAll = (sum(weekdays) / 7) * Math.exp(shock * normal(chance) - shock ** 2 / 2) * (SEASON[month] ?? 1);
    for (const [index, { id, perWeek, growth, goods }] of desks.entries()) {
      if (week % 26 === 0) levels[index] = 0.92 + chance.next() * 0.16;
      const risen = index % 5 === 0 && week >= weeks - 117 ? step : 1;
      const usual = perWeek * growth ** (week / 52) * (levels[index] ?? 1) * ofAll * risen;
      const mean = usual * gamma(scatter + (overdispersion - 1) / usual, chance);
      const wander = (at: number) => Math.exp(drift * Math.sin(2 * Math.PI * (week / 156 + at / 7)));
      const pick = complain(id, goods, month, drift === 0 ? undefined : wander);
      const singles = poisson(mean * (1 - batches), chance);
      const inBatches = 5 * poisson((mean * batches) / 5, chance);
      for (let left = singles + inBatches; left > 0; left -= 1) {
        list.push(pick());
        const day = 7 * week + pickWeekday();
        days[day] = (days[day] ?? 0) + 1;
      }
    }
  }
  return { malls, end, weeks: made, days };
}

/** The weekly series of a district, as `countWeeks` would count them. */
export function weeksOf({ malls, end, weeks, days }: District): Pick<Weeks, 'on' | 'days' | 'total' | 'series'> {
  const counts = new Map<string, number[]>();
  const zeros = () => weeks.map(() => 0);
  for (const id of malls.keys()) counts.set(`mall:${id}`, zeros());
  for (const [week, list] of weeks.entries()) {
    for (const { keys } of list) {
      for (const key of ['total:', ...keys]) {
        const of = counts.get(key) ?? zeros();
        counts.set(key, of);
        of[week] = (of[week] ?? 0) + 1;
      }
    }
  }
  const series = [...counts].map(([key, of]) => seriesOf(key, of));
  const isTotal = ({ kind }: Series) => kind === 'total';
  return { on: end, days, total: series.find(isTotal) as Series, series: series.filter((each) => !isTotal(each)) };
}

/** The complaints of a series in the weeks that end with `at`. */
export function evidenceOf({ weeks }: District, key: string, at: number, length: number): Evidence[] {
  const list: Evidence[] = [];
  for (let week = at; week > at - length; week -= 1) {
    for (const [index, { keys, ...rest }] of (weeks[week] ?? []).entries()) {
      if (keys.includes(key)) list.push({ id: `${week}-${index}`, keys, received: '', ...rest });
    }
  }
  return list;
}

/** The district with a series doubled in the last `length` weeks: new complaints, as many as are expected of it. */
export function withDoubling(district: District, key: string, perWeek: number, length: number, seed: number): District {
  const chance = random(seed);
  const past = district.weeks
    .slice(-60, -4)
    .flat()
    .filter(({ keys }) => keys.includes(key));
  const days = [...district.days];
  const weeks = district.weeks.map((list, week) => {
    if (week < district.weeks.length - length) return list;
    const more = Array.from({ length: poisson(perWeek, chance) }, () => chance.pick(past));
    for (const _ of more) {
      const day = 7 * week + chance.whole(0, 6);
      days[day] = (days[day] ?? 0) + 1;
    }
    return [...list, ...more];
  });
  return { ...district, weeks, days };
}

function inventDesk(index: number, chance: Random): Desk {
  const id = `mall-${index}`;
  const mall: Mall = {
    name: { zh: `Mall ${index}`, en: `Mall ${index}`, es: `Mall ${index}` },
    otherNames: [],
    type: chance.pick(TYPES),
    area: chance.pick(AREAS),
    tenants: [],
  };
  return {
    id,
    mall,
    // From 0.12 to 60 a week, evenly on the scale of ratios.
    perWeek: 0.12 * 500 ** (index / 45),
    growth: 0.97 + chance.next() * 0.12,
    goods: index % 5 === 0 ? GYMS : GOODS,
  };
}

/** Picks complaints of a mall in a month; each kind of complaint is made once. */
function complaintsOf(malls: Map<string, Mall>, chance: Random) {
  const kinds = new Map<string, Made>();
  const ordinary = new Map<string, () => Made>();
  const made = (mall: string, object: ObjectSlug, problem: Problem) => {
    const key = `${mall} ${object} ${problem}`;
    const old = kinds.get(key);
    if (old !== undefined) return old;
    const keys = keysOf({ mall, object, problem, line: 1 } as ComplaintRecord, malls);
    const kind = { mall, object, problem, keys };
    kinds.set(key, kind);
    return kind;
  };
  const problemPickers = new Map(
    Object.keys(GOODS).map((object) => {
      const weights = problemsOf(object as ObjectSlug);
      const pick = picker(Object.values(weights), chance);
      const problems = Object.keys(weights) as Problem[];
      return [object, () => problems[pick()] as Problem];
    }),
  );
  const make = (mall: string, goods: Desk['goods'], month: number, wander: (index: number) => number) => {
    const objects = Object.keys(goods) as ObjectSlug[];
    const weights = objects.map((object, index) => {
      const [months, times] = GOODS_SEASON[object] ?? [[], 1];
      return (goods[object] ?? 0) * (months.includes(month) ? times : 1) * wander(index);
    });
    const pick = picker(weights, chance);
    return () => {
      const object = objects[pick()] as ObjectSlug;
      return made(mall, object, (problemPickers.get(object) as () => Problem)());
    };
  };
  return (mall: string, goods: Desk['goods'], month: number, wander?: (index: number) => number) => {
    if (wander !== undefined) return make(mall, goods, month, wander);
    const key = `${mall} ${month}`;
    const pick = ordinary.get(key) ?? make(mall, goods, month, () => 1);
    ordinary.set(key, pick);
    return pick;
  };
}

function problemsOf(object: ObjectSlug): Partial<Record<Problem, number>> {
  return {
    quality: 22,
    'after-sales': 19,
    contract: 8,
    'false-promotion': 10,
    price: 9,
    prepaid: PREPAID_TRADE.includes(object) ? 60 : 1.5,
    'food-safety': FOOD.includes(object) ? 34 : 0.2,
    'unfair-terms': 4,
    fake: 3,
    label: 2,
    dignity: 0.6,
    other: 4,
  };
}

/** How many times as many complaints as usual a day has by its distance from Spring Festival. */
function festive(day: string, [holiday, after]: readonly [number, number]): number {
  const first = FESTIVALS.find((each) => each.startsWith(day.slice(0, 4))) ?? day;
  const since = daysBetween(first, day);
  if (since < 0 || since > 27) return 1;
  return since < 14 ? holiday : after;
}

/** Gives places of a list, each as often as its weight says. */
function picker(weights: readonly number[], chance: Random): () => number {
  const upTo = weights.map((_, index) => sum(weights.slice(0, index + 1)));
  return () => {
    const at = chance.next() * (upTo.at(-1) ?? 0);
    return upTo.findIndex((limit) => at < limit);
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** Knuth's way, in parts so that e^-mean does not vanish. */
export function poisson(mean: number, chance: Random): number {
  if (mean > 30) return poisson(30, chance) + poisson(mean - 30, chance);
  let count = 0;
  for (let product = chance.next(); product > Math.exp(-mean); product *= chance.next()) count += 1;
  return count;
}

/** A gamma number of mean 1 and that variance, after Marsaglia and Tsang, doi:10.1145/358407.358414. */
function gamma(variance: number, chance: Random): number {
  if (variance === 0) return 1;
  const shape = 1 / variance;
  const least = shape + (shape < 1 ? 1 : 0) - 1 / 3;
  for (;;) {
    const x = normal(chance);
    const cube = (1 + x / Math.sqrt(9 * least)) ** 3;
    if (cube <= 0 || Math.log(1 - chance.next()) >= x ** 2 / 2 + least * (1 - cube + Math.log(cube))) continue;
    return (least * cube * (shape < 1 ? (1 - chance.next()) ** variance : 1)) / shape;
  }
}

function normal(chance: Random): number {
  return Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
}

function monthOf(day: string): number {
  return Number(day.slice(5, 7)) - 1;
}
