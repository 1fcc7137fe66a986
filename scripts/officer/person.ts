import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Stop } from '../../src/disclosure/stop.ts';
import { readRetention } from '../../src/intake/laws.ts';
import { openCase } from '../../src/intake/officer.ts';
import { eventOf, type StoredCase } from '../../src/intake/store/reads.ts';
import { type CaseState, hasEnded } from '../../src/lib/case-path.ts';
import { grouped } from '../../src/lib/receipt-code.ts';
import { addCalendarDays } from '../../src/lib/working-days.ts';
import {
  type Command,
  type Context,
  caseOf,
  checkedNumber,
  dayOf,
  identitiesOf,
  needed,
  officerOf,
  opening,
  writePrivate,
} from './context.ts';

export const person: Command = {
  usage: 'person RECEIPT --identity FILE --out FILE.json',
  does: 'write all that is kept of the sender of a case',
  async run(context) {
    const found = await caseOf(context);
    const [out, identities] = [needed(context, 'out'), await identitiesOf(context)];
    const cases = [];
    for (const one of await family(context, found)) {
      const opened = await opening(() => openCase(context.store, one, identities));
      const { receipt, kind, mall, object, problem, locale, received, flags, state } = one;
      const events = (await context.store.events(receipt)).map((link) => ({
        at: link.at,
        by: link.by,
        ...eventOf(link),
      }));
      cases.push({ receipt, kind, mall, object, problem, locale, received, flags, state, events, ...opened });
    }
    await writePrivate(out, `${JSON.stringify({ written: context.today, cases }, null, 2)}\n`);
    context.say(
      `All that is kept of the sender of ${grouped(found.receipt)} is in ${out}; the command file writes its files.`,
    );
  },
};

/** The case, the one it was split from, and those split from it: all of one sender. */
async function family({ store }: Context, found: StoredCase): Promise<StoredCase[]> {
  const { splitFrom, splitInto } = found.state;
  const others = [...(splitFrom === null ? [] : [splitFrom]), ...splitInto];
  const cases = await Promise.all(others.map((receipt) => store.byReceipt(receipt)));
  return [found, ...cases.filter((one) => one !== undefined)];
}

export const erase: Command = {
  usage: 'erase RECEIPT [--on DAY] --by NAME',
  does: 'delete letters and files of one ended case, when its sender asks for it',
  async run(context) {
    const { receipt } = await caseOf(context);
    const day = dayOf(context);
    const by = `officer:${officerOf(context)}`;
    await context.store.purge(receipt, { event: { type: 'purged', day, data: { reason: 'request' } }, by });
    context.say(`Letters and files of ${grouped(receipt)} are deleted; its dated steps stay.`);
  },
};

export const purge: Command = {
  usage: 'purge [--older-than DAYS] [--dry-run] --by NAME',
  does: 'delete letters and files of all cases that ended as long ago as content/rules/retention.yml says',
  async run(context) {
    const { store, values, today, say } = context;
    const days = await daysKept(context);
    const by = values['dry-run'] ? '' : `officer:${officerOf(context)}`;
    let count = 0;
    for await (const { receipt, state } of store.each()) {
      const end = endOf(state);
      if (end === null || state.isPurged || addCalendarDays(end, days) > today) continue;
      count += 1;
      if (values['dry-run']) say(`${grouped(receipt)} ended ${end}`);
      else await store.purge(receipt, { event: { type: 'purged', day: today, data: { reason: 'retention' } }, by });
    }
    const verb = values['dry-run'] ? 'would be' : 'are';
    say(
      `Letters and files of ${count} cases that ended ${days} days ago or more ${verb} deleted; their dated steps stay.`,
    );
  },
};

async function daysKept({ values, content }: Context): Promise<number> {
  if (values['older-than'] !== undefined) return checkedNumber('older-than', values['older-than']);
  const file = join(content, 'rules', 'retention.yml');
  if (!existsSync(file)) throw new Stop(`There is no ${file}: name --older-than DAYS.`);
  return (await readRetention(content)).letters.daysAfterEnd;
}

/** Day the case ended; null while it runs. Not its last day: an answer or new keys afterwards keep nothing longer. */
export function endOf(state: CaseState): string | null {
  return hasEnded(state) ? (state.closed ?? state.verified ?? state.decided) : null;
}
