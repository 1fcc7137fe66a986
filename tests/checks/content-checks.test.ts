import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FoundFault } from '../../scripts/check-content.ts';
import { type Changes, counts, faultsAfter, halfYear, mallFile } from './scratch-content.ts';

const MALL = 'malls/wutong-li.yml';
const HALF_YEAR = 'disclosures/2026-h1.json';

test('complete content has no fault', async () => {
  expect(await faultsAfter()).toEqual([]);
});

describe('what the build alone would let pass is refused', () => {
  const cases: [what: string, changes: Changes, expected: Partial<FoundFault>][] = [
    [
      'a malformed YAML file',
      { [MALL]: 'name: { zh: 梧桐里\ntype: complex\n' },
      { rule: 'parses', file: MALL, field: 'line 2' },
    ],
    [
      'a malformed JSON file',
      { [HALF_YEAR]: '{\n  "period": \n}\n' },
      { rule: 'parses', file: HALF_YEAR, field: 'line 3' },
    ],
    [
      'a file that is not UTF-8',
      { [MALL]: new Uint8Array([0x6e, 0x3a, 0x20, 0xce, 0xe0, 0xcd]) },
      { rule: 'parses', file: MALL, next: expect.stringContaining('UTF-8') },
    ],
    ['a key written twice', { [MALL]: mallFile('area: longhua\n') }, { rule: 'parses', file: MALL }],
    ['a page without a head', { 'pages/es/about.md': '# Hola\n' }, { rule: 'parses', file: 'pages/es/about.md' }],
    [
      'a page without text',
      { 'pages/es/about.md': '---\ntitle: T\ndescription: D.\nreviewed: 2026-11-23\n---\n' },
      { rule: 'parses', file: 'pages/es/about.md' },
    ],
    [
      'a missing file of the rules',
      { 'rules/clocks.yml': null },
      { rule: 'no-missing-file', file: 'rules/clocks.yml', value: '(missing)' },
    ],
    ['a missing folder', { 'areas/xujiahui.yml': null }, { rule: 'no-missing-file', file: 'areas', field: 'folder' }],
    [
      'an empty folder',
      { 'areas/xujiahui.yml': null, 'areas/': '' },
      { rule: 'no-empty-collection', file: 'areas', value: '(none)' },
    ],
    [
      'a dangling reference to a sub-district',
      { [MALL]: mallFile().replace('xujiahui', 'xujiawei') },
      {
        rule: 'references-exist',
        file: MALL,
        field: 'area',
        value: 'xujiawei',
        next: expect.stringContaining('xujiahui'),
      },
    ],
    [
      'a half-year that names an unknown mall',
      { 'malls/wutong-li.yml': null, 'malls/other.yml': mallFile("opened: '2026-07-01'\n") },
      { rule: 'references-exist', file: HALF_YEAR, value: 'wutong-li' },
    ],
    [
      'a half-year without a mall that was open in it',
      { 'malls/quiet-court.yml': mallFile('opened: 2026-06-30\n') },
      { rule: 'references-exist', file: HALF_YEAR, value: 'quiet-court (missing)' },
    ],
    [
      'a wrong extension',
      { 'malls/quiet-court.yaml': mallFile() },
      {
        rule: 'known-extension',
        file: 'malls/quiet-court.yaml',
        value: '.yaml',
        next: expect.stringContaining('.yml'),
      },
    ],
    ['a folder that nothing reads', { 'mall/x.yml': mallFile() }, { rule: 'known-extension', file: 'mall' }],
    ['a folder within a folder', { 'malls/old/x.yml': mallFile() }, { rule: 'known-extension', file: 'malls/old' }],
    [
      'an unknown key',
      { [MALL]: mallFile('telephon: none\n') },
      {
        rule: 'matches-schema',
        file: MALL,
        field: 'telephon',
        value: '"none"',
        next: expect.stringContaining('otherNames'),
      },
    ],
    [
      'an unknown key deep in a file',
      { [MALL]: mallFile('tenants: [{ id: a, name: { zh: 甲, en: A, es: A, fr: A }, object: food }]\n') },
      { rule: 'matches-schema', file: MALL, field: 'tenants.0.name.fr', next: expect.stringContaining('zh, en, es') },
    ],
    [
      'a missing field',
      { [MALL]: 'name: { zh: 甲, en: A, es: A }\narea: xujiahui\n' },
      { rule: 'matches-schema', file: MALL, field: 'type' },
    ],
    [
      'a text missing in one language',
      { [MALL]: mallFile().replace(', es: Wutong Li', '') },
      { rule: 'matches-schema', file: MALL, field: 'name.es', value: '(missing)' },
    ],
    [
      'a value outside its list',
      { [MALL]: mallFile().replace('shopping-centre', 'bazaar') },
      {
        rule: 'matches-schema',
        file: MALL,
        field: 'type',
        value: '"bazaar"',
        next: expect.stringContaining('department-store'),
      },
    ],
    [
      'a day that does not exist',
      { [MALL]: mallFile('opened: 2025-02-30\n') },
      {
        rule: 'matches-schema',
        file: MALL,
        field: 'opened',
        value: '"2025-02-30"',
        next: expect.stringContaining('YYYY-MM-DD'),
      },
    ],
    [
      'a problem that is no slug, in a breakdown',
      { [HALF_YEAR]: halfYear({ malls: [{ mall: 'wutong-li', ...counts({ byProblem: { rude: 3 } as never }) }] }) },
      {
        rule: 'matches-schema',
        file: HALF_YEAR,
        field: 'malls.0.byProblem.rude',
        next: expect.stringContaining('prepaid'),
      },
    ],
    [
      'a file name that is no id',
      { 'malls/Quiet_Court.yml': mallFile() },
      { rule: 'id-well-formed', value: 'Quiet_Court' },
    ],
    [
      'a half-year whose name and content differ',
      { [HALF_YEAR]: halfYear({ period: '2025-h2', frozenOn: '2025-12-31' }) },
      { rule: 'id-well-formed', file: HALF_YEAR, field: 'period', value: '2025-h2' },
    ],
    [
      'a rules file that nothing reads',
      { 'rules/clock.yml': 'regimes: []\n' },
      { rule: 'id-well-formed', file: 'rules/clock.yml', next: expect.stringContaining('clocks') },
    ],
    [
      'two files of one name',
      { 'malls/wutong-li.yaml': mallFile() },
      { rule: 'no-duplicate-id', value: 'wutong-li.yml' },
    ],
    [
      'two shops of one id',
      { [MALL]: mallFile(`tenants:\n${'  - { id: a, name: { zh: 甲, en: A, es: A }, object: food }\n'.repeat(2)}`) },
      { rule: 'no-duplicate-id', field: 'tenants.id', value: 'a' },
    ],
    [
      'two entries of one mall in a half-year',
      { [HALF_YEAR]: halfYear({ malls: [counts(), counts()].map((own) => ({ mall: 'wutong-li', ...own })) }) },
      { rule: 'no-duplicate-id', field: 'malls.mall', value: 'wutong-li' },
    ],
  ];
  test.each(cases)('%s', async (_, changes, expected) => {
    expect(await faultsAfter(changes)).toContainEqual(expect.objectContaining(expected));
  });
});

