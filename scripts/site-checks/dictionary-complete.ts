import { strings } from '../../src/i18n/strings.ts';
import { LOCALES } from '../../src/schema/basics.ts';
import { type Site, type SiteRule, textOf } from '../site.ts';

/** Families of columns that the dictionary explains in one line, as in problem_…. */
const FAMILIES = ['problem', 'object', 'points', 'score', 'evidence'];

/** Every column of every published table is explained in every language. */
export const dictionaryComplete: SiteRule = {
  name: 'dictionary-complete',
  scope: 'site',
  check: (site) => {
    const published = columnsOf(site);
    if (published.size === 0) return [];
    return LOCALES.flatMap((locale) => {
      const explained = new Set(
        Object.keys(strings(locale, 'malls'))
          .filter((key) => key.startsWith('field.'))
          .flatMap((key) => key.replace('field.', '').split(', ')),
      );
      const file = `content/ui/${locale}/malls.json`;
      return [...published]
        .filter(([column]) => !explained.has(column))
        .map(([column, table]) => ({
          file,
          field: `field.${column}`,
          value: '(missing)',
          next: `${table} has this column: say what it means.`,
        }));
    });
  },
};

/** Column as the dictionary names it → a table that has it. */
function columnsOf(site: Site): Map<string, string> {
  const columns = new Map<string, string>();
  for (const file of site.files) {
    if (!/^\/data\/.+\.csv$/.test(file)) continue;
    const [head = ''] = textOf(site, file).replace('\uFEFF', '').split('\r\n');
    for (const column of head.split(',')) {
      const family = FAMILIES.find((name) => column.startsWith(`${name}_`));
      columns.set(family === undefined ? column : `${family}_…`, file);
    }
  }
  return columns;
}
