import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { limitsOn } from '../lib/indicators.ts';
import type { Period } from '../lib/periods.ts';
import { addWorkingDays, YearWithoutTable } from '../lib/working-days.ts';
import { day, id, period } from '../schema/basics.ts';
import type { Disclosure } from '../schema/disclosure.ts';
import type { Holidays, Thresholds } from '../schema/rules.ts';
import { Stop } from './stop.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** preview-<period>.json, in the preview and in each records folder: which figures the malls saw, and until when they may reply. */
const stamp = z.strictObject({
  period,
  sha256: sha256.describe('SHA-256 of the figures'),
  previewedOn: day,
  repliesUntil: day.describe('Last day to reply, included'),
  malls: z.record(id, sha256).describe('SHA-256 of the figures of each mall'),
});
export type Stamp = z.infer<typeof stamp>;

/** How the right of reply was kept: malls saw these figures in time, or an officer said why not. */
export type ReplyKept = { stamp: Stamp } | { without: string };

export function stampFile(half: Period): string {
  return `preview-${half}.json`;
}

/** The stamp of a preview. The day of publication is no part of it: nobody knows it yet. */
export function stampOf(half: Disclosure, previewedOn: string, repliesUntil: string): Stamp {
  const malls = Object.fromEntries(half.malls.map(({ mall, ...counts }) => [mall, digest(counts)]));
  return { period: half.period, sha256: figuresDigest(half), previewedOn, repliesUntil, malls };
}

export async function writeStamp(folder: string, given: Stamp): Promise<void> {
  await writeFile(join(folder, stampFile(given.period)), `${JSON.stringify(given, null, 1)}\n`);
}

/** The newest stamp of a half-year in some folders; undefined where none has one. */
export async function readStamp(folders: readonly string[], half: Period): Promise<Stamp | undefined> {
  let newest: Stamp | undefined;
  for (const file of folders.map((folder) => join(folder, stampFile(half))).filter(existsSync)) {
    let read: Stamp;
    try {
      read = stamp.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch {
      throw new Stop(`${file} was changed: run the preview again.`);
    }
    if (newest === undefined || read.previewedOn >= newest.previewedOn) newest = read;
  }
  return newest;
}

/** Last day for replies to figures that are shown today. Throws `Stop` where the holidays of its year are not known. */
export function lastDayToReply(
  today: string,
  { frozenOn }: Pick<Disclosure, 'frozenOn'>,
  { thresholds, holidays }: { thresholds: Thresholds; holidays: Holidays },
): string {
  try {
    return addWorkingDays(today, limitsOn(thresholds, frozenOn).replyWorkingDays, holidays);
  } catch (error) {
    if (error instanceof YearWithoutTable) throw new Stop(error.message);
    throw error;
  }
}

/**
 * Why a half-year may not be published for the first time on a day, as a sentence that says until when malls may reply;
 * undefined where they saw these figures and their last day has passed.
 */
export function replyFault(
  half: Disclosure,
  seen: Stamp | undefined,
  untilIfShownToday: () => string,
): string | undefined {
  const { period: name, publishedOn } = half;
  const again = () => `Run the same command with --preview DIR; malls may then reply until ${untilIfShownToday()}.`;
  const without = 'To publish all the same, add --without-reply "REASON": the reason goes into the report.';
  if (seen === undefined) {
    return `The malls have not seen the figures of ${name}. ${again()}\nIf they have, and the records were imported anew since, copy ${stampFile(name)} from the preview into the records folder.\n${without}`;
  }
  if (seen.sha256 !== figuresDigest(half)) {
    const others = half.malls.filter(({ mall, ...counts }) => seen.malls[mall] !== digest(counts));
    const names = others.slice(0, 5).map(({ mall }) => mall);
    const more = others.length > names.length ? ` and ${others.length - names.length} more` : '';
    const whose = names.length === 0 ? '' : ` Other since then: ${names.join(', ')}${more}.`;
    return `The malls saw other figures of ${name} on ${seen.previewedOn}.${whose} ${again()}\n${without}`;
  }
  if (publishedOn > seen.repliesUntil) return undefined;
  return `The malls may reply to ${name} until ${seen.repliesUntil}, that day included: publish it after that day.\n${without}`;
}

function figuresDigest({ period: half, methodVersion, currency, totals, malls }: Disclosure): string {
  return digest({ period: half, methodVersion, currency, totals, malls });
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
