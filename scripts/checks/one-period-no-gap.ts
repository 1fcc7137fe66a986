import { periodsBetween } from '../../src/lib/periods.ts';
import { period } from '../../src/schema/basics.ts';
import type { Rule } from '../content.ts';

/** Half-years follow each other without a gap: a trend with a silent hole would mislead. */
export const onePeriodNoGap: Rule = {
  name: 'one-period-no-gap',
  scope: 'content',
  check: ({ dir, files }) => {
    const there = files
      .filter(({ folder, id }) => folder === 'disclosures' && period.safeParse(id).success)
      .map(({ id }) => id)
      .sort();
    const [first, last] = [there[0], there.at(-1)];
    if (first === undefined || last === undefined) return [];
    return periodsBetween(first, last)
      .filter((each) => !there.includes(each))
      .map((each) => ({
        file: `${dir}/disclosures/${each}.json`,
        field: 'file',
        value: '(missing)',
        next: `Half-years before and after it are published. Run "npm run disclose -- ${each}".`,
      }));
  },
};
