import { Stop } from '../../src/disclosure/stop.ts';
import { step } from '../../src/intake/officer.ts';
import { allowedNext, allowedOutcomes, NotAllowed } from '../../src/lib/case-path.ts';
import { grouped } from '../../src/lib/receipt-code.ts';
import { type CaseEvent, EVENTS, type EventType } from '../../src/schema/case-event.ts';
import { type Command, type Context, caseOf, dayOf, needed, officerOf, refundOf } from './context.ts';

/** A step of the law as a command: what it is called, what it needs, and the event that it writes. */
function stepCommand(usage: string, type: EventType, facts: (context: Context) => object = () => ({})): Command {
  return {
    usage: `${usage} [--on DAY] --by NAME`,
    run: (context) => take(context, type, facts(context)),
  };
}

/** Writes the event, or says why not and what may be done instead. */
export async function take(context: Context, type: EventType, facts: object): Promise<void> {
  const found = await caseOf(context);
  const checked = EVENTS[type].safeParse(facts);
  if (!checked.success) {
    throw new Stop(checked.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'));
  }
  const event = { type, day: dayOf(context), data: checked.data } as CaseEvent;
  try {
    const { state, due } = await step(context.store, found.receipt, event, officerOf(context));
    context.say(`${grouped(found.receipt)} is now “${state.status}”.${due === null ? '' : ` Next due ${due}.`}`);
  } catch (error) {
    if (!(error instanceof NotAllowed)) throw error;
    const outcomes = allowedOutcomes(found.state);
    const may = [
      ...allowedNext(found.state),
      ...(outcomes.length > 0 ? [`(closing as ${outcomes.join(' or ')})`] : []),
    ];
    throw new Stop(
      `${error.message} The case is “${found.state.status}”; allowed now: ${may.join(', ') || 'nothing more'}.`,
    );
  }
}

export const STEPS: Record<string, Command> = {
  review: stepCommand('review RECEIPT', 'reviewed'),
  accept: stepCommand('accept RECEIPT', 'accepted'),
  reject: stepCommand('reject RECEIPT --ground G', 'not-accepted', (c) => ({ ground: needed(c, 'ground') })),
  refer: stepCommand('refer RECEIPT --to BODY', 'referred', (c) => ({ to: needed(c, 'to') })),
  mediate: stepCommand('mediate RECEIPT [--delegated]', 'mediation-started', ({ values }) => ({
    isDelegated: values.delegated,
  })),
  testing: {
    usage: 'testing RECEIPT start|end [--on DAY] --by NAME',
    run: (context) => {
      const [, which] = context.args;
      if (which !== 'start' && which !== 'end') throw new Stop('Say start or end.');
      return take(context, which === 'start' ? 'testing-started' : 'testing-ended', {});
    },
  },
  agree: stepCommand('agree RECEIPT [--performed] [--refund YUAN]', 'agreed', (c) => ({
    isPerformed: c.values.performed,
    refund: refundOf(c),
  })),
  terminate: stepCommand('terminate RECEIPT --ground G', 'terminated', (c) => ({ ground: needed(c, 'ground') })),
  close: stepCommand('close RECEIPT --outcome O [--refund YUAN]', 'closed', (c) => ({
    outcome: needed(c, 'outcome'),
    refund: refundOf(c),
  })),
  'to-case': stepCommand('to-case RECEIPT', 'became-case'),
  'verify-report': stepCommand('verify-report RECEIPT', 'verifying'),
  extend: stepCommand('extend RECEIPT', 'extended'),
  'open-case': stepCommand('open-case RECEIPT', 'case-opened'),
  'no-case': stepCommand('no-case RECEIPT', 'no-case'),
  decide: stepCommand('decide RECEIPT --result R', 'decided', (c) => ({ result: needed(c, 'result') })),
};
