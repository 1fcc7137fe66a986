import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { sumFaults } from '../../src/disclosure/sums.ts';
import type { Counted } from '../../src/disclosure/tallies.ts';
import { disclosure } from '../../src/schema/disclosure.ts';
import { discloseFrom, importRows, mappingOfColumns, mappingThatRegisters, pendingRow, row } from './scratch.ts';

const NEXT_HALF = { Decided: '2025-06-30', Closed: '2025-07-10' };

test('each count goes by its own day', async () => {
  const imported = await importRows([
    row({ Received: '2025-06-25', ...NEXT_HALF }),
    row({ Received: '2025-06-30', Decided: '2025-07-02', Closed: '', Result: '', Rating: '' }),
  ]);
  const [first, second] = await discloseFrom(imported, ['2025-h1', '2025-h2']);
  expect(first?.totals).toMatchObject({ received: 2, accepted: 1, closed: 0, solved: 0, refund: 0, medianDays: null });
  expect(second?.totals).toMatchObject({
    received: 0,
    accepted: 1,
    closed: 1,
    solved: 1,
    refund: 12.5,
    medianDays: 15,
  });
});

test('what was decided, how it ended and what the consumer said are counted apart', async () => {
  const open = { Closed: '', Result: '', Rating: '' };
  const imported = await importRows([
    row(),
    row({ Result: 'none', Rating: 'bad', Refund: '' }),
    row({ Result: 'paid', Rating: '', ToCase: 'y' }),
    row({ Decision: 'no', ...open }),
    row({ Decision: 'sent', ...open }),
    pendingRow({ Goods: 'parking', Problem: 'price' }),
  ]);
  const [half] = await discloseFrom(imported, ['2025-h1']);
  expect(half?.totals).toMatchObject({
    received: 6,
    accepted: 3,
    notAccepted: 1,
    referred: 1,
    closed: 3,
    solved: 1,
    unsolved: 1,
    unrated: 1,
    toCase: 1,
    refund: 25,
    medianDays: 17,
    byObject: { food: 5, parking: 1 },
    byProblem: { quality: 5, price: 1 },
  });
  expect(half?.totals.outcomes).toMatchObject({ 'mediated-agreed': 1, 'mediated-performed': 1, 'no-agreement': 1 });
});

test('a closure is on time by the clocks in force on the day of receipt', async () => {
  const imported = await importRows([
    row(),
    row({ Decided: '2025-03-20', Closed: '2025-03-21' }),
    row({ Decided: '2025-03-06', Closed: '2025-06-27' }),
  ]);
  const [half] = await discloseFrom(imported, ['2025-h1']);
  expect(half?.totals).toMatchObject({ closed: 3, timed: 3, onTime: 1 });
});

test('where no clock was in force nothing is timed', async () => {
  const imported = await importRows([row({ Received: '2015-03-03', Decided: '2015-03-06', Closed: '2015-03-20' })]);
  const [half] = await discloseFrom(imported, ['2015-h1']);
  expect(half?.totals).toMatchObject({ closed: 1, timed: 0, onTime: 0 });
});

test('every mall open in the half-year is listed by id, zeros included', async () => {
  const imported = await importRows([row()]);
  const [half] = await discloseFrom(imported, ['2025-h1']);
  expect(half?.malls.map(({ mall, received }) => [mall, received])).toEqual([
    ['plane-tree-lane', 1],
    ['quiet-corner', 0],
  ]);
});

test('a mall that has closed its doors is listed while its complaints are being closed', async () => {
  const imported = await importRows([
    row({ Mall: 'Old Market', Received: '2024-12-20', Decided: '2024-12-24', Closed: '2025-01-10' }),
  ]);
  const [half] = await discloseFrom(imported, ['2025-h1']);
  expect(half?.malls.find(({ mall }) => mall === 'old-market')).toMatchObject({ received: 0, closed: 1 });
});

test('amounts are added in cents, so that a hundred times 0.10 is 10', async () => {
  const imported = await importRows(Array.from({ length: 100 }, () => row({ Refund: '0.10' })));
  const [half] = await discloseFrom(imported, ['2025-h1']);
  expect(half?.totals.refund).toBe(10);
});

