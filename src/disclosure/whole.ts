import { rename, writeFile } from 'node:fs/promises';

/** Writes a file in one step: whoever reads it, even after a run that was cut off, finds the old text or the new one. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.writing`, text);
  await rename(`${file}.writing`, file);
}

/** A value as the text of a file that git can compare line by line. */
export function asText(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
