import type { HTMLElement } from 'node-html-parser';
import type { Fault } from '../content.ts';
import type { SitePage, SiteRule } from '../site.ts';

/** Every chart stands beside a table with the very numbers it draws, in the cells for eyes and for the script alike. */
export const chartBesideTable: SiteRule = {
  name: 'chart-beside-table',
  scope: 'page',
  check: (page) => page.root.querySelectorAll('[data-chart]').flatMap((figure) => faultsOf(figure, page)),
};

function faultsOf(figure: HTMLElement, { file }: SitePage): Fault[] {
  const table = figure.querySelector('table');
  if (table === null)
    return [{ file, field: 'data-chart', value: 'no table', next: 'Put the numbers into a table in the figure.' }];
  const heads = table.querySelectorAll('thead th');
  const plotted = heads.flatMap((head, column) => (head.hasAttribute('data-plot') ? [column] : []));
  if (plotted.length === 0) {
    return [{ file, field: 'data-plot', value: '(missing)', next: 'Mark the columns that the chart draws.' }];
  }
  const cells = table
    .querySelectorAll('tbody tr')
    .flatMap((row) => plotted.flatMap((column) => row.querySelectorAll('th, td')[column] ?? []));
  if (!cells.some((cell) => cell.hasAttribute('data-value'))) {
    return [{ file, field: 'data-value', value: '(missing)', next: 'Give the plotted cells their bare numbers.' }];
  }
  return cells
    .filter((cell) => (cell.getAttribute('data-value') ?? '') !== digitsOf(cell.text))
    .map((cell) => ({
      file,
      field: 'data-value',
      value: `${cell.getAttribute('data-value') ?? '(missing)'} beside “${cell.text.trim()}”`,
      next: 'Both come from the same figure: write them from one value.',
    }));
}

/** The whole number that a cell shows, without the marks of thousands of any language; empty where it shows words. */
function digitsOf(text: string): string {
  return /^[\d\s.,\u00a0\u202f]+$/.test(text.trim()) ? text.replace(/\D/g, '') : '';
}
