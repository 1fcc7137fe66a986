import { expect, test } from 'vitest';
import { importRows, row } from './scratch.ts';

test('names that are one mall in two Chinese scripts are listed as spellings of it', async () => {
  const { records, report } = await importRows([row({ Mall: '梧桐裡' }), row({ Mall: '梧桐里' }), row()]);
  expect(new Set(records.map(({ mall }) => mall))).toEqual(new Set(['plane-tree-lane']));
  expect(report.spellings).toEqual([['梧桐裡', '梧桐里']]);
});
