/**
 * Says in which row of which published table the figures of an element stand, as `disclosures/2026-h1?mall=ab`, for
 * its attribute data-published. Each figure in it names its column by data-column; a site check compares the two.
 */
export function publishedRow(table: string, row: Record<string, string | number>): string {
  const cells = Object.entries(row).map(([column, cell]): [string, string] => [column, String(cell)]);
  return `${table}?${new URLSearchParams(cells)}`;
}
