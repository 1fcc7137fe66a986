import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumFaults } from '../../src/disclosure/sums.ts';
import { periodOf, periodsBetween } from '../../src/lib/periods.ts';
import type { Counts } from '../../src/schema/disclosure.ts';
import { COLUMNS, discloseFrom, importRows, type Row } from './scratch.ts';

const HALF_YEARS = periodsBetween('2024-h1', '2025-h2');

const day = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const odd = fc.constantFrom('', 'soon', '?', '-1', 'a,b', 'a"b', 'a\nb', '2025-02-30', '=1+1');

/** Cells that are mostly right, in any combination. */
const cells: Record<keyof Row, fc.Arbitrary<string>> = {
  Case: fc.integer({ min: 1, max: 60 }).map(String),
  Mall: fc.constantFrom('Plane Tree Lane', 'PLANE TREE LANE', '梧桐里', 'Quiet Corner', 'Old Market', 'Nowhere'),
  Received: day,
  Decision: fc.constantFrom('yes', 'yes', 'yes', 'yes', 'no', 'sent', ''),
  Decided: fc.oneof({ weight: 4, arbitrary: day }, fc.constant('')),
  Closed: fc.oneof({ weight: 2, arbitrary: day }, fc.constant('')),
  Result: fc.constantFrom('agreed', 'paid', 'none', ''),
  Rating: fc.constantFrom('good', 'bad', ''),
  Goods: fc.constantFrom('food', 'shoes', 'parking'),
  Problem: fc.constantFrom('quality', 'price'),
  Refund: fc.oneof(
    fc.constant(''),
    fc.nat({ max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2)),
  ),
  ToCase: fc.constantFrom('y', 'n'),
};
const anyRow: fc.Arbitrary<Row> = fc.record(cells);
/** Days in order and decision, end and outcome together, so that most rows are kept. */
const goodRow: fc.Arbitrary<Row> = fc
  .tuple(anyRow, fc.array(day, { minLength: 3, maxLength: 3 }))
  .map(([row, days]) => {
    const [Received = '', Decided = '', Closed = ''] = [...days].sort();
    if (row.Decision === '') return { ...row, Received, Decided: '', Closed: '', Result: '', Rating: '' };
    if (row.Decision !== 'yes' || row.Closed === '')
      return { ...row, Received, Decided, Closed: '', Result: '', Rating: '' };
    return { ...row, Received, Decided, Closed, Result: row.Result === '' ? 'none' : row.Result };
  });
const brokenRow = fc
  .tuple(goodRow, fc.constantFrom(...COLUMNS), odd)
  .map(([row, column, value]) => ({ ...row, [column]: value }));
const rows = fc.array(fc.oneof({ weight: 6, arbitrary: goodRow }, anyRow, brokenRow), { maxLength: 40 });

test('whatever the rows, each is kept or rejected with its line, and every kept one is counted once', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const imported = await importRows(given);
      const { report, records, rejects } = imported;

      expect(report.read).toBe(given.length);
      expect(report.kept + report.rejected).toBe(given.length);
      expect(records).toHaveLength(report.kept);
      const rejectedLines = new Set(rejects.map(({ line }) => Number(line)));
      expect(rejectedLines.size).toBe(report.rejected);
      expect(records.filter(({ line }) => rejectedLines.has(line))).toEqual([]);
      const reasons = Object.values(report.reasons);
      expect(sum(reasons, ({ alone }) => alone) + report.withSeveralReasons).toBe(report.rejected);
      expect(sum(Object.values(report.halfYears), (half) => half.kept + half.rejected)).toBe(given.length);
      expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
      if (records.length === 0) return;

      const reached = records.flatMap(({ received, decided, closed }) =>
        [received, decided, closed].flatMap((each) => (each === null ? [] : [periodOf(each)])),
      );
      const asked = reached.filter((period) => HALF_YEARS.includes(period)).sort();
      const halves = await discloseFrom(imported, periodsBetween(asked[0] ?? '', asked.at(-1) ?? ''));
      expect(halves.flatMap(sumFaults)).toEqual([]);
      const total = (count: (counts: Counts) => number) => sum(halves, ({ totals }) => count(totals));
      expect(total(({ received }) => received)).toBe(records.length);
      expect(total(({ accepted }) => accepted)).toBe(records.filter(({ decision }) => decision === 'accepted').length);
      expect(total(({ notAccepted }) => notAccepted)).toBe(
        records.filter(({ decision }) => decision === 'not-accepted').length,
      );
      expect(total(({ referred }) => referred)).toBe(records.filter(({ decision }) => decision === 'referred').length);
      const closed = records.filter((record) => record.closed !== null);
      expect(total((counts) => counts.closed)).toBe(closed.length);
      expect(total(({ solved }) => solved)).toBe(closed.filter(({ rating }) => rating === 'solved').length);
      expect(total(({ toCase }) => toCase)).toBe(closed.filter((record) => record.toCase).length);
      expect(total(({ refund }) => Math.round(refund * 100))).toBe(
        sum(closed, ({ refund }) => Math.round(refund * 100)),
      );
    }),
    { numRuns: 60 },
  );
}, 60_000);

function sum<T>(items: readonly T[], figure: (item: T) => number): number {
  return items.reduce((whole, item) => whole + figure(item), 0);
}
