import { expect, test } from 'vitest';
import { tableName } from '../../src/publish/table-names.ts';
import { changeRows, correctionRows } from '../../src/publish/tables.ts';
import type { Correction } from '../../src/schema/correction.ts';

const words = { zh: '一', en: 'One', es: 'Uno' };
const revision: Correction & { id: string } = {
  id: '2026-h1-revision-1',
  subject: 'disclosure',
  period: '2026-h1',
  raisedBy: 'office',
  asked: '2026-08-10',
  answered: '2026-08-12',
  state: 'corrected',
  what: words,
  superseded: '2026-h1-1',
  mallsChanged: 1,
};
const malls = new Map([
  ['a', { id: 'a', name: words, otherNames: [], type: 'complex' as const, area: 'north', tenants: [] }],
]);

test('the log as a table names the old figures and how many malls changed', () => {
  expect(correctionRows([revision])[0]).toMatchObject({ malls_changed: 1, superseded: '2026-h1-1' });
  const { superseded, mallsChanged, ...objection } = revision;
  expect(correctionRows([objection])[0]).toMatchObject({ malls_changed: null, superseded: null });
});

test('each change is a row, of all malls together where the mall is empty', () => {
  const changes = new Map([
    [
      revision.id,
      [
        { figure: 'received' as const, from: 12, to: 13 },
        { mall: 'a', figure: 'not_accepted' as const, from: 1, to: 2 },
        { mall: 'gone', figure: 'breakdown' as const, from: null, to: null },
      ],
    ],
  ]);
  expect(changeRows([revision], changes, malls)).toMatchObject([
    {
      correction: revision.id,
      period: '2026-h1',
      mall: null,
      name_en: null,
      figure: 'received',
      before: 12,
      after: 13,
    },
    { mall: 'a', name_en: 'One', figure: 'not_accepted', before: 1, after: 2 },
    { mall: 'gone', name_en: null, figure: 'breakdown', before: null, after: null },
  ]);
});

test('both tables and the old figures have a name', () => {
  expect(tableName('en', 'correction-changes')).toBe('Figures changed by corrections');
  expect(tableName('en', 'superseded/2026-h1-2')).toBe('First half of 2026: each mall, before correction 2');
});
