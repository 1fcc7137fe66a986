import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { importRecords } from '../../src/disclosure/import.ts';
import { sealTo } from '../../src/intake/seal.ts';
import { act } from '../../src/intake/sender.ts';
import { findCase, type Receipt } from '../../src/intake/submit.ts';
import { mapping } from '../../src/schema/mapping.ts';
import { DECISIONS, OBJECTS, OUTCOMES, PROBLEMS, RATINGS } from '../../src/schema/taxonomy.ts';
import { recordsIn } from '../disclosure/scratch.ts';
import { MARKS, type Office, scratchOffice, TODAY } from './scratch-officer.ts';

/** The sender withdraws, or rates the end. */
async function does(office: Office, { receipt, code }: Receipt, action: Parameters<typeof act>[1]) {
  await office.opened(async (store) => {
    const found = await findCase(receipt, code, store);
    if (found === undefined) throw new Error('The case is missing.');
    await act(found, action, `${action.action}-${receipt}`, {
      ...{ store, seal: sealTo([office.recipient]), secret: Buffer.alloc(32, 7), today: () => TODAY },
      ...{ findMall: () => undefined, nameOf: (id: string) => id },
    });
  });
}

it('is read back by the import, row for row, with nothing personal', async () => {
  const office = await scratchOffice();
  const pending = await office.send();
  const refused = await office.send();
  const referred = await office.send();
  const settled = await office.send({ object: 'phone' });
  const withdrawn = await office.send();
  const early = await office.send({ problem: 'fake' });
  const agreed = await office.send();
  await office.send({ mall: '', place: '别处' });
  await office.send({ kind: 'report' });
  await office.walk(
    ...[`reject ${refused.receipt} --ground materials`, `refer ${referred.receipt} --to 住建局`],
    ...[`accept ${settled.receipt}`, `close ${settled.receipt} --outcome settled-direct --refund 30.1`],
    ...[`accept ${withdrawn.receipt}`, `accept ${agreed.receipt}`, `to-case ${agreed.receipt}`],
    ...[`mediate ${agreed.receipt}`, `agree ${agreed.receipt} --refund 99`],
  );
  await does(office, withdrawn, { action: 'withdraw' });
  await does(office, early, { action: 'withdraw' });
  await does(office, early, { action: 'rate', rating: 'solved' });
  await does(office, settled, { action: 'rate', rating: 'solved' });

  const [csv, map, out] = [office.path('export.csv'), office.path('map.yml'), office.path('records')];
  const said = await office.run(`export --out ${csv} --mapping ${map}`);
  expect(said.out).toContain('7 complaints are in');
  expect(said.out).toContain('1 about no mall of the register were left out.');
  for (const mark of MARKS) expect(office.read('export.csv')).not.toContain(mark);
  const report = await importRecords({ file: csv, mappingFile: map, out, content: 'content' });
  expect([report.kept, report.rejected]).toEqual([7, 0]);

  const plain = { mall: 'baihe-zhou', received: TODAY, object: 'fitness-leisure', problem: 'prepaid' };
  const open = { decision: 'pending', decided: null, closed: null, outcome: null, rating: 'unrated' };
  const rest = { refund: 0, toCase: false };
  const decided = { decided: TODAY, decision: 'accepted' };
  expect(recordsIn(out)).toEqual([
    { id: pending.receipt, line: 2, ...plain, ...open, ...rest },
    { id: refused.receipt, line: 3, ...plain, ...open, ...rest, decision: 'not-accepted', decided: TODAY },
    { id: referred.receipt, line: 4, ...plain, ...open, ...rest, decision: 'referred', decided: TODAY },
    {
      ...{ id: settled.receipt, line: 5, ...plain, ...decided, object: 'phone', closed: TODAY },
      ...{ outcome: 'settled-direct', rating: 'solved', refund: 30.1, toCase: false },
    },
    { id: withdrawn.receipt, line: 6, ...plain, ...open, ...rest, ...decided, closed: TODAY, outcome: 'withdrawn' },
    { id: early.receipt, line: 7, ...plain, ...open, ...rest, problem: 'fake' },
    { id: agreed.receipt, line: 8, ...plain, ...open, ...rest, ...decided, refund: 99, toCase: true },
  ]);
});

it('has a span, and says where nothing lies in it', async () => {
  const office = await scratchOffice();
  await office.send({}, '2026-05-11');
  await office.send();
  const out = office.path('export.csv');
  expect((await office.run(`export --out ${out} --from 2026-06-01 --to 2026-06-30`)).out).toContain('1 complaints');
  expect((await office.run(`export --out ${out} --to 2026-01-01`)).error).toContain('nothing was written');
});

it('has a mapping that knows every word of the export', () => {
  const { fields } = mapping.parse(parse(readFileSync('content/mappings/intake.yml', 'utf8')));
  const known = (field: keyof typeof fields) => {
    const { values = {} } = fields[field] as { values?: Record<string, unknown> };
    return Object.entries(values).map(([text, slug]) => (text === slug ? text : `${text} → ${slug}`));
  };
  expect(known('object')).toEqual([...OBJECTS]);
  expect(known('problem')).toEqual([...PROBLEMS]);
  expect(known('outcome')).toEqual([...OUTCOMES]);
  expect(known('decision')).toEqual([...DECISIONS]);
  expect(known('rating')).toEqual([...RATINGS]);
});
