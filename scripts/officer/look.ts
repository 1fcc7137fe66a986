import { Stop } from '../../src/disclosure/stop.ts';
import { type Opened, openCase } from '../../src/intake/officer.ts';
import { eventOf, type StoredCase } from '../../src/intake/store/store.ts';
import { caseClocks, nextDue } from '../../src/lib/case-clock.ts';
import { allowedNext, allowedOutcomes } from '../../src/lib/case-path.ts';
import { grouped } from '../../src/lib/receipt-code.ts';
import { addCalendarDays } from '../../src/lib/working-days.ts';
import { STATUSES } from '../../src/schema/taxonomy.ts';
import { type Command, type Context, caseOf, identitiesOf } from './context.ts';
import { tableOf } from './table.ts';

const SOON = 3;

export const inbox: Command = {
  usage: 'inbox [--status S] [--mall ID] [--kind complaint|report] [--due-until DAY] [--limit N] [--json]',
  async run(context) {
    const cases = await listed(context);
    if (context.values.json) {
      context.say(
        JSON.stringify(
          cases.map((one) => lineOf(one, context)),
          null,
          2,
        ),
      );
      return;
    }
    const rows = cases.map((one) => Object.values(lineOf(one, context)));
    const heads = ['receipt', 'kind', 'received', 'status', 'due', 'mall', 'object', 'problem', 'flags'];
    context.say(rows.length === 0 ? 'Nothing here.' : tableOf(heads, rows, context.width));
    if (rows.length > 0) context.say(`${rows.length} cases. “!” overdue, “·” due within ${SOON} days.`);
  },
};

/** Overdue first, then due soon, then the others, newest first. */
async function listed(context: Context): Promise<StoredCase[]> {
  const { store, values } = context;
  const { status, mall, kind, 'due-until': until } = values;
  const limit = Number(values.limit ?? 200);
  if (!Number.isInteger(limit) || limit < 1) throw new Stop('--limit: write a whole number.');
  if (status !== undefined && !STATUSES.includes(status as (typeof STATUSES)[number])) {
    throw new Stop(`--status is one of ${STATUSES.join(', ')}.`);
  }
  const isWanted = (one: StoredCase) =>
    (status === undefined || one.state.status === status) &&
    (mall === undefined || one.mall === mall) &&
    (kind === undefined || one.kind === kind);
  const due = (await store.dueUntil(until ?? '9999-12-31', limit)).filter(isWanted);
  if (until !== undefined) return due;
  const filters = { ...(status && { status }), ...(mall && { mall }), limit };
  const known = new Set(due.map(({ receipt }) => receipt));
  const rest = (await store.list(filters)).filter((one) => !known.has(one.receipt) && isWanted(one));
  return [...due, ...rest].slice(0, limit);
}

function lineOf(one: StoredCase, { today, laws }: Context) {
  const due = nextDue(caseClocks(one.state, laws, today));
  const mark = due === null ? '' : due < today ? ' !' : due <= addCalendarDays(today, SOON) ? ' ·' : '';
  return {
    receipt: grouped(one.receipt),
    kind: one.kind,
    received: one.received,
    status: one.state.status,
    due: due === null ? '–' : `${due}${mark}`,
    mall: one.mall ?? '–',
    object: one.object,
    problem: one.problem,
    flags: one.flags.join(' '),
  };
}

export const show: Command = {
  usage: 'show RECEIPT [--identity FILE] [--json]',
  async run(context) {
    const { store, values, laws, today, say } = context;
    const found = await caseOf(context);
    const { state, flags } = found;
    const clocks = caseClocks(state, laws, today);
    const links = await store.events(found.receipt);
    const opened =
      values.identity === undefined ? undefined : await openCase(store, found, await identitiesOf(context));
    const events = links.map((link) => ({
      day: link.day,
      at: link.at,
      by: link.by,
      type: link.type,
      facts: factsOf(link),
    }));
    const next = { steps: allowedNext(state), outcomes: allowedOutcomes(state) };
    if (values.json) {
      const { receipt, kind, mall, object, problem, received } = found;
      say(
        JSON.stringify(
          { receipt, kind, mall, object, problem, received, flags, state, clocks, events, next, opened },
          null,
          2,
        ),
      );
      return;
    }
    const line = lineOf(found, context);
    say(
      Object.entries(line)
        .map(([name, value]) => `${name.padEnd(9)} ${value}`)
        .join('\n'),
    );
    say(`\n${tableOf(['clock', 'days', 'due', 'done', 'kept'], clocks.map(clockLine), context.width)}`);
    say(
      `\n${tableOf(
        ['day', 'by', 'step', 'facts'],
        events.map(({ day, by, type, facts }) => [day, by, type, facts]),
        context.width,
      )}`,
    );
    if (next.steps.length > 0)
      say(
        `\nNext: ${next.steps.join(', ')}.${next.outcomes.length > 0 ? ` Closes as ${next.outcomes.join(' or ')}.` : ''}`,
      );
    say(opened === undefined ? '\nThe letter is sealed: --identity FILE opens it.' : `\n${openedText(opened)}`);
  },
};

function clockLine({ key, days, unit, due, done, isKept, isStopped }: ReturnType<typeof caseClocks>[number]): string[] {
  const kept = isStopped ? 'stopped' : isKept === null ? '–' : isKept ? 'yes' : 'NO';
  return [key.replace('step.', ''), `${days} ${unit}`, due ?? '–', done ?? '–', kept];
}

/** The facts of an event in one line; keys that open nothing to a reader are left out. */
function factsOf(link: Parameters<typeof eventOf>[0]): string {
  const { access: _, ...facts } = { access: undefined, ...eventOf(link).data };
  const parts = Object.entries(facts).filter(([, value]) => value !== null && value !== false && !isEmpty(value));
  return parts.map(([name, value]) => `${name}=${Array.isArray(value) ? value.length : String(value)}`).join(' ');
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function openedText({ letter, messages, files }: Opened): string {
  const words =
    letter === null
      ? ['(deleted)']
      : Object.entries(letter)
          .filter(([name]) => name !== 'files')
          .map(([name, value]) => `${name}: ${value}`);
  return [
    'Letter',
    ...words,
    ...messages.map(({ day, from, text }) => `\n${day} ${from}\n${text}`),
    ...(files.length > 0
      ? ['\nFiles', ...files.map(({ id, name, type, bytes }) => `${id}  ${type}  ${bytes} bytes  ${name}`)]
      : []),
  ].join('\n');
}
