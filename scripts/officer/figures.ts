import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { toCsv } from '../../src/data/csv.ts';
import { Stop } from '../../src/disclosure/stop.ts';
import type { StoredCase } from '../../src/intake/store/store.ts';
import { caseClocks } from '../../src/lib/case-clock.ts';
import type { CaseState } from '../../src/lib/case-path.ts';
import { type Command, type Context, needed } from './context.ts';
import { tableOf } from './table.ts';

/** Cases received in the span of --from and --until, oldest first. */
async function* spanned({ store, values: { from = '0000', until = '9999' } }: Context): AsyncGenerator<StoredCase> {
  for await (const one of store.each()) if (one.received >= from && one.received <= until) yield one;
}

export const exportRecords: Command = {
  usage: 'export --out FILE.csv [--from DAY] [--until DAY]',
  async run(context) {
    const out = needed(context, 'out');
    const names = await mallNames(context.values.content);
    const rows = [];
    let without = 0;
    for await (const one of spanned(context)) {
      if (one.kind !== 'complaint') continue;
      const mall = names.get(one.mall ?? '');
      if (mall === undefined) without += 1;
      else rows.push(rowOf(one, mall));
    }
    if (rows.length === 0)
      throw new Stop('No complaint about a mall of the register lies in this span: nothing was written.');
    await writeFile(out, toCsv(rows));
    context.say(
      `${rows.length} complaints are in ${out}, without anything personal; ${without} about other places were left out.\n` +
        `Read it with \`npm run import -- ${out} --mapping content/mappings/intake.yml --out RECORDS\`.`,
    );
  },
};

function rowOf({ receipt, received, object, problem, state }: StoredCase, mall: string) {
  // Withdrawn before anything was decided: it was received, and no more.
  const isOpen = state.decided === null;
  return {
    case: receipt,
    mall,
    received,
    decision: decisionOf(state),
    decided: state.decided,
    closed: isOpen ? null : state.outcome === null ? null : state.closed,
    outcome: isOpen ? null : state.outcome,
    rating: state.rating,
    object,
    problem,
    refund: state.refund,
    to_case: state.toCase ? 'yes' : 'no',
  };
}

function decisionOf({ status, decided, accepted }: CaseState): string {
  if (decided === null) return 'pending';
  if (accepted !== null) return 'accepted';
  return status === 'referred' ? 'referred' : 'not-accepted';
}

async function mallNames(content: string): Promise<Map<string, string>> {
  const folder = join(content, 'malls');
  const names = new Map<string, string>();
  for (const file of await readdir(folder)) {
    if (!file.endsWith('.yml')) continue;
    const { name } = parse(await readFile(join(folder, file), 'utf8')) as { name: { zh: string } };
    names.set(file.replace(/\.yml$/, ''), name.zh);
  }
  return names;
}

export const stats: Command = {
  usage: 'stats [--from DAY] [--until DAY] [--json]',
  async run(context) {
    const counts: Record<string, number> = {};
    const add = (name: string, is = true) => {
      counts[name] = (counts[name] ?? 0) + (is ? 1 : 0);
    };
    for await (const one of spanned(context)) {
      const { state } = one;
      const clocks = caseClocks(state, context.laws, context.today);
      add(`${one.kind}s received`);
      add('accepted', state.accepted !== null);
      add('not accepted', state.status === 'not-accepted');
      add('referred', state.status === 'referred');
      add('closed', state.closed !== null);
      add('agreed', state.outcome?.startsWith('mediated-') ?? false);
      add('became cases', state.toCase);
      add('rated solved', state.rating === 'solved');
      add('rated unsolved', state.rating === 'unsolved');
      add(
        'all clocks kept',
        clocks.every(({ isKept }) => isKept !== false),
      );
      add(
        'overdue now',
        clocks.some(({ due, done, isStopped }) => due !== null && done === null && !isStopped && due < context.today),
      );
      add(`now ${state.status}`);
    }
    if (context.values.json) context.say(JSON.stringify(counts, null, 2));
    else
      context.say(
        tableOf(
          ['what', 'cases'],
          Object.entries(counts).map(([name, count]) => [name, String(count)]),
          context.width,
        ),
      );
  },
};
