import { addCalendarDays } from '../../src/lib/working-days.ts';
import type { Localized } from '../../src/schema/basics.ts';
import type { DirectoryEntry, DirectoryKind } from '../../src/schema/directory.ts';
import type { Mall } from '../../src/schema/mall.ts';
import type { ObjectSlug } from '../../src/schema/taxonomy.ts';
import type { DemoMall } from './malls.ts';
import type { Random } from './random.ts';

type Entries = { [K in DirectoryKind]: { entries: DirectoryEntry<K>[] } };

const HOTLINE = '12315';
const PREPAID: readonly ObjectSlug[] = ['fitness-leisure', 'beauty-bath', 'training', 'laundry'];
const RETURNABLE: readonly ObjectSlug[] = [
  'clothing-shoes',
  'home-goods',
  'children',
  'appliance',
  'computer',
  'phone',
  'culture-sport-goods',
];

const TEXT = {
  desk: {
    zh: '服务台（演示地点）',
    en: 'Service desk (demonstration place)',
    es: 'Mostrador de atención (lugar de demostración)',
  },
  mallHours: { zh: '每天 10:00–21:00', en: 'Daily 10:00–21:00', es: 'Todos los días, 10:00–21:00' },
  officeHours: { zh: '周一至周五 9:00–17:00', en: 'Monday to Friday 9:00–17:00', es: 'De lunes a viernes, 9:00–17:00' },
  exclusions: {
    zh: '贴身衣物、定制商品、拆封的软件除外',
    en: 'not for underwear, made-to-order goods and opened software',
    es: 'salvo ropa interior, artículos por encargo y programas abiertos',
  },
  conditions: {
    zh: '商品完好，带小票和包装',
    en: 'goods undamaged, with receipt and packaging',
    es: 'artículo en buen estado, con recibo y embalaje',
  },
  moved: {
    zh: '店铺迁出，退出名单',
    en: 'the shop moved out and left the list',
    es: 'el comercio se trasladó y salió de la lista',
  },
  broken: {
    zh: '没有兑现退货承诺，整改期间暂停',
    en: 'did not keep its promise of returns; suspended until mended',
    es: 'no cumplió su compromiso de devolución; suspendido hasta corregirlo',
  },
  mended: { zh: '整改完成，恢复', en: 'mended, valid again', es: 'corregido, vigente de nuevo' },
  rebuilt: {
    zh: '服务台改造，暂停服务',
    en: 'desk being rebuilt; no service for now',
    es: 'mostrador en obras; sin servicio por ahora',
  },
  free: { zh: '免费', en: 'free of charge', es: 'gratuito' },
} as const satisfies Record<string, Localized>;

/** Invented entries of every directory; a call goes to the real hotline, since no other number is safe to print. */
export function inventDirectory(malls: DemoMall[], areaNames: Map<string, Localized>, random: Random): Entries {
  const open = malls.filter(({ mall }) => mall.closed === undefined);
  const shops = open.flatMap((mall) => mall.mall.tenants.map((tenant) => ({ ...mall, tenant })));
  const pick = (objects: readonly ObjectSlug[], chance: number) =>
    shops.filter(({ tenant }) => objects.includes(tenant.object) && random.chance(chance));
  return {
    'demonstration-units': {
      entries: shops
        .filter(() => random.chance(0.07))
        .map((shop, index) => ({
          ...ofShop(shop),
          from: since(random),
          steps: index % 9 === 4 ? [{ day: '2025-08-01', state: 'removed' as const, reason: TEXT.moved }] : [],
          object: shop.tenant.object,
        })),
    },
    'return-shops': {
      entries: pick(RETURNABLE, 0.35).map((shop, index) => ({
        ...ofShop(shop),
        from: since(random),
        steps: returnSteps(index),
        terms: { days: random.pick([7, 7, 7, 14, 15, 30]), exclusions: TEXT.exclusions, conditions: TEXT.conditions },
      })),
    },
    'odr-firms': {
      entries: open
        .filter(() => random.chance(0.35))
        .map(({ id, mall }) => ({
          id: `${id}-management`,
          name: mall.manager ?? mall.name,
          mall: id,
          area: mall.area,
          phone: HOTLINE,
          from: since(random),
          steps: [],
          answersInDays: random.pick([3, 5, 7, 10]),
          headquarters: random.chance(0.2),
        })),
    },
    'contact-points': {
      entries: [...open.map((mall, index) => deskOf(mall, index, random)), ...communityPoints(areaNames)],
    },
    'mediation-centres': { entries: [centre(areaNames)] },
    'prepaid-issuers': {
      entries: pick(PREPAID, 0.6).map((shop, index) => ({
        ...ofShop(shop),
        from: since(random),
        steps: index % 11 === 7 ? [{ day: '2026-03-02', state: 'removed' as const, reason: TEXT.moved }] : [],
        mark: `DEMO-${String(index + 1).padStart(5, '0')}`,
        named: random.chance(0.8),
        account: random.chance(0.3),
      })),
    },
  };
}

