import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importRecords } from '../../src/disclosure/import.ts';
import { readMapping } from '../../src/disclosure/read-mapping.ts';
import { csv, importRows, mappingOfColumns, mappingThatRegisters, row, scratch } from './scratch.ts';

type Draft = ReturnType<typeof mappingOfColumns> & Record<string, unknown>;

/** The sentence with which a mapping is refused, after a change to a good one. */
async function refusal(change: (draft: Draft) => unknown): Promise<string> {
  const draft: Draft = mappingOfColumns();
  const { mappingFile } = scratch('', change(draft) ?? draft);
  const error = await readMapping(mappingFile).catch((caught: Error) => caught);
  if (!(error instanceof Error)) throw new Error('The mapping was taken.');
  expect(error.name).toBe('Stop');
  return error.message;
}

test('the mapping of the demonstration is taken', async () => {
  expect((await readMapping('content/mappings/demo.yml')).fields.mall.unknown).toBe('reject');
});

test('the mapping of the real export is taken', async () => {
  expect((await readMapping('tests/fixtures/exports/nyc.mapping.yml')).fields.mall.unknown).toBe('register');
});

test('a mapping that is not there, or no YAML, is refused', async () => {
  await expect(readMapping('no/such.yml')).rejects.toThrow('no/such.yml cannot be read');
  expect(await refusal(() => 'fields: [')).toContain('is not valid YAML');
  expect(await refusal(() => 'fields: {a: 1, a: 2}')).toContain('is not valid YAML');
});

test('a missing field is named', async () => {
  expect(await refusal(({ fields: { received, ...fields }, ...draft }) => ({ ...draft, fields }))).toContain(
    'fields.received: is missing.',
  );
});

test('a missing field of codes is named with what it may hold', async () => {
  expect(await refusal(({ fields: { rating, ...fields }, ...draft }) => ({ ...draft, fields }))).toContain(
    'fields.rating: is missing; write column, or one constant.',
  );
});

test('a key that is misspelt is named with the one meant', async () => {
  expect(await refusal((draft) => ({ ...draft, currrency: 'CNY' }))).toContain(
    'the file: there is no "currrency". Did you mean "currency"?',
  );
  expect(
    await refusal((draft) => ({ ...draft, fields: { ...draft.fields, object: { colunm: 'Goods', values: {} } } })),
  ).toContain('fields.object: there is no "colunm". Did you mean "column"?');
});

test('a wrong slug is named with its place and the right ones', async () => {
  const message = await refusal((draft) => {
    Object.assign(draft.fields.object.values, { bread: 'fod' });
  });
  expect(message).toContain(
    'fields.object.values.bread: "fod" cannot stand here. Did you mean "food"? Write one of: food,',
  );
});

test('a wrong constant is named', async () => {
  expect(await refusal((draft) => ({ ...draft, fields: { ...draft.fields, decision: { value: 'taken' } } }))).toContain(
    'fields.decision.value: "taken" cannot stand here. Write one of: pending, accepted',
  );
});

test('a wrong form of dates and a wrong currency are named', async () => {
  expect(await refusal((draft) => ({ ...draft, dates: 'dd.mm.yyyy' }))).toContain(
    'dates: "dd.mm.yyyy" cannot stand here.',
  );
  expect(await refusal((draft) => ({ ...draft, currency: 'yuan' }))).toContain('currency: Write the ISO 4217 code');
});

test('a number where text belongs is to be put in quotes', async () => {
  expect(await refusal((draft) => ({ ...draft, methodVersion: 2 }))).toContain('methodVersion: put 2 in quotes');
});

test('leave to open malls needs to say what they are', async () => {
  const { register, ...mapping } = mappingThatRegisters();
  expect(await refusal(() => mapping)).toContain('register: is missing; fields.mall says unknown: register');
});

test('every fault of a mapping is named at once', async () => {
  const message = await refusal((draft) => ({ ...draft, currency: 'yuan', dates: 'soon' }));
  expect(message).toContain('currency:');
  expect(message).toContain('dates:');
  expect(message).toContain('content/mappings/README.md');
});

test('a column that the file lacks is named with the columns it has', async () => {
  const paths = scratch(csv([row()]).replace('"Closed"', '"Ended"'));
  await expect(importRecords(paths)).rejects.toThrow(
    'The file has no column "Closed".\nIts columns are: "Case", "Mall"',
  );
});

test('a column that the file has twice is refused', async () => {
  const paths = scratch(csv([row()]).replace('"Rating"', '"Closed"').replace('"Goods"', '"Rating"'));
  const mapping = mappingOfColumns();
  mapping.fields.object.column = 'Problem';
  const { mappingFile } = scratch('', mapping);
  await expect(importRecords({ ...paths, mappingFile })).rejects.toThrow('The file has the column "Closed" twice');
});

test('spaces around a header do not count', async () => {
  const { report } = await importRows(csv([row()]).replace('"Closed"', '" Closed "'));
  expect(report.kept).toBe(1);
});

test('a code is looked up by the part of the cell that holds it', async () => {
  const mapping = mappingOfColumns();
  const problem = { column: 'Problem', code: { after: ' - ' }, values: { B02: 'price', Other: 'other' } };
  const object = { column: 'Goods', code: { before: ' ' }, values: { '101': 'food', '205': 'parking' } };
  const { records } = await importRows(
    [row({ Problem: 'Billing - old wording - B02', Goods: '101 fresh food' }), row({ Problem: 'Other', Goods: '205' })],
    { ...mapping, fields: { ...mapping.fields, problem, object } },
  );
  expect(records.map((record) => [record.problem, record.object])).toEqual([
    ['price', 'food'],
    ['other', 'parking'],
  ]);
});

test('a content folder without malls is refused where the register decides', async () => {
  const paths = scratch(csv([row()]));
  await expect(importRecords({ ...paths, content: join(paths.folder, 'nowhere') })).rejects.toThrow(
    'name the content folder with --content',
  );
});
