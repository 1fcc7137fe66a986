import { z } from 'zod';
import { day } from './basics.ts';
import { object, outcome, problem } from './taxonomy.ts';

/** Grounds for not accepting a complaint, in the order of article 16 of SAMR Order 121. */
export const REJECTIONS = [
  'no-competence',
  'already-handled',
  'not-consumer',
  'over-three-years',
  'materials',
  'identity',
  'other-legal',
] as const;

/** Grounds for ending mediation, in the order of article 23 of SAMR Order 121. */
export const TERMINATIONS = [
  'withdrawn-settled',
  'absent-refused',
  'no-agreement',
  'test-cost',
  'sixty-days',
  'ground-appeared',
  'party-ended',
  'other-legal',
] as const;

/** What came of a report that became a case. */
export const RESULTS = ['penalty', 'corrected', 'no-violation', 'transferred'] as const;

/** What makes a case worth a second look. A flag never refuses anything. */
export const FLAGS = ['honeypot', 'repeat'] as const;

/** Things that may be wrong with a receipt’s own data are refused earlier; here is what the chain keeps. */
const none = z.strictObject({});
const evidence = z.strictObject({
  id: z.string(),
  type: z.enum(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']),
  bytes: z.number().int().positive(),
  sha256: z.string().describe('Of the file as it was sent'),
});
export type Evidence = z.infer<typeof evidence>;
const evidences = z.array(evidence).default([]);
const refund = z.number().min(0).describe('Yuan that went back to the consumer');

/** Each kind of event with the facts it carries. Nothing here says who anyone is: words of people are sealed apart. */
export const EVENTS = {
  received: z.strictObject({
    kind: z.enum(['complaint', 'report']),
    mall: z.string().nullable(),
    object,
    problem,
    happenedOn: day.nullable(),
    amount: z.number().min(0).nullable(),
    publish: z.boolean(),
    delegate: z.boolean(),
    locale: z.string(),
    files: evidences,
    flags: z.array(z.enum(FLAGS)).default([]),
    from: z.string().nullable().default(null).describe('The complaint that it was split from'),
    /** Ties number, code and sender’s key into the chain. */
    access: z.strictObject({
      codeHash: z.string(),
      keyHash: z.string(),
      bodyMac: z.string(),
      replyKey: z.string(),
      replySeal: z.string(),
    }),
  }),
  reviewed: none,
  accepted: none,
  'not-accepted': z.strictObject({ ground: z.enum(REJECTIONS) }),
  referred: z.strictObject({ to: z.string().min(1).max(200).describe('The body that is competent') }),
  'mediation-started': z.strictObject({ isDelegated: z.boolean().default(false) }),
  'testing-started': none,
  'testing-ended': none,
  agreed: z.strictObject({ isPerformed: z.boolean().default(false), refund: refund.default(0) }),
  terminated: z.strictObject({ ground: z.enum(TERMINATIONS) }),
  closed: z.strictObject({ outcome, refund: refund.default(0) }),
  withdrawn: none,
  'became-case': none,
  verifying: none,
  extended: none,
  'case-opened': none,
  'no-case': none,
  decided: z.strictObject({ result: z.enum(RESULTS) }),
  split: z.strictObject({ into: z.string() }),
  'sender-wrote': z.strictObject({ files: evidences }),
  'officer-wrote': none,
  rated: z.strictObject({ rating: z.enum(['solved', 'unsolved', 'unrated']) }),
  resealed: none,
  purged: z.strictObject({ reason: z.enum(['retention', 'request']) }),
} as const;

export type EventType = keyof typeof EVENTS;
export type EventData<T extends EventType> = z.infer<(typeof EVENTS)[T]>;
/** An event by its kind, as in `{ type: 'not-accepted', data: { ground: 'identity' } }`. */
export type CaseEvent = { [T in EventType]: { type: T; day: string; data: EventData<T> } }[EventType];