type Shop = DemoMall & { tenant: Mall['tenants'][number] };

function ofShop({ id, mall, tenant }: Shop) {
  return {
    id: `${id}-${tenant.id}`,
    name: tenant.name,
    mall: id,
    area: mall.area,
    ...(tenant.floor === undefined ? {} : { address: unit(tenant.floor) }),
    phone: HOTLINE,
  };
}

function unit(floor: string): Localized {
  return { zh: `${floor} 铺位`, en: `Unit ${floor}`, es: `Local ${floor}` };
}

function deskOf({ id, mall }: DemoMall, index: number, random: Random): DirectoryEntry<'contact-points'> {
  const star = random.chance(0.3) ? 5 : random.chance(0.4) ? 4 : undefined;
  return {
    id,
    name: {
      zh: `${mall.name.zh}消费维权联络点`,
      en: `Consumer contact point, ${mall.name.en}`,
      es: `Punto de contacto, ${mall.name.es}`,
    },
    mall: id,
    area: mall.area,
    address: TEXT.desk,
    phone: HOTLINE,
    hours: TEXT.mallHours,
    from: since(random),
    steps: index % 17 === 12 ? [{ day: '2026-10-12', state: 'suspended', reason: TEXT.rebuilt }] : [],
    ...(star === undefined ? {} : { star, starSince: `${random.whole(2022, 2025)}-03-15` }),
    services: star === 5 ? ['advice', 'mediation', 'food', 'goods', 'talks'] : ['advice', 'mediation'],
    languages: star === undefined ? ['zh'] : star === 5 ? ['zh', 'en', 'sign'] : ['zh', 'en'],
  };
}

function communityPoints(areaNames: Map<string, Localized>): DirectoryEntry<'contact-points'>[] {
  return [...areaNames].map(([area, name], index) => ({
    id: `linli-${area}`,
    name: {
      zh: `（演示）${name.zh}邻里汇消费维权联络点`,
      en: `(Demonstration) Contact point at the neighbourhood centre, ${name.en}`,
      es: `(Demostración) Punto de contacto del centro vecinal, ${name.es}`,
    },
    area,
    phone: HOTLINE,
    hours: TEXT.officeHours,
    from: '2021-05-10',
    steps: [],
    ...(index % 3 === 0 ? { star: 4 as const, starSince: '2023-03-15' } : {}),
    services: ['advice', 'talks', 'rapid-test'],
    languages: ['zh'],
  }));
}

function centre(areaNames: Map<string, Localized>): DirectoryEntry<'mediation-centres'> {
  const [area = 'xujiahui'] = areaNames.has('xujiahui') ? ['xujiahui'] : areaNames.keys();
  return {
    id: 'joint-mediation-centre',
    name: {
      zh: '（演示）消费纠纷联合调解中心',
      en: '(Demonstration) Joint mediation centre for consumer disputes',
      es: '(Demostración) Centro conjunto de mediación de consumo',
    },
    area,
    phone: HOTLINE,
    hours: TEXT.officeHours,
    from: '2021-03-15',
    steps: [],
    services: ['advice', 'mediation'],
    languages: ['zh', 'en'],
    cost: TEXT.free,
  };
}

function returnSteps(index: number): DirectoryEntry['steps'] {
  if (index % 13 === 5) return [{ day: '2026-09-07', state: 'suspended', reason: TEXT.broken }];
  if (index % 13 === 9) {
    return [
      { day: '2025-04-14', state: 'suspended', reason: TEXT.broken },
      { day: '2025-06-03', state: 'valid', reason: TEXT.mended },
    ];
  }
  if (index % 13 === 11) return [{ day: '2025-11-20', state: 'removed', reason: TEXT.moved }];
  return [];
}

function since(random: Random): string {
  return addCalendarDays('2021-03-15', random.whole(0, 1400));
}
