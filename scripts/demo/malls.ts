import type { Localized } from '../../src/schema/basics.ts';
import type { Mall } from '../../src/schema/mall.ts';
import type { ObjectSlug, VenueType } from '../../src/schema/taxonomy.ts';
import type { Random } from './random.ts';
import { TRADES } from './words.ts';

/** An invented mall, with how busy its complaint desk is: mean complaints a half-year. */
export interface DemoMall {
  id: string;
  mall: Mall;
  busyness: number;
}

const AREAS = [
  'hunan-lu',
  'tianping-lu',
  'fenglin-lu',
  'xietu-lu',
  'xujiahui',
  'longhua',
  'changqiao',
  'caohejing',
  'kangjian-xincun',
  'tianlin',
  'hongmei-lu',
  'lingyun-lu',
  'huajing',
] as const;

const KINDS = {
  'shopping-centre': {
    zh: '购物中心',
    en: 'Shopping Centre',
    es: 'Centro Comercial',
    area: [28_000, 95_000],
    busy: [40, 150],
  },
  'department-store': {
    zh: '百货',
    en: 'Department Store',
    es: 'Grandes Almacenes',
    area: [12_000, 40_000],
    busy: [20, 90],
  },
  complex: { zh: '广场', en: 'Plaza', es: 'Plaza Comercial', area: [40_000, 160_000], busy: [60, 210] },
  'specialised-market': { zh: '市场', en: 'Market', es: 'Mercado', area: [6_000, 30_000], busy: [4, 60] },
} as const satisfies Partial<Record<VenueType, unknown>>;
type Kind = keyof typeof KINDS;

