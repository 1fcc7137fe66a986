import { describe, expect, test } from 'vitest';
import { halfYearRows, mallRows, totalRows } from '../../src/data/rows.ts';
import { OBJECTS, PROBLEMS } from '../../src/schema/taxonomy.ts';
import { countsWith, disclosureWith } from './counts.ts';

const limits = { rateFloor: 10, smallCell: 3, breakdownFloor: 5 };
const register = new Map([
  [
    'wutong-li',
    {
      name: { zh: '梧桐里', en: 'Plane Tree Lane', es: 'Pasaje del Plátano' },
      type: 'complex' as const,
      area: 'tianlin',
    },
  ],
]);

function rowOf(counts: Parameters<typeof countsWith>[0]) {
  const disclosure = disclosureWith([{ mall: 'wutong-li', ...countsWith(counts) }]);
  return halfYearRows(disclosure, register, limits)[0] ?? {};
}

describe('the table of a half-year', () => {
  test('names the mall in three languages and groups the outcomes', () => {
    const { outcomes } = countsWith();
    const row = rowOf({
      closed: 12,
      outcomes: {
        ...outcomes,
        'mediated-agreed': 4,
        'mediated-performed': 3,
        refused: 2,
        'time-limit': 1,
        withdrawn: 2,
      },
    });
    expect(row).toMatchObject({ period: '2026-h1', mall: 'wutong-li', name_zh: '梧桐里', type: 'complex' });
    expect(row).toMatchObject({ mediated: 7, settled: 0, withdrawn: 2, terminated: 3 });
  });

  test('gives no share where fewer than ten were closed', () => {
    expect(rowOf({ closed: 9, solved: 9 })).toMatchObject({ closed: 9, solved: 9, solved_share: null });
    expect(rowOf({ closed: 10, solved: 7, unsolved: 1, unrated: 2 })).toMatchObject({
      solved_share: 0.7,
      unsolved_share: 0.1,
      unrated_share: 0.2,
    });
  });

  test('writes one or two complaints of a kind as "<3"', () => {
    const row = rowOf({ received: 6, byProblem: { quality: 3, prepaid: 2, 'after-sales': 1 } });
    expect(row).toMatchObject({
      problem_quality: 3,
      problem_prepaid: '<3',
      problem_after_sales: '<3',
      problem_price: 0,
    });
  });

  test('has a column for every problem and every kind of goods, whatever was complained about', () => {
    const columns = Object.keys(rowOf({}));
    expect(columns.filter((column) => column.startsWith('problem_'))).toHaveLength(PROBLEMS.length);
    expect(columns.filter((column) => column.startsWith('object_'))).toHaveLength(OBJECTS.length);
    expect(columns.every((column) => /^[a-z][a-z0-9_]*$/.test(column))).toBe(true);
  });

  test('has a row for a mall without complaints and none for a mall that was not listed', () => {
    const rows = halfYearRows(disclosureWith([{ mall: 'wutong-li', ...countsWith() }]), register, limits);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ mall: 'wutong-li', received: 0, median_days: null });
  });
});

test('totals over all malls are shown, those of one or two complaints excepted', () => {
  const counts = countsWith({ received: 31, byProblem: { quality: 20, price: 10, fake: 1 } });
  const disclosure = disclosureWith([{ mall: 'wutong-li', ...counts }], { totals: counts });
  const [row = {}] = totalRows([disclosure], () => limits);
  expect(row).toMatchObject({ malls: 1, received: 31, problem_quality: 20 });
  expect([row['problem_fake'], row['problem_price']]).toEqual(['<3', 'withheld']);
});

test('the register joins other names and leaves unknown facts empty', () => {
  const mall = {
    id: 'wutong-li',
    name: { zh: '梧桐里', en: 'Plane Tree Lane', es: 'Pasaje del Plátano' },
    otherNames: ['WTL', 'Wutong Li'],
    type: 'complex' as const,
    area: 'tianlin',
    tenants: [],
  };
  const areas = new Map([['tianlin', { name: { zh: '田林', en: 'Tianlin', es: 'Tianlin' } }]]);
  expect(mallRows([mall], areas)[0]).toMatchObject({
    other_names: 'WTL; Wutong Li',
    area_en: 'Tianlin',
    opened: null,
    floor_area_m2: null,
    shops: 0,
  });
});
