import { periodDays } from '../../src/lib/periods.ts';
import type { Disclosure } from '../../src/schema/disclosure.ts';
import type { Mall } from '../../src/schema/mall.ts';
import { type Content, entries, type Fault, type Rule } from '../content.ts';

/** What a file names exists, and every half-year has each mall that was open in it, zeros included. */
export const referencesExist: Rule = {
  name: 'references-exist',
  scope: 'content',
  check: (content) => [...areasOfMalls(content), ...mallsOfHalfYears(content), ...mallsOfWords(content)],
};

function areasOfMalls(content: Content): Fault[] {
  // By file name, so that an area file with a fault of its own is not reported twice.
  const areas = idsIn(content, 'areas');
  return entries(content, 'malls')
    .filter(({ data }) => !areas.has(data.area))
    .map(({ path, data }) => ({
      file: path,
      field: 'area',
      value: data.area,
      next: `No such sub-district. ${areas.size > 0 ? `Write one of: ${[...areas].join(', ')}; or add` : 'Add'} ${content.dir}/areas/${data.area}.yml.`,
    }));
}

function mallsOfHalfYears(content: Content): Fault[] {
  const known = idsIn(content, 'malls');
  const malls = entries(content, 'malls');
  return entries(content, 'disclosures').flatMap(({ path, data }) => {
    const listed = new Set(data.malls.map(({ mall }) => mall));
    const unknown = [...listed].filter((id) => !known.has(id));
    const absent = malls.filter((mall) => wasOpen(mall.data, data) && !listed.has(mall.id));
    return [
      ...unknown.map((id) => ({
        file: path,
        field: 'malls.mall',
        value: id,
        next: `No such mall. Add ${content.dir}/malls/${id}.yml, or compute the half-year again with "npm run disclose".`,
      })),
      ...absent.map(({ id }) => ({
        file: path,
        field: 'malls',
        value: `${id} (missing)`,
        next: `This mall was open in ${data.period} and needs its zeros. Compute the half-year again with "npm run disclose", or correct its opened and closed days.`,
      })),
    ];
  });
}

/** Malls that a reply or an objection speaks of: its page would not show it. */
function mallsOfWords(content: Content): Fault[] {
  const known = idsIn(content, 'malls');
  return [...entries(content, 'replies'), ...entries(content, 'corrections')].flatMap(({ path, data: { mall } }) =>
    mall === undefined || known.has(mall)
      ? []
      : [
          {
            file: path,
            field: 'mall',
            value: mall,
            next: `No such mall. Write the name of a file in ${content.dir}/malls, without .yml.`,
          },
        ],
  );
}

function wasOpen(mall: Mall, { period }: Disclosure): boolean {
  const { first, last } = periodDays(period);
  return (mall.opened ?? first) <= last && (mall.closed ?? last) >= first;
}

function idsIn(content: Content, folder: string): Set<string> {
  return new Set(content.files.filter((file) => file.folder === folder).map(({ id }) => id));
}
