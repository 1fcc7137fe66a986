import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Clocks, clocks, type Holidays, holidays } from '../schema/rules.ts';

export interface Laws {
  clocks: Clocks;
  holidays: Holidays;
}

/** The clocks and holidays of a content folder. */
export async function readLaws(content: string): Promise<Laws> {
  const read = async (file: string) => parse(await readFile(join(content, 'rules', file), 'utf8'));
  return { clocks: clocks.parse(await read('clocks.yml')), holidays: holidays.parse(await read('holidays.yml')) };
}
