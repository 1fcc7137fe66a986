import { type Opened, openCase } from '../../src/intake/officer.ts';
import type { Link } from '../../src/intake/store/chain.ts';
import { eventOf } from '../../src/intake/store/reads.ts';
import { type CaseClock, caseClocks } from '../../src/lib/case-clock.ts';
import { allowedOutcomes } from '../../src/lib/case-path.ts';
import { grouped } from '../../src/lib/receipt-code.ts';
import { type Command, caseOf, identitiesOf, knownMalls, opening } from './context.ts';
import { openSteps } from './steps.ts';
import { jsonOf, plain, tableOf } from './table.ts';

export const show: Command = {
  usage: 'show RECEIPT [--identity FILE] [--json]',
  does: 'state, clocks, steps and what may be done next; with the private key also letter, messages and files',
  async run(context) {
    const { store, values, laws, today, say, width } = context;
    const found = await caseOf(context);
    const { receipt, kind, received, object, problem, locale, flags, state } = found;
    const identities = values.identity === undefined ? undefined : await identitiesOf(context);
    const opened = identities && (await opening(() => openCase(store, found, identities)));
    const known = await knownMalls(context);
    const mall = found.mall !== null && known.has(found.mall) ? found.mall : null;
    const clocks = caseClocks(state, laws, today);
    const events = (await store.events(receipt)).map((link) => {
      const { seq, at, day, by, type } = link;
      return { seq, at, day, by, type, facts: factsOf(link, mall) };
    });
    const next = { steps: openSteps(state), outcomes: allowedOutcomes(state) };
    if (values.json) {
      const facts = { receipt, kind, received, mall, object, problem, locale, flags };
      return say(jsonOf({ ...facts, state, clocks, events, next, opened }));
    }
    const { status, outcome, ground, refund, splitFrom, splitInto } = state;
    const facts = {
      ...{ receipt: grouped(receipt), kind, received, status, outcome, ground, refund: refund || null, mall },
      ...{ object, problem, flags: flags.join(' '), toCase: state.toCase ? 'became a case' : null },
      ...{ 'split from': splitFrom && grouped(splitFrom), 'split into': splitInto.map(grouped).join(' ') },
    };
    for (const [name, value] of Object.entries(facts)) if (value) say(`${name.padEnd(10)}  ${plain(String(value))}`);
    say(`\n${tableOf(['clock', 'days', 'due', 'done', 'kept'], clocks.map(clockLine), width)}`);
    say('');
    for (const { day, by, type, facts } of events) {
      say(
        `${day}  ${type}  by ${plain(by)}${Object.values(facts).some(isSaid) ? `\n            ${textOf(facts)}` : ''}`,
      );
    }
    say(`\nNext: ${next.steps.join(', ') || 'nothing more; the case has ended'}.`);
    say(opened === undefined ? 'The letter is sealed: --identity FILE opens it.' : `\n${openedText(opened)}`);
  },
};

function clockLine({ key, days, unit, due, done, isKept, isStopped }: CaseClock): string[] {
  const kept = isStopped ? 'stands' : isKept === null ? '–' : isKept ? 'yes' : 'NO';
  return [key.replace('step.', ''), `${days} ${unit}`, due ?? '–', done ?? '–', kept];
}

/** Facts of an event, without the digests that open nothing to a reader, and of malls only a known one. */
function factsOf(link: Link, mall: string | null): Record<string, unknown> {
  const { access: _, ...facts }: Record<string, unknown> = eventOf(link).data;
  return 'mall' in facts ? { ...facts, mall } : facts;
}

function textOf(facts: Record<string, unknown>): string {
  const said = Object.entries(facts).filter(([, value]) => isSaid(value));
  return plain(said.map(([name, value]) => `${name}=${name === 'files' ? (value as []).length : value}`).join(' '));
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
}

function openedText({ letter, messages, files }: Opened): string {
  const words = Object.entries(letter ?? {}).filter(([name, value]) => name !== 'files' && value !== '');
  return plain(
    [
      'Letter',
      ...(letter === null ? ['(deleted)'] : words.map(([name, value]) => `${name}: ${value}`)),
      ...messages.map(({ day, from, text }) => `\n${day} ${from}\n${text}`),
      ...(files.length > 0 ? ['\nFiles'] : []),
      ...files.map(({ id, name, type, bytes }) => `${id}  ${type}  ${bytes} bytes  ${name}`),
    ].join('\n'),
  );
}
