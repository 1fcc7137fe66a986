import type { FastifyRequest } from 'fastify';
import type { Complaint } from '../../schema/complaint.ts';
import type { Flag } from '../submit.ts';
import { bucketName, buckets } from './buckets.ts';
import { type Challenge, proofOfWork } from './proof.ts';
import { repeats } from './repeats.ts';

export interface Limits {
  /** Writes at once from one address, and how many come back in a second. */
  writes: { most: number; perSecond: number };
  /** Tries at number and code. */
  looks: { most: number; perSecond: number };
  /** Megabytes of evidence from one address, and from all together: what waits must not fill the disk. */
  megabytes: { most: number; perSecond: number };
  allMegabytes: { most: number; perSecond: number };
}

/** A busy mall's shared address sends a few complaints a minute; these limits are two orders above that. */
export const LIMITS: Limits = {
  writes: { most: 120, perSecond: 2 },
  looks: { most: 120, perSecond: 2 },
  megabytes: { most: 300, perSecond: 2 },
  allMegabytes: { most: 5000, perSecond: 0.2 },
};

/** What a write costs that brings a proof of work: a person with script is limited five times later. */
const PROVEN = 0.2;

export interface Guard {
  challenge(): Challenge;
  /** 0, or after how many seconds this address may write again. */
  write(request: FastifyRequest, proof?: unknown): number;
  look(request: FastifyRequest): number;
  upload(request: FastifyRequest, bytes: number): number;
  /** What an officer should know of a complaint. Nothing is refused for it. */
  flags(complaint: Complaint, honeypot: unknown): Flag[];
}

/** Holds abuse down without a puzzle for anyone: limits by address, work for machines, flags for officers. */
export function guard(secret: Buffer, now: () => number, limits: Limits = LIMITS): Guard {
  const work = proofOfWork(secret, now);
  const isRepeat = repeats(now);
  const writes = buckets(limits.writes.most, limits.writes.perSecond, now);
  const looks = buckets(limits.looks.most, limits.looks.perSecond, now);
  const megabytes = buckets(limits.megabytes.most, limits.megabytes.perSecond, now);
  const allMegabytes = buckets(limits.allMegabytes.most, limits.allMegabytes.perSecond, now);
  return {
    challenge: () => work.challenge(),
    write: ({ ip }, proof) => writes(bucketName(ip), typeof proof === 'string' && work.accepts(proof) ? PROVEN : 1),
    look: ({ ip }) => looks(bucketName(ip)),
    upload: ({ ip }, bytes) =>
      megabytes(bucketName(ip), bytes / 2 ** 20) || (bytes === 0 ? 0 : allMegabytes('all', bytes / 2 ** 20)),
    flags: (complaint, honeypot) => [
      ...(typeof honeypot === 'string' && honeypot.trim() !== '' ? (['honeypot'] as const) : []),
      ...(isRepeat(complaint) ? (['repeat'] as const) : []),
    ],
  };
}
