import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCALES, type Locale } from '../schema/basics.ts';

/** Malls by id and by any of their names. */
export interface MallNames {
  findMall: (name: string) => string | undefined;
  nameOf: (id: string, locale: Locale) => string | undefined;
}

/** Reads the lists of names that the site publishes as /data/names.<locale>.json: `[[id, name, …other names]]`. */
export async function readMallNames(dist: string): Promise<MallNames> {
  const names = new Map<string, string>();
  const shown = new Map<string, string>();
  for (const locale of LOCALES) {
    const list = JSON.parse(await readFile(join(dist, 'data', `names.${locale}.json`), 'utf8')) as string[][];
    for (const [id = '', name = '', ...others] of list) {
      shown.set(`${locale}/${id}`, name);
      for (const one of [name, ...others]) names.set(folded(one), id);
    }
  }
  return {
    findMall: (name) => names.get(folded(name)),
    nameOf: (id, locale) => shown.get(`${locale}/${id}`),
  };
}

function folded(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
