import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineOf, page, titles } from './scratch-search.ts';

describe('Chinese', () => {
  const documents = [page('梧桐里购物中心'), page('云汀广场', { text: '聿柘面馆 · Fideos Yuzhe' })];

  test.each([
    ['桐里', '梧桐里购物中心'],
    ['里购', '梧桐里购物中心'],
    ['面馆', '云汀广场'],
    ['场', '云汀广场'],
    ['中心 梧桐', '梧桐里购物中心'],
    ['梧桐裏購物中心'.replace('裏', '里'), '梧桐里购物中心'],
    ['雲汀廣場', '云汀广场'],
    ['ｙｕｎｔｉｎｇ', '云汀广场'],
    ['wutongli', '梧桐里购物中心'],
    ['wtl', '梧桐里购物中心'],
  ])('%s finds %s', async (query, expected) => {
    expect(await titles(documents, query)).toEqual([expected]);
  });

  test('a row of signs that stands nowhere finds nothing, though each of its pairs stands somewhere', async () => {
    expect(await titles([page('甲乙丙'), page('丙丁'), page('乙丙丁')], '甲乙丙丁')).toEqual([]);
    expect(await titles(documents, '里广')).toEqual([]);
  });

  test('a question is cut into words that are known, and finds what means the same', async () => {
    const guides = [page('办预付卡以前', { body: '店可能关门。' }), page('办预付卡以后')];
    expect(await titles(guides, '健身卡跑路怎么办')).toEqual(['办预付卡以前']);
  });

  test('every part of a text of two signs and more is found, and nothing else is', async () => {
    const sign = fc.constantFrom(...'预付卡退款商场投诉举报店家质量三包');
    const text = fc.array(sign, { minLength: 2, maxLength: 12 }).map((signs) => signs.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), fc.nat(), fc.nat(), async (texts, at, from) => {
        const whole = [...new Set(texts)];
        const source = whole[at % whole.length] ?? '';
        const start = from % (source.length - 1);
        const query = source.slice(start, start + 2 + (from % 4));
        // A row of nothing but known words is taken for what it means.
        fc.pre(!/^(健身卡|预付卡|跑路|关门|怎么办)+$/.test(query) && !/^[我想请被]|[吗呢了的啊吧么]$/.test(query));
        const { hits } = await (await engineOf(whole.map((one) => page(one)))).search(query, { limit: 100 });
        expect(hits.map(({ title }) => title).sort()).toEqual(whole.filter((one) => one.includes(query)).sort());
      }),
      { numRuns: 200 },
    );
  });
});

describe('English and Spanish', () => {
  test.each([
    ['platano', 'Pasaje del Plátano'],
    ['PLÁTANO', 'Pasaje del Plátano'],
    ['plat', 'Pasaje del Plátano'],
    ['platanos', 'Pasaje del Plátano'],
    ['platono', 'Pasaje del Plátano'],
    ['reclamacion', 'Reclamaciones'],
    ['prices', 'The price of tea'],
    ['how the tea', 'The price of tea'],
    ['fitness', 'My gym'],
  ])('%s finds %s', async (query, expected) => {
    const documents = [page('Pasaje del Plátano'), page('Reclamaciones'), page('The price of tea'), page('My gym')];
    expect(await titles(documents, query)).toEqual([expected]);
  });

  test('words that are known together stand together first', async () => {
    const documents = [page('An open box', { body: 'Every day is a good day.' }), page('Station open day')];
    expect((await titles(documents, 'open day'))[0]).toBe('Station open day');
  });

  test('where nothing holds all of three words and more, those with most of them come, and it is said', async () => {
    const engine = await engineOf([page('red tea house'), page('blue tea')]);
    expect(await engine.search('red tea zebra')).toMatchObject({ isPartial: true, hits: [{ title: 'red tea house' }] });
    expect((await engine.search('zebra')).total).toBe(0);
  });
});

describe('results', () => {
  const documents = [
    page('Old Harbour', { kind: 'mall', area: 'tianlin', year: '2026' }),
    page('East Mall', { kind: 'mall', names: ['Harbour East'], area: 'longhua' }),
    page('North Plaza', { kind: 'mall', text: 'Harbour Tea', area: 'tianlin' }),
    page('Harbour Court', { kind: 'guide', year: '2025' }),
  ];

  test('a title that begins with the query comes first, then titles, then names, then the rest', async () => {
    expect(await titles(documents, 'harbour')).toEqual(['Harbour Court', 'Old Harbour', 'East Mall', 'North Plaza']);
  });

  test('are counted by facet, each with the other filters applied', async () => {
    const engine = await engineOf(documents);
    const found = await engine.search('harbour', { filters: { area: 'tianlin' } });
    expect(found.hits.map(({ title }) => title)).toEqual(['Old Harbour', 'North Plaza']);
    expect(found.facets).toEqual({ kind: { mall: 2 }, area: { tianlin: 2, longhua: 1 }, year: { 2026: 1 } });
    expect((await engine.search('harbour', { filters: { kind: 'law' } })).total).toBe(0);
  });

  test('come in pages, and an empty query finds nothing', async () => {
    const engine = await engineOf(Array.from({ length: 30 }, (_, n) => page(`Tea ${n}`)));
    const first = await engine.search('tea', { limit: 10 });
    const next = await engine.search('tea', { limit: 10, offset: 10 });
    expect([first.total, first.hits.length, next.hits.length]).toEqual([30, 10, 10]);
    expect(new Set([...first.hits, ...next.hits].map(({ href }) => href)).size).toBe(20);
    expect((await engine.search('  ,. ')).total).toBe(0);
  });
});

test('a file that did not arrive is asked for again', async () => {
  const { buildIndex } = await import('../../src/search/index-builder.ts');
  const { embeddedEngine } = await import('../../src/search/embedded.ts');
  const { WORDS } = await import('./scratch-search.ts');
  const files = buildIndex([page('Harbour')], { words: WORDS, traditional: {}, readings: () => [] });
  let isBroken = true;
  const engine = await embeddedEngine(async (name) => {
    if (name !== 'manifest.json' && isBroken) throw new Error('offline');
    return files.get(name) ?? '';
  });
  await expect(engine.search('harbour')).rejects.toThrow('offline');
  isBroken = false;
  expect((await engine.search('harbour')).total).toBe(1);
});
