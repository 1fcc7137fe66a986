import { entries, type Rule } from '../content.ts';
import { halfYearOver } from './half-year-over.ts';

/** A mall has one reply to a half-year, and the half-year is over; it need not be published, since replies come before. */
export const repliesFit: Rule = {
  name: 'replies-fit',
  scope: 'content',
  check: (content) => {
    const first = new Map<string, string>();
    return entries(content, 'replies').flatMap(({ path, data: { mall, period } }) => {
      const key = `${mall} ${period}`;
      const other = first.get(key);
      first.set(key, other ?? path);
      return [
        ...halfYearOver(path, period),
        ...(other === undefined
          ? []
          : [
              {
                file: path,
                field: 'mall, period',
                value: `${mall}, ${period}`,
                next: `${other} is a reply of the same mall to the same half-year: keep the one that counts.`,
              },
            ]),
      ];
    });
  },
};
