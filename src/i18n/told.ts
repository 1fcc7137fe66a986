/** A stretch of text. A figure names the column of the published table in which it stands. */
export interface Piece {
  text: string;
  column?: string;
}

/** A sentence or a cell whose figures are marked, so that a check can find each in the published file. */
export type Told = readonly Piece[];

/** A figure that stands in a column of the published table. */
export function figure(text: string, column: string): Told {
  return [{ text, column }];
}

/** Puts values into the `{name}` places of a template. */
export function putInto(template: string, values: Record<string, string | number | Told>): Told {
  return template.split(/\{(\w+)\}/).flatMap((part, index): Told => {
    if (index % 2 === 0) return part === '' ? [] : [{ text: part }];
    const value = values[part];
    if (value === undefined) throw new Error(`No value for {${part}} in “${template}”.`);
    return typeof value === 'object' ? value : [{ text: String(value) }];
  });
}

/** The bare text, where nothing can be marked. */
export function textOf(told: Told): string {
  return told.map(({ text }) => text).join('');
}
