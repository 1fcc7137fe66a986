/** Signs that take two columns of a terminal: Chinese and its full-width companions, and pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NARROWEST = 4;
const GAP = '  ';

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  return [...text].reduce((width, sign) => width + (/\p{M}|\p{Cf}/u.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1), 0);
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

/**
 * Rows under their heads, in a table no wider than `most`. A column in which nothing stands is left out; the widest
 * give way first, those that are `firm` only when the others cannot, the last named first.
 */
export function tableOf(heads: string[], rows: string[][], most: number, firm: string[] = []): string {
  const columns = heads.flatMap((head, at) => {
    const cells = rows.map((row) => plain(row[at] ?? '').replaceAll(/\s+/g, ' '));
    const width = cells.reduce((widest, cell) => Math.max(widest, widthOf(cell)), widthOf(head));
    return cells.some((cell) => cell !== '') ? [{ head, cells, width }] : [];
  });
  const tooMuch = () => columns.reduce((sum, { width }) => sum + width + GAP.length, -GAP.length) - most;
  const soft = columns.filter(({ head }) => !firm.includes(head));
  for (const giving of [soft, ...firm.toReversed().map((name) => columns.filter(({ head }) => head === name))]) {
    while (tooMuch() > 0) {
      const [widest] = giving.toSorted((a, b) => b.width - a.width);
      if (widest === undefined || widest.width <= NARROWEST) break;
      widest.width -= 1;
    }
  }
  const line = (cellOf: (column: (typeof columns)[number]) => string) =>
    columns
      .map((column) => {
        const text = cut(cellOf(column), column.width);
        return text + ' '.repeat(column.width - widthOf(text));
      })
      .join(GAP)
      .trimEnd();
  return [
    line(({ head }) => head),
    line(({ width }) => '─'.repeat(width)),
    ...rows.map((_, at) => line(({ cells }) => cells[at] ?? '')),
  ].join('\n');
}

/** A text of others without signs that would steer the terminal or turn its order around. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs to take out
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�');
}

/** JSON for a terminal: what JSON itself lets stand of those signs is written as an escape. */
export function jsonOf(value: unknown): string {
  const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, null, 2).replaceAll(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, escaped);
}