test('the file fits its schema, its sums add up, and the same input gives the same bytes', async () => {
  const rows = [row({ Mall: 'Quiet Corner' }), row(), pendingRow()];
  const read = async (given: typeof rows) => {
    const imported = await importRows(given);
    await discloseFrom(imported, ['2025-h1']);
    return readFileSync(join(imported.content, 'disclosures', '2025-h1.json'), 'utf8');
  };
  const text = await read(rows);
  expect(sumFaults(disclosure.parse(JSON.parse(text)))).toEqual([]);
  expect(await read(rows)).toBe(text);
  expect(await read([...rows].reverse())).toBe(text);
});

test('several half-years in one call are the same as one by one', async () => {
  const imported = await importRows([row({ Received: '2025-06-25', ...NEXT_HALF }), row()]);
  const together = await discloseFrom(imported, ['2025-h2', '2025-h1', '2025-h1']);
  const apart = [await discloseFrom(imported, ['2025-h1']), await discloseFrom(imported, ['2025-h2'])];
  expect(together).toEqual(apart.flat());
});

test('what is left out is told', async () => {
  const imported = await importRows([
    row({ Refund: '5', Closed: '', Result: '', Rating: '' }),
    pendingRow(),
    row({ Received: '2025-08-01', Decided: '2025-08-02', Closed: '2025-08-03' }),
    row({ Received: '2024-12-20', Decided: '2024-12-24', Closed: '2025-01-10' }),
  ]);
  let told: Counted | undefined;
  await discloseFrom(imported, ['2025-h1'], {
    onComputed: ({ counted }) => {
      told = counted;
    },
  });
  expect(told).toEqual({
    ...{ records: 4, twice: 0, received: 2, later: 1, leftOut: { '2025-h2': 1 } },
    ...{ pending: 1, waitingForEnd: 1 },
  });
});

test('a new content folder gets rules, areas and the malls that the import opened', async () => {
  const { folder, out } = await importRows([row({ Mall: 'Harbour Café' })], mappingThatRegisters());
  const content = join(folder, 'new', 'content');
  const [half] = await discloseFrom({ out, content }, ['2025-h1']);
  expect(half?.malls.map(({ mall }) => mall)).toEqual(['harbour-cafe']);
  expect(readdirSync(content).sort()).toEqual(['areas', 'disclosures', 'malls', 'rules']);
  expect(readdirSync(join(content, 'rules')).sort()).toEqual(readdirSync('content/rules').sort());
  expect(readdirSync(join(content, 'areas'))).toEqual(['new.yml']);
});

