import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { disclose } from '../../src/disclosure/disclose.ts';
import { importRecords } from '../../src/disclosure/import.ts';
import { recordsIn, rejectsIn, scratchFolder } from './scratch.ts';

// Records of real businesses, kept outside the project: nothing of them is written anywhere but a temporary folder.
const EXPORT = resolve(import.meta.dirname, '../../../shared/data/nyc-mediated-complaints.csv');
const MAPPING = 'tests/fixtures/exports/nyc.mapping.yml';
const isThere = existsSync(EXPORT);
if (!isThere) console.warn(`Skipped: the real export is not there (${EXPORT}).`);

interface Line {
  line: number;
  business: string;
  industry: string;
  problem: string;
  start: string;
  end: string;
  result: string;
  satisfaction: string;
  restitution: number;
}

/** The export by other means than the importer: split at commas outside quotes, days turned round by hand. */
function countedByHand(): Line[] {
  const day = (text: string) => `${text.slice(6, 10)}-${text.slice(0, 2)}-${text.slice(3, 5)}`;
  return readFileSync(EXPORT, 'latin1')
    .split(/\r?\n/)
    .map((text, index) => ({ text, line: index + 1 }))
    .slice(1)
    .filter(({ text }) => text !== '')
    .map(({ text, line }) => {
      const cells = text.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"|"$/g, '').trim());
      const [business = '', industry = '', problem = '', start = '', end = '', result = '', satisfaction = '', amount] =
        cells;
      return {
        line,
        business,
        industry,
        problem,
        start: day(start),
        end: day(end),
        result,
        satisfaction,
        restitution: Number(amount),
      };
    });
}

describe.skipIf(!isThere)('the export of a city consumer bureau', () => {
  test('is imported with every row kept or rejected, and its half-years equal a count by other means', async () => {
    const folder = scratchFolder();
    const [out, content] = [join(folder, 'records'), join(folder, 'content')];
    const report = await importRecords({ file: EXPORT, mappingFile: MAPPING, out, content });
    const halves = await disclose({
      periods: ['2015-h1', '2015-h2'],
      records: [out],
      content,
      publishedOn: () => '2016-02-01',
      rules: 'content/rules',
      isNothingOlder: true,
    });

    const all = countedByHand();
    const nameless = all.filter(({ business }) => business === '');
    const backwards = all.filter(({ business, start, end }) => business !== '' && end < start);
    const good = all.filter(({ business, start, end }) => business !== '' && end >= start);
    expect(report).toMatchObject({
      read: all.length,
      kept: good.length,
      rejected: nameless.length + backwards.length,
      reasons: {
        'no-mall': { rows: nameless.length, alone: nameless.length },
        'end-before-start': { rows: backwards.length, alone: backwards.length },
      },
    });
    expect(rejectsIn(out).map(({ line, reason }) => `${line} ${reason}`)).toEqual(
      [
        ...nameless.map(({ line }) => `${line} no-mall`),
        ...backwards.map(({ line }) => `${line} end-before-start`),
      ].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)),
    );
    expect(recordsIn(out).map(({ line }) => line)).toEqual(good.map(({ line }) => line));

    const spans = [
      ['2015-01-01', '2015-06-30'],
      ['2015-07-01', '2015-12-31'],
    ] as const;
    spans.forEach(([first, last], index) => {
      const received = good.filter(({ start }) => start >= first && start <= last);
      const closed = good.filter(({ end }) => end >= first && end <= last);
      const said = (word: string) => closed.filter(({ satisfaction }) => satisfaction === word).length;
      const ended = (...codes: string[]) =>
        closed.filter(({ result }) => codes.some((code) => result.endsWith(code))).length;
      const totals = halves[index]?.totals;
      expect(totals).toMatchObject({
        received: received.length,
        accepted: received.length,
        notAccepted: 0,
        referred: 0,
        closed: closed.length,
        timed: 0,
        solved: said('Yes'),
        unsolved: said('No'),
        unrated: closed.length - said('Yes') - said('No'),
      });
      expect(totals?.refund).toBeCloseTo(
        closed.reduce((sum, { restitution }) => sum + restitution, 0),
        2,
      );
      expect(totals?.outcomes.withdrawn).toBe(ended('CTA', 'CWC'));
      expect(totals?.outcomes['mediated-agreed']).toBe(ended('SPF'));
      expect(totals?.outcomes.refused).toBe(ended('NCR', 'ULV', 'NVR', 'OOB', 'ULC'));
      const about = (...codes: string[]) =>
        received.filter(({ industry }) => codes.some((code) => industry.endsWith(code))).length;
      expect(totals?.byObject.renovation).toBe(about('- 100', '- 101'));
      expect(totals?.byObject.parking).toBe(about('- 049', '- 050', '- 098', '- 126'));
      expect(totals?.byProblem['after-sales']).toBe(received.filter(({ problem }) => /R01|B04/.test(problem)).length);

      // The busiest businesses, by a folding of names written anew.
      const plain = (name: string) => name.toUpperCase().replace(/[^A-Z0-9]/g, '');
      const counts = new Map<string, number>();
      for (const { business } of received) counts.set(plain(business), (counts.get(plain(business)) ?? 0) + 1);
      const perMall = halves[index]?.malls.map((mall) => mall.received).filter((count) => count > 0) ?? [];
      expect([...perMall].sort((a, b) => b - a)).toEqual([...counts.values()].sort((a, b) => b - a));
    });
  });
});
