import { type Random, random } from '../../scripts/demo/random.ts';
import { type Evidence, keysOf, type Series, seriesOf, type Weeks } from '../../src/disclosure/warning/series.ts';
import { addCalendarDays } from '../../src/lib/working-days.ts';
import type { Mall } from '../../src/schema/mall.ts';
import type { ComplaintRecord } from '../../src/schema/record.ts';
import type { ObjectSlug, Problem } from '../../src/schema/taxonomy.ts';
import { same } from './scratch.ts';

/** A complaint of the invented district, with the series it counts in. */
export interface Made {
  mall: string;
  object: ObjectSlug;
  problem: Problem;
  keys: string[];
}

export interface District {
  malls: Map<string, Mall>;
  /** Complaints by week, oldest first. */
  weeks: Made[][];
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

interface Desk {
  id: string;
  mall: Mall;
  perWeek: number;
  growth: number;
  goods: Partial<Record<ObjectSlug, number>>;
}

/**
 * A district of 46 malls, from a complaint in two months to sixty a week, that grows, has a season (some goods
 * their own), and scatters more than Poisson: each mall's level moves by ±8 % each half-year, and each mall's week
 * is multiplied by a gamma number of mean 1 with variance `scatter`.
 */
export function inventDistrict({
  seed,
  weeks,
  end,
  scatter = 0.01,
}: {
  seed: number;
  weeks: number;
  end: string;
  scatter?: number;
}): District {
  const chance = random(seed);
  const desks = Array.from({ length: 46 }, (_, index) => inventDesk(index, chance));
  const malls = new Map(desks.map(({ id, mall }) => [id, mall]));
  const made = Array.from({ length: weeks }, (): Made[] => []);
  for (const { id, perWeek, growth, goods } of desks) {
    let level = 1;
    for (const [week, list] of made.entries()) {
      const month = monthOf(addCalendarDays(end, -7 * (weeks - 1 - week)));
      if (week % 26 === 0) level = 0.92 + chance.next() * 0.16;
      const mean = perWeek * growth ** (week / 52) * level * (SEASON[month] ?? 1) * gamma(scatter, chance);
      const byMonth = Object.fromEntries(
        Object.entries(goods).map(([object, weight]) => {
          const [months, times] = GOODS_SEASON[object as ObjectSlug] ?? [[], 1];
          return [object, weight * (months.includes(month) ? times : 1)];
        }),
      ) as typeof goods;
      for (let left = poisson(mean, chance); left > 0; left -= 1) list.push(inventOne(id, byMonth, malls, chance));
    }
  }
  return { malls, weeks: made };
}

/** The weekly series of a district, as `countWeeks` would count them. */
export function weeksOf({ malls, weeks }: District): Pick<Weeks, 'total' | 'series'> {
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
  return { total: series.find(isTotal) as Series, series: series.filter((each) => !isTotal(each)) };
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
export function withDoubling(
  { malls, weeks }: District,
  key: string,
  perWeek: number,
  length: number,
  seed: number,
): District {
  const chance = random(seed);
  const past = weeks
    .slice(-60, -4)
    .flat()
    .filter(({ keys }) => keys.includes(key));
  const doubled = weeks.map((list, week) => {
    if (week < weeks.length - length) return list;
    return [...list, ...Array.from({ length: poisson(perWeek, chance) }, () => chance.pick(past))];
  });
  return { malls, weeks: doubled };
}

function inventDesk(index: number, chance: Random): Desk {
  const id = `mall-${index}`;
  const mall: Mall = {
    name: same(`Mall ${index}`),
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

function inventOne(
  mall: string,
  goods: Partial<Record<ObjectSlug, number>>,
  malls: Map<string, Mall>,
  chance: Random,
): Made {
  const object = chance.weighted(goods);
  const problem = chance.weighted<Problem>({
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
  });
  return { mall, object, problem, keys: keysOf({ mall, object, problem, line: 1 } as ComplaintRecord, malls) };
}

/** Knuth's way, in parts so that e^-mean does not vanish. */
function poisson(mean: number, chance: Random): number {
  if (mean > 30) return poisson(30, chance) + poisson(mean - 30, chance);
  let count = 0;
  for (let product = chance.next(); product > Math.exp(-mean); product *= chance.next()) count += 1;
  return count;
}

/** A gamma number of mean 1 and that small variance, by Wilson and Hilferty's cube of a normal number. */
function gamma(variance: number, chance: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  const ninth = variance / 9;
  return (1 - ninth + normal * Math.sqrt(ninth)) ** 3;
}

function monthOf(day: string): number {
  return Number(day.slice(5, 7)) - 1;
}
