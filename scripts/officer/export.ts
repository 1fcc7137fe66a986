import { existsSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Row, toCsv } from '../../src/data/csv.ts';
import { readRegister } from '../../src/disclosure/register.ts';
import { Stop } from '../../src/disclosure/stop.ts';
import type { StoredCase } from '../../src/intake/store/reads.ts';
import type { CaseState } from '../../src/lib/case-path.ts';
import { type Command, needed, spanOf } from './context.ts';

export const exportRecords: Command = {
  usage: 'export --out FILE.csv [--mapping FILE.yml] [--from DAY] [--to DAY]',
  does: 'complaints received in a span as `npm run import` reads them, with nothing personal',
  async run(context) {
    const { store, content, values, say } = context;
    const [out, { from, to }] = [needed(context, 'out'), spanOf(context)];
    const mapping = join(content, 'mappings', 'intake.yml');
    const { malls } = await readRegister(content);
    const rows: Row[] = [];
    let left = 0;
    for await (const one of store.each()) {
      if (one.kind !== 'complaint' || one.received < from || one.received > to) continue;
      const mall = malls.get(one.mall ?? '');
      if (mall === undefined) left += 1;
      else rows.push(rowOf(one, mall.name.zh));
    }
    const lack = left === 0 ? '' : ` ${left} about no mall of the register were left out.`;
    if (rows.length === 0) throw new Stop(`No complaint about a mall of the register: nothing was written.${lack}`);
    await writeFile(out, toCsv(rows));
    if (values.mapping !== undefined) {
      if (!existsSync(mapping)) throw new Stop(`There is no ${mapping}.`);
      await copyFile(mapping, values.mapping);
    }
    say(`${rows.length} complaints are in ${out}.${lack}`);
    say(`Read it with: npm run import -- ${out} --mapping ${values.mapping ?? mapping} --out RECORDS`);
  },
};

/** The columns of content/mappings/intake.yml. */
function rowOf({ receipt, received, object, problem, state }: StoredCase, mall: string): Row {
  // The records know an end only of an accepted complaint: one withdrawn before that stays pending, and unrated.
  const isClosed = state.accepted !== null && state.closed !== null;
  return {
    case: receipt,
    mall,
    received,
    decision: decisionOf(state),
    decided: state.decided,
    closed: isClosed ? state.closed : null,
    outcome: isClosed ? state.outcome : null,
    rating: isClosed ? state.rating : 'unrated',
    object,
    problem,
    refund: Math.round(state.refund * 100) / 100,
    to_case: state.toCase ? 'yes' : 'no',
  };
}

function decisionOf({ status, decided, accepted }: CaseState): string {
  if (decided === null) return 'pending';
  if (accepted !== null) return 'accepted';
  return status === 'referred' ? 'referred' : 'not-accepted';
}
