import { Stop } from '../../src/disclosure/stop.ts';
import type { StoredCase } from '../../src/intake/store/reads.ts';
import { caseClocks, nextDue } from '../../src/lib/case-clock.ts';
import { hasEnded } from '../../src/lib/case-path.ts';
import { grouped } from '../../src/lib/receipt-code.ts';
import { addCalendarDays } from '../../src/lib/working-days.ts';
import { STATUSES } from '../../src/schema/taxonomy.ts';
import { type Command, type Context, checkedDay, checkedNumber, knownMalls } from './context.ts';
import { jsonOf, tableOf } from './table.ts';

const SOON_DAYS = 3;
const MOST = 100;
/** Columns that are little use in part, the most needed first. */
const FIRM = ['receipt', 'due', 'files', 'received', 'status', 'kind'];
const URGENCIES = ['overdue', 'soon', 'later', 'none', 'ended'] as const;
const MARKS: Partial<Record<Urgency, string>> = { overdue: '!', soon: '·' };

type Urgency = (typeof URGENCIES)[number];

/** A case with the day that presses, seen from today. */
interface Pressed {
  found: StoredCase;
  due: string | null;
  urgency: Urgency;
}

export const inbox: Command = {
  usage: 'inbox [--status S] [--mall ID] [--kind complaint|report] [--due-until DAY] [--limit N] [--json]',
  does: `cases, the most urgent first: “!” overdue, “·” due within ${SOON_DAYS} days`,
  async run(context) {
    const { store, values, say, width } = context;
    const all = await pressing(context);
    const shown = all.slice(0, values.limit === undefined ? MOST : checkedNumber('limit', values.limit));
    const known = await knownMalls(context);
    const lines = [];
    for (const one of shown) {
      const { receipt, kind, received, mall, object, problem, flags, state } = one.found;
      lines.push({
        ...{ receipt, kind, received, status: state.status, due: one.due, urgency: one.urgency },
        ...{ mall: mall !== null && known.has(mall) ? mall : null, object, problem },
        ...{ files: (await store.files(receipt)).length, flags },
      });
    }
    if (values.json) return say(jsonOf(lines));
    if (lines.length === 0) return say('Nothing here.');
    const heads = ['receipt', 'kind', 'received', 'status', 'due', 'mall', 'object', 'problem', 'files', 'flags'];
    const rows = lines.map(({ urgency, due, files, flags, ...line }) => [
      ...[grouped(line.receipt), line.kind, line.received, line.status],
      ...[due === null ? '–' : `${due} ${MARKS[urgency] ?? ''}`, line.mall ?? '–', line.object, line.problem],
      ...[files === 0 ? '' : String(files), flags.join(' ')],
    ]);
    const count = (urgency: Urgency) => all.filter((one) => one.urgency === urgency).length;
    say(tableOf(heads, rows, width, FIRM));
    say(
      `${lines.length} of ${all.length} cases; ! ${count('overdue')} overdue, · ${count('soon')} due within ${SOON_DAYS} days.`,
    );
  },
};

/** The cases that are asked for: overdue, due soon and due later by their day, then the others, newest first. */
async function pressing(context: Context): Promise<Pressed[]> {
  const { status, mall, kind, 'due-until': until } = context.values;
  if (status !== undefined && !(STATUSES as readonly string[]).includes(status)) {
    throw new Stop(`--status is one of ${STATUSES.join(', ')}.`);
  }
  if (kind !== undefined && kind !== 'complaint' && kind !== 'report') throw new Stop('--kind is complaint or report.');
  if (until !== undefined) checkedDay('due-until', until);
  const found: Pressed[] = [];
  for await (const one of context.store.each()) {
    if (status !== undefined && one.state.status !== status) continue;
    if ((mall !== undefined && one.mall !== mall) || (kind !== undefined && one.kind !== kind)) continue;
    const pressed = pressOf(one, context);
    if (until === undefined || (pressed.due !== null && pressed.due <= until)) found.push(pressed);
  }
  const rank = ({ urgency }: Pressed) => URGENCIES.indexOf(urgency);
  return found.sort(
    (a, b) => rank(a) - rank(b) || (a.due ?? '').localeCompare(b.due ?? '') || b.found.seq - a.found.seq,
  );
}

function pressOf(found: StoredCase, { laws, today }: Context): Pressed {
  if (hasEnded(found.state)) return { found, due: null, urgency: 'ended' };
  // Reckoned anew: the day kept with the case is that of its last step, and a holiday table may have come since.
  const due = nextDue(caseClocks(found.state, laws, today));
  if (due === null) return { found, due, urgency: 'none' };
  return { found, due, urgency: due < today ? 'overdue' : due <= addCalendarDays(today, SOON_DAYS) ? 'soon' : 'later' };
}
