import { Stop } from '../../src/disclosure/stop.ts';
import { step } from '../../src/intake/officer.ts';
import { advance, allowedOutcomes, type CaseState, NotAllowed } from '../../src/lib/case-path.ts';
import { grouped } from '../../src/lib/receipt-code.ts';
import {
  type CaseEvent,
  EVENTS,
  type EventType,
  REJECTIONS,
  RESULTS,
  TERMINATIONS,
} from '../../src/schema/case-event.ts';
import { OUTCOMES } from '../../src/schema/taxonomy.ts';
import { type Command, type Context, caseOf, dayOf, needed, officerOf, refundOf } from './context.ts';

/** A step of the law: the event it writes, what it needs on the command line, and the event’s facts from that. */
interface Step {
  type: EventType;
  needs?: string;
  choices?: readonly string[];
  does: string;
  facts?: (context: Context) => object;
}

const WAYS: Record<string, Step> = {
  review: { type: 'reviewed', does: 'begin to look into a complaint' },
  accept: { type: 'accepted', does: 'accept a complaint' },
  reject: {
    type: 'not-accepted',
    needs: '--ground G',
    choices: REJECTIONS,
    does: 'not accept a complaint (article 16)',
    facts: (context) => ({ ground: needed(context, 'ground') }),
  },
  refer: {
    type: 'referred',
    needs: '--to BODY',
    does: 'send it on to the competent body',
    facts: (context) => ({ to: needed(context, 'to') }),
  },
  mediate: {
    type: 'mediation-started',
    needs: '[--delegated]',
    does: 'begin mediation, or delegate it',
    facts: ({ values }) => ({ isDelegated: values.delegated }),
  },
  'testing start': { type: 'testing-started', does: 'stop the clock of mediation while something is tested' },
  'testing end': { type: 'testing-ended', does: 'let the clock of mediation run again' },
  agree: {
    type: 'agreed',
    needs: '[--performed] [--refund YUAN]',
    does: 'both sides agree',
    facts: (context) => ({ isPerformed: context.values.performed, refund: refundOf(context) }),
  },
  terminate: {
    type: 'terminated',
    needs: '--ground G',
    choices: TERMINATIONS,
    does: 'end mediation without agreement (article 23)',
    facts: (context) => ({ ground: needed(context, 'ground') }),
  },
  close: {
    type: 'closed',
    needs: '--outcome O [--refund YUAN]',
    choices: OUTCOMES,
    does: 'close a complaint; `outcome` does the same',
    facts: (context) => ({ outcome: needed(context, 'outcome'), refund: refundOf(context) }),
  },
  'to-case': { type: 'became-case', does: 'the clue in a complaint becomes a case' },
  'verify-report': { type: 'verifying', does: 'begin to verify a report' },
  extend: { type: 'extended', does: 'lengthen the verification of a report, once' },
  'open-case': { type: 'case-opened', does: 'a verified report becomes a case' },
  'no-case': { type: 'no-case', does: 'a verified report becomes no case' },
  decide: {
    type: 'decided',
    needs: '--result R',
    choices: RESULTS,
    does: 'decide the case of a report',
    facts: (context) => ({ result: needed(context, 'result') }),
  },
};

const TAIL = '[--on DAY] --by NAME';

/** The steps as commands; the two of testing share one. */
export const STEPS: Record<string, Command> = Object.fromEntries(
  Object.entries(WAYS)
    .filter(([name]) => name !== 'testing end')
    .map(([name, way]) => (name === 'testing start' ? ['testing', testing()] : [name, commandOf(name, way)])),
);

function commandOf(name: string, way: Step): Command {
  const { needs, does, choices } = way;
  const option = needs?.split(' ')[0];
  return {
    usage: [name, 'RECEIPT', needs, TAIL].filter(Boolean).join(' '),
    does,
    ...(choices && { choices: `${option} is one of ${choices.join(', ')}.` }),
    run: (context) => take(context, way),
  };
}

function testing(): Command {
  return {
    usage: `testing start|end RECEIPT ${TAIL}`,
    does: 'stop the clock of mediation while something is tested, or let it run again',
    async run(context) {
      const which = context.args.find((word) => word === 'start' || word === 'end');
      const way = WAYS[`testing ${which}`];
      if (way === undefined) throw new Stop('Say testing start or testing end.');
      await take({ ...context, args: context.args.filter((word) => word !== which) }, way);
    },
  };
}

/** Writes the event, or says why not and what may be done instead. */
async function take(context: Context, { type, facts }: Step): Promise<void> {
  const found = await caseOf(context);
  const event = { type, day: dayOf(context), data: checked(type, facts?.(context) ?? {}) } as CaseEvent;
  const by = officerOf(context);
  try {
    const { state, due } = await step(context.store, found.receipt, event, by);
    context.say(`${grouped(found.receipt)} is now “${state.status}”.${due === null ? '' : ` Next due ${due}.`}`);
  } catch (error) {
    if (!(error instanceof NotAllowed)) throw error;
    const may = openSteps(found.state).join(', ') || 'nothing more';
    throw new Stop(`${error.message} The case is “${found.state.status}”; allowed now: ${may}.`);
  }
}

function checked(type: EventType, facts: object): object {
  const result = EVENTS[type].safeParse(facts);
  if (result.success) return result.data;
  const sentences = result.error.issues.map((issue) =>
    issue.code === 'invalid_value'
      ? `--${issue.path.join('.')} is one of ${issue.values.join(', ')}.`
      : `--${issue.path.join('.')}: ${issue.message}.`,
  );
  throw new Stop(sentences.join('\n'));
}

/** The steps that the law’s path has from here, as an officer types them. */
export function openSteps(state: CaseState): string[] {
  const outcomes = allowedOutcomes(state);
  const steps = Object.entries(WAYS).filter(([, { type }]) => isOpen(state, type, outcomes[0]));
  const typed = steps.map(([name, { needs = '' }]) => {
    const required = needs.replace(/ ?\[.*/, '').replace(/ O$/, ` ${outcomes.join('|')}`);
    return required === '' ? name : `${name} ${required}`;
  });
  return isOpen(state, 'split') ? [...typed, 'split'] : typed;
}

/** Tried out rather than looked up: some steps hang on more than the status. */
function isOpen(state: CaseState, type: EventType, outcome?: string): boolean {
  try {
    advance(state, { type, day: state.lastDay, data: { outcome } } as unknown as CaseEvent);
    return true;
  } catch (error) {
    if (error instanceof NotAllowed) return false;
    throw error;
  }
}
