import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Found, type How, openTable } from '../../src/disclosure/reading/table.ts';
import { scratchFolder } from './scratch.ts';
import type { MadeCell } from './workbooks.ts';

export interface ReadTable {
  found: Found;
  rows: string[][];
  lines: number[];
}

/** Reads a file to its end, as the import does with those columns mapped, or as the guess does without any. */
export async function tableOf(bytes: string | Uint8Array, how: How = {}, columns: string[] = []): Promise<ReadTable> {
  const file = join(scratchFolder(), 'export');
  writeFileSync(file, bytes);
  const table = await openTable(file, how, columns);
  const [rows, lines]: [string[][], number[]] = [[], []];
  for await (const batch of table.rows) {
    for (const row of batch) {
      rows.push(row.cells);
      lines.push(row.line);
    }
  }
  return { found: { ...table.found }, rows, lines };
}

/** A text in an encoding that Node reads but does not write. */
export function encoded(text: string, encoding: 'gb18030' | 'windows-1252'): Buffer {
  const known = KNOWN[encoding];
  if (known.size === 0) {
    const decoder = new TextDecoder(encoding);
    const leads = Array.from({ length: 0x7e }, (_, at) => at + 0x81);
    const codes =
      encoding === 'windows-1252'
        ? leads.map((byte) => [byte])
        : leads.flatMap((lead) => Array.from({ length: 0xbf }, (_, at) => [lead, at + 0x40]));
    for (const bytes of codes) {
      const sign = decoder.decode(Uint8Array.from(bytes));
      if (!known.has(sign)) known.set(sign, bytes);
    }
  }
  return Buffer.from([...text].flatMap((sign) => (sign < '\u0080' ? [sign.charCodeAt(0)] : (known.get(sign) ?? []))));
}

const KNOWN = { gb18030: new Map<string, number[]>(), 'windows-1252': new Map<string, number[]>() };

/** A cell in XML; "@" stands for its name. */
export function cell(xml: string): MadeCell {
  return { xml };
}

/** How long something takes, so that work that grows with the square of its input is seen. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
