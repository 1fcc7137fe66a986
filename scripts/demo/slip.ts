import { type Reason, readReason } from '../../src/disclosure/revise.ts';
import type { DemoMall } from './malls.ts';

/** Complaints that the slip books under the wrong mall. */
const MISBOOKED = 8;
/** Where the day of receipt and the day of closure stand in a line of the export, and the mall. */
const [MALL, RECEIVED, CLOSED] = [1, 2, 6];

/** A slip of the pen, as happens in every office: how the export looked at first, and why it was mended. */
export interface Slip {
  /** The export as it was first read. */
  text: string;
  reason: Reason;
}

/**
 * Books some complaints of the second busiest mall, received from a day on and closed, under the busiest one. The text
 * stays as it is where there are none.
 */
export async function inventSlip(text: string, malls: readonly DemoMall[], since: string): Promise<Slip> {
  const [wrong, right] = malls.toSorted((a, b) => b.busyness - a.busyness);
  if (wrong === undefined || right === undefined) throw new Error('A slip takes two malls.');
  let left = MISBOOKED;
  const lines = text.split('\n').map((line) => {
    const cells = line.split(',');
    const isTheirs = cells[MALL] === right.mall.name.zh && (cells[RECEIVED] ?? '') >= since && cells[CLOSED] !== '';
    if (!isTheirs || left === 0) return line;
    left -= 1;
    return cells.with(MALL, wrong.mall.name.zh).join(',');
  });
  const reason = await readReason('scripts/demo/slip.yml');
  return { text: lines.join('\n'), reason: { ...reason, raisedBy: 'mall', mall: wrong.id } as Reason };
}
