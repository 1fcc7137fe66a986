import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'node-html-parser';
import decodeQr from 'qr/decode.js';
import sharp from 'sharp';
import { encode } from 'uqr';
import { describe, expect, test } from 'vitest';
import { sharePicture } from '../../src/publish/share-picture.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import { SITE } from '../../src/site.ts';

const DIST = process.env['DIST_DIR'] ?? 'dist';
const read = (path: string) => readFileSync(join(DIST, path), 'utf8');

// What leaves the site in other forms than pages is looked at as built: `npm test` builds first.
describe.runIf(existsSync(DIST))('the built site', () => {
  test.each(LOCALES)('a scanner reads the code on a poster in %s as the address of the mall', async (locale) => {
    const svg = parse(read(`${locale}/malls/wutong-li/poster/index.html`)).querySelector('svg.qr');
    const [, , size = '0'] = (svg?.getAttribute('viewBox') ?? '').split(' ');
    const path = svg?.querySelector('path')?.getAttribute('d') ?? '';
    const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${Number(size) * 8}" height="${Number(size) * 8}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg>`;
    const { data, info } = await sharp(Buffer.from(picture)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const text = decodeQr({ width: info.width, height: info.height, data: new Uint8Array(data) });
    expect(text).toBe(`${SITE.url}/${locale}/malls/wutong-li/`);
  });

  test('every checksum is that of its file', () => {
    const lines = read('data/checksums.txt').trim().split('\n');
    expect(lines.length).toBeGreaterThan(40);
    for (const line of lines) {
      const [sum, name = ''] = line.split('  ');
      expect(
        createHash('sha256')
          .update(readFileSync(join(DIST, 'data', name)))
          .digest('hex'),
        name,
      ).toBe(sum);
    }
  });

  test('the catalogue names every file that has a checksum', () => {
    const catalogue = read('data/catalogue.jsonld');
    JSON.parse(catalogue);
    for (const line of read('data/checksums.txt').trim().split('\n')) {
      expect(catalogue).toContain(`${SITE.url}/data/${line.split('  ')[1]}`);
    }
  });

  test.each(LOCALES)('feeds in %s are Atom with an entry for each page, and their links lead to pages', (locale) => {
    for (const feed of ['alerts', 'cases', 'disclosures']) {
      const xml = read(`${locale}/${feed}/feed.xml`);
      expect(xml).toContain('http://www.w3.org/2005/Atom');
      const links = [...xml.matchAll(/<entry>[\s\S]*?<id>([^<]+)<\/id>/g)].map(([, link = '']) => link);
      expect(links.length).toBeGreaterThan(7);
      for (const link of links)
        expect(existsSync(join(DIST, link.slice(SITE.url.length), 'index.html')), link).toBe(true);
    }
  });

  test.each(LOCALES)('calendars in %s hold the releases and the open day at its hour', (locale) => {
    const releases = read(`${locale}/disclosures/releases.ics`);
    expect(releases).toContain('DTSTART;VALUE=DATE:20270214');
    const programme = read(`${locale}/3-15/2026.ics`);
    // 09:30 in Shanghai.
    expect(programme).toContain('DTSTART:20260314T013000Z');
    for (const text of [releases, programme]) {
      expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    }
  });

  test('a badge shows the level only while the rating is in force', () => {
    expect(read('badges/wutong-li.svg')).toContain('≤ 2027-03-31');
    const withdrawn = read('badges/yunting.svg');
    expect(withdrawn).toContain('withdrawn');
    expect(withdrawn).not.toContain('≤');
  });

  test('every share picture that a page names is there', () => {
    for (const locale of LOCALES) {
      for (const page of ['', 'guides/prepaid-cards/', 'cases/gym-closed-2025/', '3-15/2021/', 'malls/wutong-li/']) {
        const image = parse(read(`${locale}/${page}index.html`)).querySelector('meta[property="og:image"]');
        const path = image?.getAttribute('content')?.slice(SITE.url.length) ?? '';
        expect(existsSync(join(DIST, path)), path).toBe(true);
      }
    }
  });
});

test('a share picture is 1200 by 630 and draws Chinese without a font of the machine', async () => {
  const words = { kind: '消费指南', site: '放心查', note: '演示网站' };
  const [one, other] = await Promise.all([
    sharePicture({ ...words, title: '健身房跑路了怎么办' }),
    sharePicture({ ...words, title: '买到假货可以要求赔偿' }),
  ]);
  expect(await sharp(one).metadata()).toMatchObject({ width: 1200, height: 630, format: 'png' });
  // Boxes for missing letters would make two titles of like length look the same.
  expect(one.equals(other)).toBe(false);
});

test('a code of a long address still decodes', () => {
  expect(encode(`${SITE.url}/zh/malls/${'x'.repeat(80)}/`, { ecc: 'M' }).size).toBeLessThan(60);
});
