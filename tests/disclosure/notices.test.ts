import { expect, test } from 'vitest';
import { discloseFrom, importRows, mappingOfColumns, type Row, row } from './scratch.ts';

/** Rows with a column more: the day the complainant was told. */
function csvWithNotice(rows: readonly [Row, notified: string][]): string {
  const names = Object.keys(row());
  const line = (cells: readonly string[]) => `${cells.join(',')}\n`;
  return [line([...names, 'Told']), ...rows.map(([cells, notified]) => line([...Object.values(cells), notified]))].join(
    '',
  );
}

function mappingWithNotice() {
  const mapping = mappingOfColumns();
  return { ...mapping, fields: { ...mapping.fields, notified: { column: 'Told' } } };
}

test('told by the last day to decide is on time, later or not at all is late', async () => {
  const imported = await importRows(
    csvWithNotice([
      [row(), '2025-03-06'],
      // The seventh working day after Monday 3 March.
      [row(), '2025-03-12'],
      [row(), '2025-03-13'],
      [row(), ''],
    ]),
    mappingWithNotice(),
  );
  expect(imported.records.map(({ notified }) => notified)).toEqual(['2025-03-06', '2025-03-12', '2025-03-13', null]);
  const [half] = await discloseFrom(imported, ['2025-h1']);
  expect(half?.totals).toMatchObject({ accepted: 4, decisionsTimed: 4, noticesTimed: 4, noticesOnTime: 2 });
});

test('a source that does not record notices says nothing of them', async () => {
  const imported = await importRows([row()]);
  expect(imported.records[0]).not.toHaveProperty('notified');
  const [half] = await discloseFrom(imported, ['2025-h1']);
  expect(half?.totals).toMatchObject({ decisionsTimed: 1, noticesTimed: 0, noticesOnTime: 0 });
});

test('a notice before the decision, or without one, is a fault of the row', async () => {
  const undecided = row({ Decision: '', Decided: '', Closed: '', Result: '', Rating: '', Refund: '' });
  const { rejects } = await importRows(
    csvWithNotice([
      [row(), '2025-03-05'],
      [undecided, '2025-03-07'],
    ]),
    mappingWithNotice(),
  );
  expect(rejects.map(({ column, reason }) => [column, reason])).toEqual([
    ['Told', 'notice-before-decision'],
    ['Told', 'notice-before-decision'],
  ]);
});
