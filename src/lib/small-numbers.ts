/** How a count of a cross table is published. */
export interface PublishedCell {
  /** The count, or null where it is too small to publish exactly. */
  value: number | null;
  /** What a reader sees, on page, chart, CSV and JSON alike. */
  text: string;
}

/**
 * A count of a cross table (mall × problem, mall × goods): from 1 to below `smallCell` it becomes "<n",
 * so that nobody can be picked out. Zero stays zero.
 */
export function publishedCell(count: number, smallCell: number): PublishedCell {
  return count > 0 && count < smallCell
    ? { value: null, text: `<${smallCell}` }
    : { value: count, text: String(count) };
}
