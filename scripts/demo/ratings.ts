import { median } from '../../src/lib/rates.ts';
import { resolutionPoints } from '../../src/lib/rating.ts';
import { addCalendarDays } from '../../src/lib/working-days.ts';
import type { Localized } from '../../src/schema/basics.ts';
import type { Disclosure } from '../../src/schema/disclosure.ts';
import type { MallRating, Ratings } from '../../src/schema/rating.ts';
import type { Standard } from '../../src/schema/standard.ts';
import type { DemoMall } from './malls.ts';
import type { Random } from './random.ts';

/** Fewest closed complaints for which resolution earns points of its own. */
const FLOOR = 10;

const REASONS = {
  median: {
    zh: '办结不足10件，用同类商场的中位数',
    en: 'fewer than 10 closed: median of malls of the same type',
    es: 'menos de 10 concluidas: mediana de los centros del mismo tipo',
  },
  young: {
    zh: '评定时开业不满12个月',
    en: 'open for less than 12 months when ratings were made',
    es: 'con menos de 12 meses abierto en el momento de la evaluación',
  },
  notApplied: {
    zh: '没有申报本年度评价',
    en: 'did not apply this year',
    es: 'no se presentó este año',
  },
  review: {
    zh: '商场对“价格标示”的得分提出异议，正在复查',
    en: 'the mall objects to its points for price marking; they are being checked again',
    es: 'el centro objeta los puntos de precio visible; se están revisando',
  },
  withdrawn: {
    zh: '场内健身房收取预付款后停业，商场没有核验其证照，一年内取消评价',
    en: 'a gym inside closed after taking prepayments and the mall had not checked its licences: no rating for a year',
    es: 'un gimnasio del centro cerró tras cobrar anticipos y el centro no había comprobado sus licencias: sin valoración durante un año',
  },
} as const satisfies Record<string, Localized>;

interface Resolution {
  points: number;
  note?: Localized;
}

interface World {
  malls: DemoMall[];
  disclosures: Disclosure[];
  standard: Standard;
  random: Random;
}

/** One year of invented ratings; the points for resolution come from the half-years of the year before. */
export function inventRatings(year: number, { malls, disclosures, standard, random }: World): Ratings {
  const publishedOn = `${year}-03-10`;
  const open = malls.filter(({ mall }) => mall.closed === undefined || mall.closed >= publishedOn);
  const resolution = resolutionByMall(year - 1, malls, disclosures);
  const entries = open
    .filter(({ mall }) => (mall.opened ?? '') <= publishedOn)
    .map(({ id, mall, busyness }): MallRating => {
      const before = addCalendarDays(publishedOn, -365);
      const none = (reason: Localized): MallRating => ({
        mall: id,
        state: 'not-rated',
        reason,
        vetoes: [],
        scores: [],
      });
      if ((mall.opened ?? '') > before) return none(REASONS.young);
      if (mall.type === 'specialised-market' ? random.chance(0.6) : random.chance(0.12))
        return none(REASONS.notApplied);
      // Busy malls do a little worse; the same mall does alike from year to year.
      const care = 0.99 - (spread(id) * 0.3) / 2 - Math.min(busyness, 200) / 2000 + (year - 2022) * 0.01;
      const scores = standard.dimensions
        .flatMap(({ indicators }) => indicators)
        .map(({ code, points }) => {
          const evidenceOn = addCalendarDays(publishedOn, -random.whole(20, 150));
          if (code === 'PRO2')
            return { indicator: code, ...(resolution.get(id) ?? { points: 0 }), evidenceOn: `${year - 1}-12-31` };
          return { indicator: code, points: invented(points, care, random), evidenceOn };
        });
      const special = year === 2026 ? SPECIAL[id] : undefined;
      return { mall: id, state: 'rated', vetoes: [], scores, ...special };
    });
  return {
    year,
    standard: 'quality-malls',
    version: standard.version,
    publishedOn,
    validTo: `${year + 1}-03-31`,
    malls: entries.sort((a, b) => (a.mall < b.mall ? -1 : 1)),
  };
}

const SPECIAL: Record<string, Partial<MallRating>> = {
  'lixiang-baihuo': { state: 'under-review', reason: REASONS.review, since: '2026-11-10' },
  yunting: { state: 'withdrawn', reason: REASONS.withdrawn, since: '2026-09-18', vetoes: ['prepaid-absconded'] },
};

/** Points in half steps, around a share of the most. */
function invented(most: number, care: number, random: Random): number {
  const share = Math.min(1, Math.max(0.3, care + (random.next() - 0.5) * 0.3));
  return Math.round(share * most * 2) / 2;
}

/** From 0 to 1, always the same for an id. */
function spread(id: string): number {
  return ([...id].reduce((sum, sign) => sum * 31 + (sign.codePointAt(0) ?? 0), 7) % 1000) / 1000;
}

/** Points for resolution by mall; where too few were closed, the median of malls of the same type. */
function resolutionByMall(year: number, malls: DemoMall[], disclosures: Disclosure[]): Map<string, Resolution> {
  const counted = new Map<string, { resolved: number; closed: number }>();
  for (const disclosure of disclosures.filter(({ period }) => period.startsWith(`${year}-`))) {
    for (const { mall, closed, outcomes } of disclosure.malls) {
      const sum = counted.get(mall) ?? { resolved: 0, closed: 0 };
      sum.closed += closed;
      sum.resolved += outcomes['settled-direct'] + outcomes['mediated-performed'] + outcomes['mediated-agreed'];
      counted.set(mall, sum);
    }
  }
  const own = new Map(
    malls.map(({ id }) => {
      const { resolved, closed } = counted.get(id) ?? { resolved: 0, closed: 0 };
      return [id, resolutionPoints(resolved, closed, FLOOR)];
    }),
  );
  const ofType = (type: string) =>
    malls.flatMap(({ id, mall }) => (mall.type === type ? (own.get(id) ?? []) : [])).sort((a, b) => a - b);
  const medians = new Map(
    [...new Set(malls.map(({ mall }) => mall.type))].map((type) => [type, median(ofType(type)) ?? 0]),
  );
  return new Map(
    malls.map(({ id, mall }) => {
      const points = own.get(id) ?? null;
      return [id, points === null ? { points: medians.get(mall.type) ?? 0, note: REASONS.median } : { points }];
    }),
  );
}
