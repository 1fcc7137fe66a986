export type Cell = string | number | null;
/** One line of a table as published: column name → value, in the order of the columns. */
export type Row = Record<string, Cell>;

/**
 * A table as CSV by RFC 4180, with a byte order mark so that spreadsheets read Chinese as UTF-8.
 * All rows have the columns of the first.
 */
export function toCsv(rows: Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => field(row[column] ?? null)));
  return `\uFEFF${[columns, ...lines].map((line) => `${line.join(',')}\r\n`).join('')}`;
}

function field(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = inert(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// A spreadsheet runs a text that begins like a formula: the leading apostrophe makes it plain text.
// https://owasp.org/www-community/attacks/CSV_Injection
function inert(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
