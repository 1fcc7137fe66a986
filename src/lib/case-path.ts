import type { CaseEvent, EventType } from '../schema/case-event.ts';
import type { Status } from '../schema/taxonomy.ts';

/** Where a case stands, folded from its events. Days are YYYY-MM-DD, Asia/Shanghai. */
export interface CaseState {
  kind: 'complaint' | 'report';
  status: Status;
  received: string;
  /** Day of acceptance, rejection or referral. */
  decided: string | null;
  accepted: string | null;
  /** Spells of testing, which no clock counts; the last may be open. */
  testing: { from: string; to: string | null }[];
  /** Day mediation ended, by agreement or without. */
  mediated: string | null;
  isTerminated: boolean;
  closed: string | null;
  outcome: string | null;
  ground: string | null;
  refund: number;
  /** The clue became a case (诉转案). */
  toCase: boolean;
  rating: 'solved' | 'unsolved' | 'unrated';
  /** Day until which verification of a report was extended from; null where it was not. */
  extended: string | null;
  verified: string | null;
  splitInto: string[];
  splitFrom: string | null;
  isPurged: boolean;
  lastDay: string;
}

/** An event that the law's path does not allow now. */
export class NotAllowed extends Error {
  readonly type: EventType;
  readonly status: Status | 'none';

  constructor(type: EventType, status: Status | 'none', why: string) {
    super(why);
    this.name = 'NotAllowed';
    this.type = type;
    this.status = status;
  }
}

/** From which states each step may be taken (SAMR Order 121 arts 15–25 and 28–36); other events leave the state as it is. */
const STEPS: Partial<Record<EventType, { kind: CaseState['kind'] | 'both'; from: Status[]; to: Status }>> = {
  reviewed: { kind: 'complaint', from: ['received'], to: 'under-review' },
  accepted: { kind: 'complaint', from: ['received', 'under-review'], to: 'accepted' },
  'not-accepted': { kind: 'complaint', from: ['received', 'under-review'], to: 'not-accepted' },
  referred: { kind: 'both', from: ['received', 'under-review', 'verifying'], to: 'referred' },
  'mediation-started': { kind: 'complaint', from: ['accepted'], to: 'mediating' },
  'testing-started': { kind: 'complaint', from: ['mediating'], to: 'testing' },
  'testing-ended': { kind: 'complaint', from: ['testing'], to: 'mediating' },
  agreed: { kind: 'complaint', from: ['mediating'], to: 'agreed' },
  terminated: { kind: 'complaint', from: ['accepted', 'mediating', 'testing'], to: 'terminated' },
  closed: { kind: 'complaint', from: ['accepted', 'mediating', 'agreed', 'terminated'], to: 'closed' },
  withdrawn: {
    kind: 'both',
    from: ['received', 'under-review', 'accepted', 'mediating', 'testing', 'verifying'],
    to: 'closed',
  },
  verifying: { kind: 'report', from: ['received'], to: 'verifying' },
  'case-opened': { kind: 'report', from: ['verifying'], to: 'case-opened' },
  'no-case': { kind: 'report', from: ['verifying'], to: 'no-case' },
  decided: { kind: 'report', from: ['case-opened'], to: 'decided' },
};

/** States in which nothing more is decided. */
const ENDED: Status[] = ['not-accepted', 'referred', 'closed', 'no-case', 'decided'];

/** Outcomes that may follow a state, or the ground on which mediation ended. */
const OUTCOMES: Record<string, string[]> = {
  accepted: ['settled-direct'],
  mediating: ['settled-direct'],
  agreed: ['mediated-performed', 'mediated-agreed'],
  'withdrawn-settled': ['withdrawn', 'settled-direct'],
  'absent-refused': ['refused'],
  'no-agreement': ['no-agreement'],
  'test-cost': ['no-agreement'],
  'sixty-days': ['time-limit'],
  'ground-appeared': ['no-agreement'],
  'party-ended': ['no-agreement'],
  'other-legal': ['no-agreement'],
};

