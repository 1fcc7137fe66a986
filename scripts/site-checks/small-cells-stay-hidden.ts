import { OBJECTS, PROBLEMS } from '../../src/schema/taxonomy.ts';
import type { Fault } from '../content.ts';
import { type Site, type SiteRule, textOf } from '../site.ts';

type Row = Record<string, string | number | null>;
/** The least and the most that a cell can be. */
interface Bounds {
  least: number;
  most: number;
}

/**
 * Nobody can work out a cell that is shown as "<3": from the file of a half-year alone, as it stands or as it stood, its
 * rows and its totals, each such cell can still be more than one number. Reckons by bounds, apart from the code that
 * hides the cells.
 */
export const smallCellsStayHidden: SiteRule = {
  name: 'small-cells-stay-hidden',
  scope: 'site',
  check: (site) =>
    [...site.files]
      .filter((file) => /^\/data\/(disclosures\/\d{4}-h[12]|superseded\/[^/]+)\.json$/.test(file))
      .flatMap((file) => [...workedOut(site, file, 'problem', PROBLEMS), ...workedOut(site, file, 'object', OBJECTS)]),
};

function workedOut(site: Site, file: string, list: string, slugs: readonly string[]): Fault[] {
  const published = JSON.parse(textOf(site, file)) as { totals?: Row; malls?: Row[]; smallCell?: number };
  const { totals = {}, malls = [], smallCell = 1 } = published;
  const columns = slugs.map((slug) => `${list}_${slug.replaceAll('-', '_')}`);
  const bounds = (row: Row): Bounds[] => columns.map((column) => boundsOf(row[column], smallCell));
  const [rows, sums] = [malls.map(bounds), bounds(totals)];
  const narrowed = () => [
    ...rows.map((row, at) => narrow(row, exactly(Number(malls[at]?.['received'])))),
    ...columns.map((_, at) =>
      narrow(
        rows.map((row) => row[at] as Bounds),
        sums[at] as Bounds,
      ),
    ),
    narrow(sums, exactly(Number(totals['received']))),
  ];
  while (narrowed().some(Boolean));
  return rows.flatMap((row, at) =>
    row.flatMap(({ least, most }, column) => {
      const name = columns[column] ?? '';
      if (malls[at]?.[name] !== `<${smallCell}` || least < most) return [];
      const next = `It can only be ${least}, by the sums around it: withhold another cell of its row and column.`;
      return [{ file: `${site.dir}${file}`, field: `${malls[at]?.['mall']}.${name}`, value: `<${smallCell}`, next }];
    }),
  );
}

function boundsOf(cell: Row[string] | undefined, smallCell: number): Bounds {
  if (typeof cell === 'number') return exactly(cell);
  return cell === `<${smallCell}` ? { least: 1, most: smallCell - 1 } : { least: 0, most: Number.POSITIVE_INFINITY };
}

function exactly(count: number): Bounds {
  return { least: count, most: count };
}

/** Draws the bounds of parts and of their sum closer together; whether any became closer. */
function narrow(parts: Bounds[], sum: Bounds): boolean {
  let isCloser = false;
  const set = (bounds: Bounds, least: number, most: number) => {
    const [from, to] = [Math.max(bounds.least, least), Math.min(bounds.most, most)];
    // Figures that contradict each other are the business of published-files-agree.
    const isPossible = from <= to;
    if (!isPossible || (from === bounds.least && to === bounds.most)) return;
    [bounds.least, bounds.most] = [from, to];
    isCloser = true;
  };
  const [least, most] = [total(parts, 'least'), total(parts, 'most')];
  set(sum, least, most);
  for (const part of parts) {
    const others = parts.filter((other) => other !== part);
    set(part, sum.least - total(others, 'most'), sum.most - total(others, 'least'));
  }
  return isCloser;
}

function total(parts: Bounds[], end: keyof Bounds): number {
  return parts.reduce((sum, part) => sum + part[end], 0);
}
