import type { Counts, Disclosure } from '../../src/schema/disclosure.ts';
import { entries, type Fault, type Rule } from '../content.ts';

/** Within a half-year every part sums to its whole: outcomes and ratings to closed, breakdowns to received, malls to totals. */
export const totalsAddUp: Rule = {
  name: 'totals-add-up',
  scope: 'content',
  check: (content) =>
    [...entries(content, 'disclosures'), ...entries(content, 'superseded')].flatMap(({ path, data }) =>
      [
        ...partsOf(data.totals).map((fault) => ({ ...fault, field: `totals.${fault.field}` })),
        ...data.malls.flatMap((mall) =>
          partsOf(mall).map((fault) => ({ ...fault, field: `malls.${mall.mall}.${fault.field}` })),
        ),
        ...mallsOf(data),
      ].map((fault) => ({ file: path, ...fault })),
    ),
};

type Sum = Omit<Fault, 'file'>;

const AGAIN = 'Compute the half-year again with "npm run disclose"; do not correct the file by hand.';

/** The parts of one mall, or of all. */
function partsOf(counts: Counts): Sum[] {
  const { closed, received, decisionsTimed, decisionsOnTime, noticesTimed, noticesOnTime, timed, onTime, medianDays } =
    counts;
  const decided = counts.accepted + counts.notAccepted + counts.referred;
  const sums: [field: string, sum: number, whole: number, name: string][] = [
    ['outcomes', sum(Object.values(counts.outcomes)), closed, 'closed'],
    ['solved + unsolved + unrated', counts.solved + counts.unsolved + counts.unrated, closed, 'closed'],
    ['byObject', sum(Object.values(counts.byObject)), received, 'received'],
    ['byProblem', sum(Object.values(counts.byProblem)), received, 'received'],
  ];
  const limits: [field: string, part: number, whole: number, name: string][] = [
    ['decisionsTimed', decisionsTimed, decided, 'accepted + notAccepted + referred'],
    ['decisionsOnTime', decisionsOnTime, decisionsTimed, 'decisionsTimed'],
    ['noticesTimed', noticesTimed, decisionsTimed, 'decisionsTimed'],
    ['noticesOnTime', noticesOnTime, noticesTimed, 'noticesTimed'],
    ['timed', timed, closed, 'closed'],
    ['onTime', onTime, timed, 'timed'],
  ];
  return [
    ...sums
      .filter(([, part, whole]) => part !== whole)
      .map(([field, part, whole, name]) => ({
        field,
        value: String(part),
        next: `It must sum to ${name}, ${whole}. ${AGAIN}`,
      })),
    ...limits
      .filter(([, part, whole]) => part > whole)
      .map(([field, part, whole, name]) => ({
        field,
        value: String(part),
        next: `It cannot exceed ${name}, ${whole}. ${AGAIN}`,
      })),
    ...((medianDays === null) === (closed === 0)
      ? []
      : [
          {
            field: 'medianDays',
            value: String(medianDays),
            next: `It is null where nothing was closed and only there; closed is ${closed}. ${AGAIN}`,
          },
        ]),
  ];
}

const COUNTS = [
  'received',
  'accepted',
  'notAccepted',
  'referred',
  'decisionsTimed',
  'decisionsOnTime',
  'closed',
  'timed',
  'onTime',
  'solved',
  'unsolved',
  'unrated',
  'toCase',
] as const;
const BREAKDOWNS = ['outcomes', 'byObject', 'byProblem'] as const;

/** The malls against the totals. */
function mallsOf({ totals, malls }: Disclosure): Sum[] {
  const compare = (field: string, total: number, parts: number[], slack = 0) => {
    const found = sum(parts);
    return Math.abs(found - total) <= slack
      ? []
      : [{ field: `totals.${field}`, value: String(total), next: `The malls sum to ${found}. ${AGAIN}` }];
  };
  return [
    ...COUNTS.flatMap((field) =>
      compare(
        field,
        totals[field],
        malls.map((mall) => mall[field]),
      ),
    ),
    // Amounts carry two decimals, so a sum may differ by the rounding of each.
    ...compare(
      'refund',
      totals.refund,
      malls.map(({ refund }) => refund),
      0.01 * (malls.length + 1),
    ),
    ...BREAKDOWNS.flatMap((field) =>
      [...new Set([totals, ...malls].flatMap((counts) => Object.keys(counts[field])))].flatMap((slug) => {
        const part = (counts: Counts) => (counts[field] as Record<string, number>)[slug] ?? 0;
        return compare(`${field}.${slug}`, part(totals), malls.map(part));
      }),
    ),
  ];
}

function sum(parts: number[]): number {
  return parts.reduce((whole, part) => whole + part, 0);
}
