import { entries, type Fault, type Rule } from '../content.ts';
import { halfYearOver } from './half-year-over.ts';

/** An objection to figures says which half-year it means, one that is over, and which mall, unless the office found the fault. */
export const objectionsFit: Rule = {
  name: 'objections-fit',
  scope: 'content',
  check: (content) =>
    entries(content, 'corrections').flatMap(({ path, data: { subject, mall, period, raisedBy } }): Fault[] => {
      const missing = (field: string, next: string) => [{ file: path, field, value: '(missing)', next }];
      const isAboutFigures = subject === 'disclosure';
      return [
        ...halfYearOver(path, period),
        ...(isAboutFigures && period === undefined
          ? missing('period', 'Write the half-year whose figures are meant, for example 2026-h1.')
          : []),
        ...(isAboutFigures && mall === undefined && raisedBy !== 'office'
          ? missing(
              'mall',
              'Write the mall whose figures are meant; only a fault that the office found may go without.',
            )
          : []),
      ];
    }),
};
