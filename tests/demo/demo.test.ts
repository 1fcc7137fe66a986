import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { demo } from '../../scripts/demo.ts';
import { correction } from '../../src/schema/correction.ts';
import { type Disclosure, disclosure } from '../../src/schema/disclosure.ts';

const PERIODS = [
  '2021-h1',
  '2021-h2',
  '2022-h1',
  '2022-h2',
  '2023-h1',
  '2023-h2',
  '2024-h1',
  '2024-h2',
  '2025-h1',
  '2025-h2',
  '2026-h1',
];

const SLIP = '2026-h1-revision-1.yml';

describe('the demonstration content', () => {
  const again = mkdtempSync(join(tmpdir(), 'demo-test-'));
  const published = new Map<string, Disclosure>();

  beforeAll(async () => {
    await demo({ content: again, malls: 46, seed: 315, periods: PERIODS.length });
    for (const period of PERIODS) {
      published.set(period, disclosure.parse(JSON.parse(readFileSync(`content/disclosures/${period}.json`, 'utf8'))));
    }
  }, 120_000);
  afterAll(() => rmSync(again, { recursive: true }));

  it('comes out the same, byte for byte, from the same seed', () => {
    for (const folder of ['malls', 'disclosures', 'superseded', 'ratings']) {
      const files = readdirSync(join('content', folder)).sort();
      expect(readdirSync(join(again, folder)).sort()).toEqual(files);
      for (const file of files) {
        expect(readFileSync(join(again, folder, file), 'utf8'), file).toBe(
          readFileSync(join('content', folder, file), 'utf8'),
        );
      }
    }
  });

  it('has 44 malls or more, and every half-year from 2021 on', () => {
    expect(readdirSync('content/malls').length).toBeGreaterThanOrEqual(44);
    expect(readdirSync('content/disclosures').sort()).toEqual(PERIODS.map((period) => `${period}.json`));
  });

  it('has malls with no complaint and malls with few', () => {
    const received = published.get('2026-h1')?.malls.map((mall) => mall.received) ?? [];
    expect(received).toContain(0);
    expect(received.some((count) => count > 0 && count < 10)).toBe(true);
  });

  it('drops in the half-year in which shops were closed', () => {
    const [before, closed, after] = ['2021-h1', '2022-h1', '2023-h1'].map(
      (period) => published.get(period)?.totals.received ?? 0,
    );
    expect(closed).toBeLessThan((before ?? 0) * 0.75);
    expect(closed).toBeLessThan((after ?? 0) * 0.75);
  });

  it('shows a mall only from its opening to its closing', () => {
    const shows = (period: string, id: string) => published.get(period)?.malls.some(({ mall }) => mall === id);
    expect([shows('2023-h1', 'tongyin'), shows('2023-h2', 'tongyin')]).toEqual([false, true]);
    expect([shows('2023-h1', 'shuibei-baihuo'), shows('2024-h1', 'shuibei-baihuo')]).toEqual([true, false]);
  });

  it('was first published with a slip, which a mall found and the log tells of', () => {
    const entry = correction.parse(parse(readFileSync(`content/corrections/${SLIP}`, 'utf8')));
    expect(readFileSync(join(again, 'corrections', SLIP), 'utf8')).toBe(
      readFileSync(`content/corrections/${SLIP}`, 'utf8'),
    );
    expect(entry).toMatchObject({ raisedBy: 'mall', state: 'corrected', mallsChanged: 2, superseded: '2026-h1-1' });
    expect(published.get('2026-h1')?.revisedOn).toBe(entry.answered);
    const before = disclosure.parse(JSON.parse(readFileSync('content/superseded/2026-h1-1.json', 'utf8')));
    expect(before.totals).toEqual(published.get('2026-h1')?.totals);
  });

  it('says that it is invented', () => {
    for (const { origin } of published.values()) expect(origin.kind).toBe('invented');
  });

  it('comes out otherwise from another seed', async () => {
    const other = mkdtempSync(join(tmpdir(), 'demo-test-'));
    const [latest] = await demo({ content: other, malls: 5, seed: 1, periods: 1 });
    const [same] = await demo({ content: other, malls: 5, seed: 2, periods: 1 });
    rmSync(other, { recursive: true });
    expect(latest?.totals).not.toEqual(same?.totals);
  });
});
