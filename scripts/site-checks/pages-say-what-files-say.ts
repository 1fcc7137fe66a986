import type { HTMLElement } from 'node-html-parser';
import { translator } from '../../src/i18n/strings.ts';
import { WITHHELD_CELL } from '../../src/lib/small-numbers.ts';
import { LOCALES, type Locale } from '../../src/schema/basics.ts';
import type { Fault } from '../content.ts';
import { type Site, type SitePage, type SiteRule, textOf } from '../site.ts';

type Row = Record<string, string | number | null>;
/** A figure as a page shows it, and where it says it is published. */
interface Shown {
  page: SitePage & { locale: Locale };
  table: string;
  row: string;
  column: string;
  text: string;
  /** The bare number or code for chart and script, where the page gives one. */
  value: string | undefined;
  /** Its figures have elements of their own; the text is what stands around them. */
  isSplit: boolean;
}

/** Tables of figures; each has to be shown in every language. The others hold words and days. */
const FIGURES = /^(disclosures|ratings|reports|standards)\/|^(inspections|campaigns|scorecard|groups)$/;
const NEXT = 'Write page and file from the same figure: mark it with publishedRow and data-column.';

const SPLIT = 'Give each number of the cell an element of its own with data-column.';
const NUMBER = /\d[\d.,\u00a0\u202f]*/g;
/** As in "11.9 (10.3–13.7)", but not in "3 of 5". */
const INTERVAL = /\d\D*[(（–]\D*\d/;

/**
 * Every marked figure of every page is the one in the published files, to the last digit that it shows, both ends of
 * an interval included; where the file has none, the page has no number either; and every table of figures is shown on
 * some page of each language.
 */
export const pagesSayWhatFilesSay: SiteRule = {
  name: 'pages-say-what-files-say',
  scope: 'site',
  check: (site) => {
    const tables = new Map<string, Table>();
    const seen = new Set<string>();
    const faults: Fault[] = [];
    const floors = floorsOf(site);
    for (const page of site.pages.values()) {
      for (const shown of figuresOf(page)) {
        if (!tables.has(shown.table)) tables.set(shown.table, new Table(site, shown.table));
        faults.push(...differences(shown, tables.get(shown.table)?.cell(shown.row, shown.column), floors));
        seen.add(`${shown.page.locale} ${shown.table}`);
      }
    }
    return [...faults, ...neverShown(site, seen)];
  },
};

/** The rows of a published table, found by the cells that name them. */
class Table {
  readonly #rows: Row[];
  readonly #found = new Map<string, Map<string, Row>>();

  constructor(site: Site, name: string) {
    const file = `/data/${name}.json`;
    const json = site.files.has(file) ? (JSON.parse(textOf(site, file)) as Record<string, Row[] | undefined>) : {};
    this.#rows = json['malls'] ?? json['halfYears'] ?? json['rows'] ?? [];
  }

  /** The cell; undefined where no row, or no such column, answers. */
  cell(row: string, column: string): string | number | null | undefined {
    const named = new URLSearchParams(row);
    const keys = [...named.keys()];
    let found = this.#found.get(keys.join());
    if (found === undefined) {
      found = new Map(this.#rows.map((cells) => [keys.map((key) => cells[key]).join('\n'), cells]));
      this.#found.set(keys.join(), found);
    }
    return found.get([...named.values()].join('\n'))?.[column];
  }
}

/** The marked figures of a page: a cell by its own column or the one at the head of it, any other element by its own.
 * An element may name its row and its column at once, where each figure of a line stands in a row of its own. */
function figuresOf(page: SitePage): Shown[] {
  const { locale } = page;
  if (locale === undefined || !page.html.includes('data-column')) return [];
  return page.root.querySelectorAll('[data-published]').flatMap((row) => {
    const [table = '', cellsOfRow = ''] = (row.getAttribute('data-published') ?? '').split('?');
    const columns =
      row.tagName === 'TR'
        ? (row.closest('table')?.querySelectorAll('thead th') ?? []).map((head) => head.getAttribute('data-column'))
        : [];
    const cells =
      row.tagName === 'TR'
        ? row.querySelectorAll('th, td')
        : row.hasAttribute('data-column')
          ? [row]
          : row.querySelectorAll('[data-column]');
    return cells.flatMap((element, index): Shown[] => {
      const own = element.getAttribute('data-column') ?? columns[index];
      if (element.tagName === 'TH' || element.closest('[data-published]') !== row) return [];
      const shownAt = (at: HTMLElement, column: string, text: string, isSplit = false): Shown => {
        const value = at.getAttribute('data-value');
        return { page: { ...page, locale }, table, row: cellsOfRow, column, text, value, isSplit };
      };
      const parts = row.tagName === 'TR' ? element.querySelectorAll('[data-column]') : [];
      const inside = parts.map((at) => shownAt(at, at.getAttribute('data-column') ?? '', firstText(at)));
      if (own === undefined) return inside;
      return parts.length === 0
        ? [shownAt(element, own, firstText(element))]
        : [shownAt(element, own, textAround(element, parts), true), ...inside];
    });
  });
}

/** The text of an element without that of some elements in it. */
function textAround(element: HTMLElement, parts: HTMLElement[]): string {
  return parts.reduce((text, part) => text.replace(part.text, ' '), element.text).trim();
}

/** What stands first in an element, before units and notes in elements of their own. */
function firstText(element: HTMLElement): string {
  return (element.childNodes.find((node) => node.text.trim() !== '')?.text ?? '').trim();
}

function differences(
  { page, table, row, column, text, value, isSplit }: Shown,
  cell: Row[string] | undefined,
  floors: ReadonlySet<string>,
): Fault[] {
  const field = `${table}, ${row}, ${column}`;
  const fault = (shown: string, published: string, next = NEXT): Fault[] => [
    { file: page.file, field, value: shown, next: `The file says ${published}. ${next}` },
  ];
  const numbers = text.match(NUMBER) ?? [];
  if (cell === undefined) return fault(text, 'nothing: no such row or column');
  // A code is told in words, which the page chooses by it.
  if (typeof cell === 'string' && value !== undefined) return value === cell ? [] : fault(value, `“${cell}”`);
  if (typeof cell === 'string') {
    const wanted = cell === WITHHELD_CELL.text ? translator(page.locale, 'malls')('cell.withheld') : cell;
    return text === wanted ? [] : fault(text, `“${cell}”`);
  }
  if (value !== undefined && value !== String(cell ?? '')) return fault(`data-value ${value}`, String(cell));
  if (isSplit) return numbers.length === 0 ? [] : fault(text, String(cell), SPLIT);
  // What is not published is told in words, which may name the floor.
  if (cell === null) return numbers.every((number) => floors.has(number)) ? [] : fault(text, 'nothing');
  if (INTERVAL.test(text)) return fault(text, String(cell), SPLIT);
  return agrees(text, cell, page.locale) ? [] : fault(text, String(cell));
}

/** The fewest closed complaints of which a share is told, as the half-years say it. */
function floorsOf(site: Site): Set<string> {
  const files = [...site.files].filter((file) => /^\/data\/disclosures\/\d{4}-h[12]\.json$/.test(file));
  return new Set(files.map((file) => String((JSON.parse(textOf(site, file)) as { rateFloor?: number }).rateFloor)));
}

/** The text begins with the figure, rounded to the digits that it shows. */
function agrees(text: string, figure: number, locale: Locale): boolean {
  const [written] = text.match(NUMBER) ?? [];
  if (written === undefined) return false;
  const [thousands, point] = locale === 'es' ? [/[.\u00a0\u202f]/g, ','] : [/,/g, '.'];
  const plain = written.replace(/[.,]$/, '').replace(thousands, '').replace(point, '.');
  const wanted = text.includes('%') ? figure * 100 : figure;
  const digits = plain.split('.')[1]?.length ?? 0;
  return Math.abs(Number(plain) - wanted) <= 0.5 * 10 ** -digits + 1e-9;
}

function neverShown(site: Site, seen: Set<string>): Fault[] {
  const tables = [...site.files].flatMap((file) => /^\/data\/(.+)\.csv$/.exec(file)?.[1] ?? []);
  return tables
    .filter((table) => FIGURES.test(table))
    .flatMap((table) =>
      LOCALES.filter((locale) => !seen.has(`${locale} ${table}`)).map((locale) => ({
        file: `${site.dir}/data/${table}.json`,
        field: 'pages',
        value: `none in ${locale}`,
        next: `Show the table on a page. ${NEXT}`,
      })),
    );
}