describe('the three languages stay equal', () => {
  const cases: [what: string, changes: Changes, expected: Partial<FoundFault>][] = [
    [
      'a page without its twin',
      { 'pages/es/about.md': null },
      { rule: 'languages-complete', next: expect.stringMatching(/^Write .*pages\/es\/about\.md\.$/) },
    ],
    [
      'a file of words without its twin',
      { 'ui/en/site.json': null },
      { rule: 'languages-complete', file: 'ui/zh/site.json', value: 'en (missing)' },
    ],
    [
      'a word missing in one language',
      { 'ui/es/site.json': '{ "greeting": "¡{name}!" }' },
      { rule: 'languages-complete', file: 'ui/es/site.json', field: 'farewell', value: '(missing)' },
    ],
    [
      'an empty word',
      { 'ui/es/site.json': '{ "greeting": "¡{name}!", "farewell": " " }' },
      { rule: 'languages-complete', file: 'ui/es/site.json', field: 'farewell', value: '""' },
    ],
    [
      'a place for a value under another name',
      { 'ui/es/site.json': '{ "greeting": "¡{nombre}!", "farewell": "…" }' },
      { rule: 'languages-complete', field: 'greeting', next: expect.stringContaining('{name}') },
    ],
    [
      'a word that is no text',
      { 'ui/es/site.json': '{ "greeting": 3, "farewell": "…" }' },
      { rule: 'matches-schema', file: 'ui/es/site.json', field: 'greeting' },
    ],
    [
      'a slug without a name',
      { 'ui/es/taxonomy.json': '{ "object.food": "Alimentos" }' },
      { rule: 'slugs-named', file: 'ui/es/taxonomy.json', field: 'problem.prepaid' },
    ],
    [
      'a name without its slug',
      { 'ui/es/taxonomy.json': '{ "object.foods": "Alimentos" }' },
      { rule: 'slugs-named', file: 'ui/es/taxonomy.json', field: 'object.foods' },
    ],
  ];
  test.each(cases)('%s is refused', async (_, changes, expected) => {
    expect(await faultsAfter(changes)).toContainEqual(expect.objectContaining(expected));
  });
});

