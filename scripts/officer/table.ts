/** Columns that a sign takes in a terminal: two for Chinese and other wide ones. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(sign)
      ? 2
      : 1;
  return width;
}

/** Cuts a text to a width, with a mark where something is missing. */
export function cut(text: string, most: number): string {
  if (widthOf(text) <= most) return text;
  let [kept, width] = ['', 0];
  for (const sign of text) {
    width += widthOf(sign);
    if (width > most - 1) break;
    kept += sign;
  }
  return `${kept}…`;
}

/** Rows under their heads, in a table no wider than `most`; the widest columns give way first. */
export function tableOf(heads: string[], rows: string[][], most: number): string {
  const widths = heads.map((head, column) => Math.max(widthOf(head), ...rows.map((row) => widthOf(row[column] ?? ''))));
  const gaps = 2 * (heads.length - 1);
  while (widths.reduce((sum, width) => sum + width, gaps) > most) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= 4) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  const line = (cells: string[]) =>
    widths
      .map((width, column) => {
        const text = cut(cells[column] ?? '', width);
        return text + ' '.repeat(Math.max(0, width - widthOf(text)));
      })
      .join('  ')
      .trimEnd();
  return [line(heads), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}
