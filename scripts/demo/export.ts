import taxonomy from '../../content/ui/zh/taxonomy.json' with { type: 'json' };
import { addWorkingDays } from '../../src/lib/working-days.ts';
import { type DemoComplaint, inventComplaints, type World } from './complaints.ts';
import type { DemoMall } from './malls.ts';
import { type Random, random } from './random.ts';

const HEADER =
  '投诉编号,商场,收到日期,处理决定,决定日期,告知日期,办结日期,办理结果,消费者评价,商品服务,问题,挽回金额,诉转案';

/** The invented export as CSV lines. Each mall has a seed of its own, so that one more mall changes no other. */
export function* toExport(malls: DemoMall[], periods: string[], world: World, seed: number): Generator<string> {
  yield `${HEADER}\n`;
  for (const [index, mall] of malls.entries()) {
    for (const period of periods) {
      const numbers = random(seed * 1_000_003 + index * 7919 + Number(period.replace('-h', '')));
      const notices = random(seed * 1_000_003 + index * 7919 + Number(period.replace('-h', '')) + 500_000_009);
      const complaints = inventComplaints(mall, period, world, numbers);
      yield complaints.map((complaint) => toLine(withNotice(complaint, world, notices))).join('');
    }
  }
}

/** Most are told on the day of the decision, some on the next working day, a few never. */
function withNotice(complaint: DemoComplaint, { holidays, lastDay }: World, random: Random): DemoComplaint {
  const { decided } = complaint;
  const [isSameDay, isNever] = [random.chance(0.92), random.chance(0.003)];
  if (decided === '' || isNever) return complaint;
  const notified = isSameDay ? decided : addWorkingDays(decided, 1, holidays);
  return notified > lastDay ? complaint : { ...complaint, notified };
}

function toLine(c: DemoComplaint): string {
  const words: Record<string, string> = taxonomy;
  const word = (list: string, slug: string) => (slug === '' ? '' : (words[`${list}.${slug}`] ?? slug));
  const cells = [
    c.id,
    c.mall,
    c.received,
    word('decision', c.decision),
    c.decided,
    c.notified,
    c.closed,
    word('outcome', c.outcome),
    word('rating', c.rating),
    word('object', c.object),
    word('problem', c.problem),
    c.refund.toFixed(2),
    c.toCase ? '是' : '否',
  ];
  return `${cells.join(',')}\n`;
}