// Invented names: pinyin id, Chinese, English and Spanish rendering, kind, and the goods of a specialised market.
const NAMES: readonly (readonly [string, string, string, string, Kind])[] = [
  ['wutong-li', '梧桐里', 'Plane Tree Lane', 'Pasaje del Plátano', 'shopping-centre'],
  ['yunting', '云汀', 'Cloud Shore', 'Ribera de Nubes', 'shopping-centre'],
  ['qingluo', '青萝', 'Green Vine', 'Enredadera Verde', 'shopping-centre'],
  ['zhaoying', '照影', 'Mirror Light', 'Luz de Espejo', 'shopping-centre'],
  ['beidou-fang', '北斗坊', 'Dipper Court', 'Patio de la Osa', 'shopping-centre'],
  ['lanzhou-du', '兰舟渡', 'Orchid Boat', 'Barca de Orquídeas', 'shopping-centre'],
  ['songyue-hui', '松月汇', 'Pine Moon', 'Luna de Pinos', 'shopping-centre'],
  ['qiaotou-li', '桥头里', 'Bridge End', 'Cabo del Puente', 'shopping-centre'],
  ['mingde-hui', '鸣得汇', 'Birdsong', 'Canto de Aves', 'shopping-centre'],
  ['yanyu-fang', '烟雨坊', 'Misty Rain', 'Lluvia Fina', 'shopping-centre'],
  ['chunhe-li', '椿禾里', 'Cedar Deep', 'Cedro Hondo', 'shopping-centre'],
  ['tangwan-li', '棠湾里', 'Crab-apple Bay', 'Bahía del Manzano', 'shopping-centre'],
  ['luming-hui', '鹿鸣汇', 'Deer Call', 'Llamada del Ciervo', 'shopping-centre'],
  ['zhiyu-li', '知屿里', 'Islet', 'Islote', 'shopping-centre'],
  ['fengqi-hui', '枫栖汇', 'Maple Rest', 'Descanso del Arce', 'shopping-centre'],
  ['jinxun-fang', '锦浔坊', 'Brocade Brook', 'Arroyo de Seda', 'shopping-centre'],
  ['dengta-baihuo', '灯塔', 'Lighthouse', 'El Faro', 'department-store'],
  ['xinfeng-baihuo', '昕丰', 'Xinfeng', 'Xinfeng', 'department-store'],
  ['yongting-baihuo', '咏汀', 'Song Bank', 'Orilla del Canto', 'department-store'],
  ['huacheng-baihuo', '桦澄', 'Clear Birch', 'Abedul Claro', 'department-store'],
  ['changle-baihuo', '昶乐', 'Bright Joy', 'Alegría Clara', 'department-store'],
  ['lixiang-baihuo', '荔香', 'Lychee', 'El Lichi', 'department-store'],
  ['shuibei-baihuo', '水北', 'North Water', 'Agua del Norte', 'department-store'],
  ['xinghe-zhou', '星禾洲', 'Star Grain', 'Grano de Estrella', 'complex'],
  ['longtan-tiandi', '泷潭天地', 'Rapids Pool', 'Poza del Rápido', 'complex'],
  ['puyun', '浦韵', 'River Rhyme', 'Rima del Río', 'complex'],
  ['jiuli-chang', '九里场', 'Nine Mile', 'Nueve Millas', 'complex'],
  ['tianyi-ju', '恬驿', 'Quiet Post', 'Posta Serena', 'complex'],
  ['hongyi', '泓翊', 'Deep Wing', 'Ala Honda', 'complex'],
  ['yunzhi', '芸织', 'Woven Rue', 'Ruda Tejida', 'complex'],
  ['baihe-zhou', '柏荷洲', 'Cypress Lotus', 'Ciprés y Loto', 'complex'],
  ['chengguang', '橙光里', 'Orange Light', 'Luz Naranja', 'complex'],
  ['mulan-du', '沐岚渡', 'Haze Ferry', 'Vado de la Bruma', 'complex'],
  ['nanpu-li', '楠圃里', 'Nanmu Garden', 'Jardín de Nanmu', 'complex'],
  ['yuecheng-gongfang', '阅澄', 'Clear Page', 'Página Clara', 'complex'],
  ['tongyin', '桐荫', 'Tung Shade', 'Sombra del Tung', 'complex'],
  ['jingwei-shuma', '镜微数码', 'Jingwei Digital', 'Digital Jingwei', 'specialised-market'],
  ['lingxi-shouji', '翎犀手机', 'Lingxi Phone', 'Móviles Lingxi', 'specialised-market'],
  ['meijia-jiancai', '楣嘉建材', 'Meijia Building', 'Materiales Meijia', 'specialised-market'],
  ['qiaomu-jiaju', '樵木家居', 'Woodcutter Furniture', 'Muebles Leñador', 'specialised-market'],
  ['cuiyu-zhubao', '翠屿珠宝', 'Jade Islet Jewellery', 'Joyas Islote', 'specialised-market'],
  ['huapu-huahui', '花圃里花卉', 'Flower Bed', 'Flores del Vivero', 'specialised-market'],
  ['moyun-wenju', '墨蕴文具', 'Ink Stationery', 'Papelería Tinta', 'specialised-market'],
  ['yanjing-cheng', '明眸眼镜', 'Bright Eye Optical', 'Óptica Ojo Claro', 'specialised-market'],
  ['yinhe-qipei', '垠禾汽配', 'Yinhe Car Parts', 'Recambios Yinhe', 'specialised-market'],
  ['shanqi-chaye', '山栖茶叶', 'Hill Tea', 'Té de la Loma', 'specialised-market'],
];

const MARKET_TRADES: Record<string, ObjectSlug> = {
  'jingwei-shuma': 'computer',
  'lingxi-shouji': 'phone',
  'meijia-jiancai': 'building-material',
  'qiaomu-jiaju': 'home-goods',
  'cuiyu-zhubao': 'jewellery',
  'huapu-huahui': 'other-goods',
  'moyun-wenju': 'culture-sport-goods',
  'yanjing-cheng': 'medical-device',
  'yinhe-qipei': 'vehicle',
  'shanqi-chaye': 'tobacco-drinks',
};

