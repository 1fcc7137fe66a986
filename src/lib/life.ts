/** A dated step in the life of an entry, an alert or a rating. */
export interface Step<S extends string> {
  day: string;
  state: S;
}

/** The last step taken by a day, of steps oldest first; undefined before the first. */
export function stepOn<T extends Step<string>>(day: string, steps: readonly T[]): T | undefined {
  return steps.findLast((step) => step.day <= day);
}

export type EntryState = 'valid' | 'suspended' | 'removed' | 'ended' | 'not-yet';

/** How an entry of a directory stands on a day. */
export function entryStateOn(
  day: string,
  {
    from,
    to,
    steps,
  }: { from: string; to?: string | undefined; steps: readonly Step<'valid' | 'suspended' | 'removed'>[] },
): EntryState {
  if (day < from) return 'not-yet';
  const state = stepOn(day, steps)?.state ?? 'valid';
  if (state === 'removed') return 'removed';
  if (to !== undefined && day > to) return 'ended';
  return state;
}

export type AlertStanding = 'open' | 'answered' | 'closed' | 'expired' | 'not-yet';

/** How an alert stands on a day: closed stays closed, all else ends with its last day. */
export function alertStandingOn(
  day: string,
  {
    issued,
    expires,
    steps,
  }: { issued: string; expires: string; steps: readonly Step<'open' | 'answered' | 'closed'>[] },
): AlertStanding {
  if (day < issued) return 'not-yet';
  const state = stepOn(day, steps)?.state ?? 'open';
  if (state === 'closed') return 'closed';
  return day > expires ? 'expired' : state;
}

/** True while an alert asks something of readers. */
export function isInForce(standing: AlertStanding): boolean {
  return standing === 'open' || standing === 'answered';
}