describe('figures add up', () => {
  const cases: [what: string, half: Parameters<typeof halfYear>[0], field: string][] = [
    [
      'outcomes that miss a closed complaint',
      { malls: [{ mall: 'wutong-li', ...counts({ closed: 3, unrated: 2 }) }] },
      'malls.wutong-li.outcomes',
    ],
    ['ratings that exceed the closed', { totals: counts({ solved: 2 }) }, 'totals.solved + unsolved + unrated'],
    [
      'a breakdown that misses a received complaint',
      { totals: counts({ byProblem: { quality: 2 } }) },
      'totals.byProblem',
    ],
    ['more on time than timed', { totals: counts({ onTime: 3 }) }, 'totals.onTime'],
    ['more timed than closed', { totals: counts({ timed: 3 }) }, 'totals.timed'],
    ['no median although some were closed', { totals: counts({ medianDays: null }) }, 'totals.medianDays'],
    ['totals that differ from the sum of the malls', { totals: counts({ accepted: 5 }) }, 'totals.accepted'],
    [
      'a breakdown of totals that differs from the malls',
      { totals: counts({ byObject: { food: 2, pet: 1 } }) },
      'totals.byObject.pet',
    ],
    ['refunds that differ by more than rounding', { totals: counts({ refund: 121 }) }, 'totals.refund'],
  ];
  test.each(cases)('%s is refused', async (_, half, field) => {
    expect(await faultsAfter({ [HALF_YEAR]: halfYear(half) })).toContainEqual(
      expect.objectContaining({ rule: 'totals-add-up', file: HALF_YEAR, field }),
    );
  });

  test('refunds may differ by the rounding of each amount', async () => {
    expect(await faultsAfter({ [HALF_YEAR]: halfYear({ totals: counts({ refund: 120.49 }) }) })).toEqual([]);
  });
});

describe('days stand in order', () => {
  test('half-years have no gap', async () => {
    const faults = await faultsAfter({
      'disclosures/2025-h1.json': halfYear({ period: '2025-h1', frozenOn: '2025-06-30' }),
    });
    expect(faults).toMatchObject([{ rule: 'one-period-no-gap', file: expect.stringContaining('2025-h2.json') }]);
  });

  const cases: [what: string, changes: Changes, field: string][] = [
    ['a mall that closes before it opens', { [MALL]: mallFile('opened: 2022-01-01\nclosed: 2021-12-31\n') }, 'closed'],
    ['a half-year frozen on another day', { [HALF_YEAR]: halfYear({ frozenOn: '2026-06-29' }) }, 'frozenOn'],
    ['a half-year published before it ended', { [HALF_YEAR]: halfYear({ publishedOn: '2026-06-30' }) }, 'publishedOn'],
  ];
  test.each(cases)('%s is refused', async (_, changes, field) => {
    expect(await faultsAfter(changes)).toContainEqual(expect.objectContaining({ rule: 'days-in-order', field }));
  });

  test('a day between two regimes to which none applies is refused', async () => {
    const clocks = readFileSync('content/rules/clocks.yml', 'utf8').replace('2024-06-30', '2024-06-29');
    expect(await faultsAfter({ 'rules/clocks.yml': clocks })).toMatchObject([
      {
        rule: 'days-in-order',
        field: 'regimes.0.to',
        value: '2024-06-29',
        next: expect.stringContaining('2024-06-30'),
      },
    ]);
  });

  test('a mall needs no zeros for half-years before it opened or after it closed', async () => {
    const faults = await faultsAfter({
      'malls/not-yet.yml': mallFile('opened: 2026-07-01\n'),
      'malls/no-longer.yml': mallFile('closed: 2025-12-31\n'),
    });
    expect(faults).toEqual([]);
  });
});

describe('published content names no person', () => {
  const refused: [what: string, line: string][] = [
    ['a mobile number', '13812345678'],
    ['a mobile number with its country code and spaces', '+86 138 1234 5678'],
    ['a mobile number in full-width digits', '１３８１２３４５６７８'],
    ['a landline number', '021-64381234'],
    ['a service number', '400-820-1234'],
    ['an e-mail address', 'someone@example.com'],
    ['an identity-card number', '11010519491231002X'],
  ];
  test.each(refused)('%s is refused, and not repeated in the message', async (_, text) => {
    const faults = await faultsAfter({ [MALL]: mallFile(`otherNames: ['${text}']\n`) });
    expect(faults).toMatchObject([{ rule: 'no-personal-data', file: MALL, field: 'line 4' }]);
    expect(JSON.stringify(faults)).not.toContain(text.normalize('NFKC'));
  });

  const allowed: [what: string, text: string][] = [
    ['the hotlines 12315 and 12345', '12315 / 12345'],
    ['eighteen digits whose check digit does not fit', '110105194912310021'],
    ['a postcode and a house number', '上海市徐汇区肇嘉浜路1111号 200030'],
  ];
  test.each(allowed)('%s may stand', async (_, text) => {
    expect(await faultsAfter({ [MALL]: mallFile(`otherNames: ['${text}']\n`) })).toEqual([]);
  });
});