test('what an editor has changed in the content folder stays', async () => {
  const imported = await importRows([row({ Mall: 'Harbour Café' })], mappingThatRegisters());
  await discloseFrom(imported, ['2025-h1']);
  const file = join(imported.content, 'malls', 'harbour-cafe.yml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('street-shop', 'food-market'));
  await discloseFrom(imported, ['2025-h1']);
  expect(readFileSync(file, 'utf8')).toContain('food-market');
});

test('a half-year that is none stops it', async () => {
  const imported = await importRows([row()]);
  await expect(discloseFrom(imported, ['2025-h3'])).rejects.toThrow('"2025-h3" is not a half-year');
  await expect(discloseFrom(imported, ['../2025-h1'])).rejects.toThrow('is not a half-year');
});

test('a half-year that has not ended stops it', async () => {
  const imported = await importRows([row()]);
  const early = discloseFrom(imported, ['2025-h1'], { publishedOn: () => '2025-06-30' });
  await expect(early).rejects.toThrow('2025-h1 ends on 2025-06-30: it cannot be published on 2025-06-30');
});

test('a half-year that the records do not reach stops it, since its zeros would be untrue', async () => {
  const imported = await importRows([row()]);
  await expect(discloseFrom(imported, ['2024-h1'])).rejects.toThrow(
    'No record has a day in 2024-h1: they run from 2025-03-03 to 2025-03-20.',
  );
});

test('an import that kept nothing stops it', async () => {
  const imported = await importRows([row({ Mall: 'Nowhere' })]);
  await expect(discloseFrom(imported, ['2025-h1'])).rejects.toThrow('holds no record');
});

test('a folder that holds no records stops it', async () => {
  const { content, folder } = await importRows([row()]);
  await expect(discloseFrom({ content, out: folder }, ['2025-h1'])).rejects.toThrow('is not a records folder');
});

test('records that were cut off or damaged stop it', async () => {
  const imported = await importRows([row(), row()]);
  const file = join(imported.out, 'records.csv');
  const [first = '', second = ''] = readFileSync(file, 'utf8').split('\n');
  for (const text of [
    `${first}\n`,
    `${first}\n${second.slice(0, 40)}\n`,
    `${first}\n${second.replace(',false,', ',true,')}\n`,
  ]) {
    writeFileSync(file, text);
    await expect(discloseFrom(imported, ['2025-h1'])).rejects.toThrow('was changed after the import');
  }
  rmSync(file);
  await expect(discloseFrom(imported, ['2025-h1'])).rejects.toThrow('There is no');
});

test('a record whose mall the content lacks stops it', async () => {
  const { out, folder } = await importRows([row()]);
  const content = join(folder, 'other');
  await expect(discloseFrom({ out, content }, ['2025-h1'])).rejects.toThrow(
    'Line 2 of the export names the mall plane-tree-lane, which the content folder lacks',
  );
  expect(existsSync(content)).toBe(false);
});

test('rules that are missing or broken stop it', async () => {
  const imported = await importRows([row()]);
  mkdirSync(join(imported.content, 'rules'));
  await expect(discloseFrom(imported, ['2025-h1'])).rejects.toThrow('There is no');
  writeFileSync(join(imported.content, 'rules', 'clocks.yml'), 'regimes: none');
  await expect(discloseFrom(imported, ['2025-h1'])).rejects.toThrow('clocks.yml cannot be used');
});

test('invented and real figures are never published into one folder', async () => {
  const { content } = await importRows([row()]);
  const real = await importRows([row()]);
  await discloseFrom({ ...real, content }, ['2025-h1']);
  const mapping = mappingOfColumns();
  const invented = await importRows([row()], { ...mapping, origin: { ...mapping.origin, kind: 'invented' } });
  await expect(discloseFrom({ ...invented, content }, ['2025-h1'])).rejects.toThrow('publish into another folder');
});

test('nothing is written where something stops it', async () => {
  const imported = await importRows([row(), row()]);
  await discloseFrom(imported, ['2025-h1']);
  const file = join(imported.content, 'disclosures', '2025-h1.json');
  const before = readFileSync(file, 'utf8');
  appendFileSync(join(imported.out, 'records.csv'), '{}\n');
  await expect(discloseFrom(imported, ['2025-h1'])).rejects.toThrow('was changed after the import');
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(readdirSync(join(imported.content, 'disclosures'))).toEqual(['2025-h1.json']);
});

test('the command prints what it counted and what it left out', async () => {
  const { out, content } = await importRows([
    row(),
    row({ Received: '2024-12-20', Decided: '2024-12-24', Closed: '2025-01-10' }),
    row({ Received: '2025-08-01', Decided: '2025-08-02', Closed: '2025-08-03' }),
  ]);
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['scripts/disclose.ts', '2025-h1', '--records', out, '--content', content, '--published', '2025-08-01'],
    ...['--by', 'Li', '--without-reply', 'a test'],
  ]);
  expect(stdout).toContain('3 records: 1 received in 2025-h1, 1 more decided or closed in it, 1 without a day in it.');
  expect(stdout).toContain('  left out, received in 2025-h2: 1');
  expect(stdout).toContain('2025-h1: 2 malls, 1 received, 1 accepted, 2 closed, 2 of 2 on time.');
  expect(stdout).toContain('0 of the rejected rows were received in 2025-h1.');
});

test('a sum that does not add up is told with its name', async () => {
  const imported = await importRows([row(), row({ Mall: 'Quiet Corner' })]);
  const [half] = await discloseFrom(imported, ['2025-h1']);
  if (half === undefined) throw new Error('No half-year.');
  expect(sumFaults({ ...half, totals: { ...half.totals, received: 3, refund: 1, solved: 0 } })).toEqual([
    'received: malls add up to 2, the total says 3',
    'solved: malls add up to 2, the total says 0',
    'refund in cents: malls add up to 2500, the total says 100',
    'totals: solved, unsolved and unrated do not add up to closed',
    'totals: byObject does not add up to received',
    'totals: byProblem does not add up to received',
  ]);
});
