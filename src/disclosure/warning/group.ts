import type { Alarm } from './detect.ts';
import { type Evidence, SERIES_KINDS } from './series.ts';

/** One thing that happened, as far as counts can tell. */
export interface Outbreak {
  /** The narrowest series that the others follow from. */
  lead: Alarm;
  alsoSeenIn: Alarm[];
  /** The complaints of the lead in its window. */
  evidence: Evidence[];
}

/**
 * Puts alarms together that come from the same complaints. One after another an alarm is taken as the lead of those
 * it explains: without the complaints that leads so far have beyond their expectation they would have raised no
 * alarm, or half of what they have beyond their own is gone. The lead is the narrowest that explains at least half
 * as many as the one that explains the most, so that two things that happen at once are not taken for one because a
 * wide series has both. `evidenceOf` gives the complaints of an alarm's window.
 */
export function groupAlarms(alarms: readonly Alarm[], evidenceOf: (alarm: Alarm) => readonly Evidence[]): Outbreak[] {
  let left = [...alarms].sort((a, b) => widthOf(a) - widthOf(b) || a.chance - b.chance);
  const evidence = new Map(left.map((alarm) => [alarm, evidenceOf(alarm)]));
  const ids = new Map(left.map((alarm) => [alarm, new Set(evidence.get(alarm)?.map(({ id }) => id))]));
  /** Complaints of another alarm that a lead accounts for: of those they share, the part beyond expectation. */
  const takes = (lead: Alarm, other: Alarm) => {
    const shared = [...(ids.get(other) ?? [])].filter((id) => ids.get(lead)?.has(id)).length;
    return (shared * (lead.seen - lead.expected)) / lead.seen;
  };
  const taken = new Map(left.map((alarm) => [alarm, 0]));
  const explainedBy = (lead: Alarm) =>
    left.filter((other) => {
      const gone = (taken.get(other) ?? 0) + takes(lead, other);
      const isUsual = other.seen - gone <= other.upperBound || gone >= (other.seen - other.expected) / 2;
      return other !== lead && isUsual;
    });

  const outbreaks: Outbreak[] = [];
  while (left.length > 0) {
    const explained = new Map(left.map((alarm) => [alarm, explainedBy(alarm)]));
    const most = Math.max(...[...explained.values()].map(({ length }) => length));
    const [lead, alsoSeenIn] = [...explained].find(([, { length }]) => length >= most / 2) as [Alarm, Alarm[]];
    outbreaks.push({ lead, alsoSeenIn, evidence: [...(evidence.get(lead) ?? [])] });
    left = left.filter((alarm) => alarm !== lead && !alsoSeenIn.includes(alarm));
    for (const other of left) taken.set(other, (taken.get(other) ?? 0) + takes(lead, other));
  }
  return outbreaks.sort((a, b) => a.lead.chance - b.lead.chance);
}

function widthOf({ series }: Alarm): number {
  return SERIES_KINDS.indexOf(series.kind as (typeof SERIES_KINDS)[number]);
}
