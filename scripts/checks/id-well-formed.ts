import { supersededVersion } from '../../src/lib/revisions.ts';
import { id, period } from '../../src/schema/basics.ts';
import { type Content, type Fault, FOLDERS, type Rule } from '../content.ts';

/**
 * The file name is the id and part of an address for ever: kebab-case for a thing, YYYY-h1 or YYYY-h2 for a half-year,
 * with a number after it for figures that were replaced.
 */
export const idWellFormed: Rule = {
  name: 'id-well-formed',
  scope: 'content',
  check: (content) => content.files.flatMap(checkName),
};

/** Address parts below /malls/ that are views and no malls. */
const RESERVED = ['by-received', 'by-solved', 'compare', 'in', 'page', 'type'];

function checkName(file: Content['files'][number]): Fault[] {
  const fault = (next: string) => [{ file: file.path, field: 'file name', value: file.id, next }];
  const { ids } = FOLDERS[file.folder as keyof typeof FOLDERS];
  if (ids !== undefined) {
    return ids.includes(file.id)
      ? []
      : fault(`Nothing reads a file of this name; ${file.folder} holds ${ids.join(', ')}.`);
  }
  if (file.folder === 'malls' && RESERVED.includes(file.id)) {
    return fault('The site uses this word in addresses below /malls/. Name the mall otherwise.');
  }
  const named = (file.folder === 'disclosures' ? period : id).safeParse(file.id);
  if (!named.success) return fault(`${named.error.issues[0]?.message ?? ''} Rename the file.`);
  const meant = file.folder === 'disclosures' ? file.id : supersededVersion(file.id)?.period;
  if (file.folder !== 'disclosures' && file.folder !== 'superseded') return [];
  if (meant === undefined)
    return fault('Figures that were replaced are kept as YYYY-h1-1, YYYY-h1-2: rename the file.');
  const inside = (file.data as { period?: string } | undefined)?.period;
  return inside === undefined || inside === meant
    ? []
    : [
        {
          file: file.path,
          field: 'period',
          value: inside,
          next: `File name and period differ: write ${meant}, or rename the file.`,
        },
      ];
}
