import { regimeOn } from '../../src/lib/clocks.ts';
import { periodDays } from '../../src/lib/periods.ts';
import { addCalendarDays, addWorkingDays, daysBetween, lastDay } from '../../src/lib/working-days.ts';
import type { Clocks, Holidays } from '../../src/schema/rules.ts';
import type { ObjectSlug, Outcome, Problem } from '../../src/schema/taxonomy.ts';
import type { DemoMall } from './malls.ts';
import type { Random } from './random.ts';

/** A complaint as the invented export writes it, in the words of content/mappings/demo.yml. */
export interface DemoComplaint {
  id: string;
  mall: string;
  received: string;
  decision: 'accepted' | 'not-accepted' | 'referred' | '';
  decided: string;
  /** Day the complainant was told of the decision. */
  notified: string;
  closed: string;
  outcome: Outcome | '';
  rating: 'solved' | 'unsolved' | 'unrated';
  object: ObjectSlug;
  problem: Problem;
  refund: number;
  toCase: boolean;
}

export interface World {
  clocks: Clocks;
  holidays: Holidays;
  /** What is after this day has not happened yet. */
  lastDay: string;
}

// Relative number of complaints by month: after Spring Festival, 3·15, May, the summer, 11·11.
const SEASON = [0.95, 0.85, 1.35, 1.0, 1.15, 0.95, 1.05, 1.1, 0.95, 1.05, 1.3, 1.1];
// Shops were closed for months in spring 2022.
const CLOSED_SPRING: Record<string, number> = { '2022-03': 0.7, '2022-04': 0.12, '2022-05': 0.15, '2022-06': 0.6 };

/** The complaints that one mall receives in one half-year. */
export function inventComplaints(
  { id, mall, busyness }: DemoMall,
  period: string,
  world: World,
  random: Random,
): DemoComplaint[] {
  const { first, last } = periodDays(period);
  const opened = mall.opened ?? first;
  const from = opened > first ? opened : first;
  const until = mall.closed !== undefined && mall.closed < last ? mall.closed : last;
  if (from > until) return [];
  const complaints: DemoComplaint[] = [];
  const whole = daysBetween(first, last) + 1;
  const year = Number(period.slice(0, 4));
  const perDay = (busyness * (1 + (year - 2021) * 0.03) * (0.85 + random.next() * 0.3)) / whole;
  for (let day = from; day <= until; day = addCalendarDays(day, 1)) {
    const season = (SEASON[Number(day.slice(5, 7)) - 1] ?? 1) * (CLOSED_SPRING[day.slice(0, 7)] ?? 1);
    // Knuth's way to a Poisson number: how many uniform factors keep the product above e^-mean.
    const floor = Math.exp(-perDay * season);
    for (let product = random.next(); product > floor; product *= random.next()) {
      complaints.push(
        inventComplaint(
          `${id}-${day.replaceAll('-', '')}-${complaints.length + 1}`,
          mall.name.zh,
          objectOf(mall, random),
          day,
          world,
          random,
        ),
      );
    }
  }
  return complaints;
}

function objectOf(mall: DemoMall['mall'], random: Random): ObjectSlug {
  if (mall.tenants.length === 0 || random.chance(0.08))
    return random.pick(['parking', 'retail-service', 'other-service'] as const);
  return random.pick(mall.tenants).object;
}

function inventComplaint(
  id: string,
  mall: string,
  object: ObjectSlug,
  received: string,
  world: World,
  random: Random,
): DemoComplaint {
  const { clocks, holidays } = world;
  const base = { id, mall, received, object, problem: problemOf(object, received, random) };
  const open = {
    ...base,
    decision: '',
    decided: '',
    notified: '',
    closed: '',
    outcome: '',
    rating: 'unrated',
    refund: 0,
    toCase: false,
  } as const;
  const regime = regimeOn(clocks, received);
  if (regime === undefined) throw new Error(`No regime on ${received}: the demonstration begins in 2021.`);

  const decideDays = random.chance(0.006)
    ? regime.decide.days + random.whole(1, 3)
    : random.whole(1, regime.decide.days);
  const decided = addWorkingDays(received, decideDays, holidays);
  if (decided > world.lastDay) return open;
  const decision = random.weighted({ accepted: 83, 'not-accepted': 12, referred: 5 });
  if (decision !== 'accepted') return { ...open, decision, decided };

  const due = lastDay(decided, regime.mediate, holidays);
  const span = daysBetween(decided, due);
  const days = random.chance(0.009)
    ? span + random.whole(1, 20)
    : Math.min(span, Math.ceil((0.05 + random.next() ** 1.6 * 0.95) * span));
  const closed = addCalendarDays(decided, days);
  if (closed > world.lastDay) return { ...open, decision, decided };
  const outcome = random.weighted<Outcome>({
    'settled-direct': 22,
    'mediated-performed': 19,
    'mediated-agreed': 33,
    withdrawn: 5,
    refused: 10,
    'no-agreement': 9,
    'time-limit': 2,
  });
  const agreed = outcome === 'settled-direct' || outcome.startsWith('mediated');
  const rating = random.weighted(
    agreed ? { solved: 88, unsolved: 2, unrated: 10 } : { solved: 12, unsolved: 45, unrated: 43 },
  );
  const refund = agreed && random.chance(0.8) ? Math.round(amountOf(base.problem, random) * 100) / 100 : 0;
  return { ...base, decision, decided, notified: '', closed, outcome, rating, refund, toCase: random.chance(0.03) };
}

function problemOf(object: ObjectSlug, received: string, random: Random): Problem {
  const years = Number(received.slice(0, 4)) - 2021;
  const isPrepaidTrade = ['fitness-leisure', 'training', 'beauty-bath', 'laundry', 'children'].includes(object);
  const isFood = ['food', 'catering-lodging', 'tobacco-drinks'].includes(object);
  return random.weighted<Problem>({
    quality: 22,
    'after-sales': 19,
    contract: 8,
    'false-promotion': 10,
    price: 9,
    prepaid: isPrepaidTrade ? 45 + years * 8 : 1.5,
    'food-safety': isFood ? 34 : 0.2,
    'unfair-terms': 4,
    advertising: 3,
    fake: 3,
    label: 2,
    measure: 1.5,
    'product-safety': 1.5,
    'personal-info': 1,
    dignity: 0.6,
    unlicensed: 0.5,
    other: 4,
  });
}

function amountOf(problem: Problem, random: Random): number {
  const scale = problem === 'prepaid' ? 2600 : problem === 'food-safety' ? 320 : 700;
  return scale * (0.1 + random.next() ** 2 * 3);
}