/** The state after one more event. Throws `NotAllowed` where the law's path has no such step. */
export function advance(state: CaseState | undefined, event: CaseEvent): CaseState {
  if (event.type === 'received') {
    if (state !== undefined) throw new NotAllowed('received', state.status, 'The case has been received already.');
    return newState(event.day, event.data.kind, event.data.from);
  }
  if (state === undefined) throw new NotAllowed(event.type, 'none', 'A case begins with its receipt.');
  refuse(state, event);
  const step = STEPS[event.type];
  const next = { ...state, status: step?.to ?? state.status, lastDay: event.day };
  switch (event.type) {
    case 'accepted':
      return { ...next, decided: event.day, accepted: event.day };
    case 'not-accepted':
      return { ...next, decided: event.day, ground: event.data.ground };
    case 'referred':
      return { ...next, decided: event.day, verified: state.kind === 'report' ? event.day : null };
    case 'testing-started':
      return { ...next, testing: [...state.testing, { from: event.day, to: null }] };
    case 'testing-ended':
      return { ...next, testing: ended(state.testing, event.day) };
    case 'agreed':
      return { ...next, mediated: event.day, refund: event.data.refund };
    case 'terminated':
      return {
        ...next,
        testing: ended(state.testing, event.day),
        mediated: event.day,
        isTerminated: true,
        ground: event.data.ground,
      };
    case 'closed':
      return {
        ...next,
        mediated: state.mediated ?? event.day,
        closed: event.day,
        outcome: event.data.outcome,
        refund: event.data.refund || state.refund,
      };
    case 'withdrawn':
      return {
        ...next,
        testing: ended(state.testing, event.day),
        mediated: state.accepted === null ? null : event.day,
        closed: event.day,
        outcome: 'withdrawn',
      };
    case 'became-case':
      return { ...next, toCase: true };
    case 'extended':
      return { ...next, extended: event.day };
    case 'case-opened':
    case 'no-case':
      return { ...next, verified: event.day, toCase: event.type === 'case-opened' };
    case 'decided':
      return { ...next, closed: event.day };
    case 'split':
      return { ...next, splitInto: [...state.splitInto, event.data.into] };
    case 'rated':
      return { ...next, rating: event.data.rating };
    case 'purged':
      return { ...next, isPurged: true };
    default:
      return next;
  }
}

/** What may be done next, for the officer's help and for the tracking page. */
export function allowedNext(state: CaseState): EventType[] {
  const types = Object.keys(STEPS) as EventType[];
  return types.filter((type) => {
    const step = STEPS[type];
    return step !== undefined && (step.kind === 'both' || step.kind === state.kind) && step.from.includes(state.status);
  });
}

export function hasEnded({ status }: Pick<CaseState, 'status'>): boolean {
  return ENDED.includes(status);
}

/** Outcomes by which a case in this state may be closed. */
export function allowedOutcomes(state: CaseState): string[] {
  return OUTCOMES[state.status === 'terminated' ? (state.ground ?? '') : state.status] ?? [];
}

function refuse(state: CaseState, event: CaseEvent): void {
  const no = (why: string) => {
    throw new NotAllowed(event.type, state.status, why);
  };
  if (event.day < state.lastDay) no(`The last step is of ${state.lastDay}: this one cannot be earlier.`);
  const step = STEPS[event.type];
  if (step !== undefined) {
    if (step.kind !== 'both' && step.kind !== state.kind) no(`A ${state.kind} has no such step.`);
    if (!step.from.includes(state.status)) no(`From “${state.status}” there is no such step.`);
  }
  if (event.type === 'closed' && !allowedOutcomes(state).includes(event.data.outcome)) {
    no(`Here a case closes as ${allowedOutcomes(state).join(' or ')}.`);
  }
  if (event.type === 'rated' && state.status !== 'closed') no('Only a closed complaint can be rated.');
  if (event.type === 'sender-wrote' && hasEnded(state)) no('The case has ended: nothing more can be added.');
  if (event.type === 'officer-wrote' && state.isPurged) no('Its words are deleted: nothing is written to it any more.');
  if (event.type === 'extended' && (state.status !== 'verifying' || state.extended !== null)) {
    no('Verification is extended once, while it runs.');
  }
  if (event.type === 'became-case' && (state.accepted === null || state.toCase || state.kind === 'report')) {
    no('An accepted complaint becomes a case once.');
  }
  if (event.type === 'split' && (state.kind === 'report' || hasEnded(state))) no('Only an open complaint is split.');
  if (event.type === 'purged' && (!hasEnded(state) || state.isPurged)) no('Only an ended case is purged, once.');
}

/** A case on the day it came in. */
export function newState(day: string, kind: CaseState['kind'], from: string | null = null): CaseState {
  return {
    kind,
    status: 'received',
    received: day,
    decided: null,
    accepted: null,
    testing: [],
    mediated: null,
    isTerminated: false,
    closed: null,
    outcome: null,
    ground: null,
    refund: 0,
    toCase: false,
    rating: 'unrated',
    extended: null,
    verified: null,
    splitInto: [],
    splitFrom: from,
    isPurged: false,
    lastDay: day,
  };
}

function ended(testing: CaseState['testing'], day: string): CaseState['testing'] {
  return testing.map((spell) => (spell.to === null ? { ...spell, to: day } : spell));
}