// What makes the register interesting to read: none at all, very few, opened late, closed early.
const SPECIAL: Record<string, Partial<Mall> & { busyness?: number }> = {
  'huapu-huahui': { busyness: 0 },
  'moyun-wenju': { busyness: 0.7 },
  'shanqi-chaye': { busyness: 3 },
  'yanjing-cheng': { busyness: 6 },
  tongyin: { opened: '2023-09-28' },
  'zhiyu-li': { opened: '2025-04-26' },
  'fengqi-hui': { opened: '2024-01-19' },
  'shuibei-baihuo': { closed: '2023-03-31' },
};

/** `count` invented malls; beyond the written list, names are numbered. */
export function inventMalls(count: number, random: Random): DemoMall[] {
  return Array.from({ length: count }, (_, index) => {
    const [base, zh, en, es, kind] = NAMES[index % NAMES.length] as (typeof NAMES)[number];
    const round = Math.floor(index / NAMES.length);
    const number = round === 0 ? '' : ` ${round + 1}`;
    const id = round === 0 ? base : `${base}-${round + 1}`;
    const { area, busy, ...word } = KINDS[kind];
    const suffix = kind === 'specialised-market' && base === 'yanjing-cheng' ? '城' : word.zh;
    const special = SPECIAL[id] ?? {};
    const name: Localized = {
      zh: `${zh}${suffix}${number.trim()}`,
      en: `${en} ${word.en}${number}`,
      es: `${word.es} ${es}${number}`,
    };
    const { busyness = random.whole(busy[0], busy[1]) * (round === 0 ? 1 : 0.3), ...dates } = special;
    const mall: Mall = {
      name,
      otherNames: [`${zh}${number.trim()}`, `${pinyinName(base)}${number}`],
      type: kind,
      area: random.pick(AREAS),
      opened: `${random.whole(1998, 2019)}-${String(random.whole(1, 12)).padStart(2, '0')}-${String(random.whole(1, 28)).padStart(2, '0')}`,
      floorAreaM2: Math.round(random.whole(area[0], area[1]) / 100) * 100,
      floorAreaOn: SURVEYED,
      manager: {
        zh: `（虚构）${zh}商业管理有限公司`,
        en: `(Invented) ${pinyinName(base)} Commercial Management Ltd`,
        es: `(Inventada) ${pinyinName(base)} Gestión Comercial, S. L.`,
      },
      tenants: inventTenants(base, kind, random),
      ...dates,
    };
    if ((mall.opened ?? '') > SURVEYED) mall.floorAreaOn = mall.opened;
    return { id, mall, busyness };
  });
}

/** The register began with the survey of 2021. */
const SURVEYED = '2021-01-31';

function inventTenants(base: string, kind: Kind, random: Random): Mall['tenants'] {
  const only = MARKET_TRADES[base];
  const trades = TRADES.filter(({ object }) => (only === undefined ? object !== 'vehicle' : object === only));
  const taken = new Set<string>();
  const tenants: Mall['tenants'] = [];
  const wanted = kind === 'complex' ? random.whole(12, 20) : random.whole(6, 14);
  for (let tries = 0; tenants.length < wanted && tries < 200; tries += 1) {
    const trade = random.pick(trades);
    const house = random.pick(trade.houses);
    const id = `${house.id}-${trade.id}`;
    if (taken.has(id)) continue;
    taken.add(id);
    const floor = only === undefined ? random.whole(1, 6) : random.whole(1, 3);
    tenants.push({
      id,
      name: { zh: `${house.zh}${trade.zh}`, en: `${house.en} ${trade.en}`, es: `${trade.es} ${house.en}` },
      object: trade.object,
      floor: `L${floor}-${String(random.whole(1, 40)).padStart(2, '0')}`,
    });
  }
  return tenants.sort((a, b) => ((a.floor ?? '') < (b.floor ?? '') ? -1 : 1));
}

function pinyinName(base: string): string {
  return base
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
