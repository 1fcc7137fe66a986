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
 * Puts alarms together that come from the same complaints: one explains another if, without the complaints they
 * share beyond the first one's expectation, the other would have raised no alarm. Of those put together the lead is
 * the narrowest that explains at least half of the others. `evidenceOf` gives the complaints of an alarm's window.
 */
export function groupAlarms(alarms: readonly Alarm[], evidenceOf: (alarm: Alarm) => readonly Evidence[]): Outbreak[] {
  const byWidth = [...alarms].sort((a, b) => widthOf(a) - widthOf(b) || a.chance - b.chance);
  const evidence = new Map(byWidth.map((alarm) => [alarm, evidenceOf(alarm)]));
  const explains = (one: Alarm, other: Alarm) => {
    const ids = new Set(evidence.get(one)?.map(({ id }) => id));
    const shared = (evidence.get(other) ?? []).filter(({ id }) => ids.has(id)).length;
    return other.seen - Math.min(shared, one.seen - one.expected) <= other.upperBound;
  };

  const outbreaks: Outbreak[] = [];
  const left = new Set(byWidth);
  for (const first of byWidth) {
    if (!left.delete(first)) continue;
    const group = [first];
    // Grows while it is walked.
    for (const member of group) {
      for (const other of left) {
        if (!explains(member, other) && !explains(other, member)) continue;
        left.delete(other);
        group.push(other);
      }
    }
    group.sort((a, b) => byWidth.indexOf(a) - byWidth.indexOf(b));
    const lead = leadOf(group, explains);
    outbreaks.push({
      lead,
      alsoSeenIn: group.filter((alarm) => alarm !== lead),
      evidence: [...(evidence.get(lead) ?? [])],
    });
  }
  return outbreaks.sort((a, b) => a.lead.chance - b.lead.chance);
}

function leadOf(group: Alarm[], explains: (one: Alarm, other: Alarm) => boolean): Alarm {
  const explained = (alarm: Alarm) => group.filter((other) => other !== alarm && explains(alarm, other)).length;
  const half = (group.length - 1) / 2;
  return group.find((alarm) => explained(alarm) >= half) ?? (group[0] as Alarm);
}

function widthOf({ series }: Alarm): number {
  return SERIES_KINDS.indexOf(series.kind as (typeof SERIES_KINDS)[number]);
}
