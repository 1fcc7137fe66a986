import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Mall, mall } from '../schema/mall.ts';
import { foldName, idFromName, nameWithoutSuffix } from './names.ts';
import { Stop } from './stop.ts';

/** The malls known to the site, found under any of their names. */
export interface Register {
  malls: Map<string, Mall>;
  /** Ids opened since it was read, in order. */
  opened: string[];
  byName: Map<string, string>;
  bySuffixless: Map<string, Set<string>>;
}

/** Reads content/malls. A folder that is not there is an empty register. */
export async function readRegister(content: string): Promise<Register> {
  const register: Register = { malls: new Map(), opened: [], byName: new Map(), bySuffixless: new Map() };
  const folder = join(content, 'malls');
  if (!existsSync(folder)) return register;
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.yml')).sort()) {
    const result = mall.safeParse(parse(await readFile(join(folder, file), 'utf8')));
    if (!result.success) throw new Stop(`${join(folder, file)} is not a mall: run npm run check:content and mend it.`);
    add(register, file.slice(0, -'.yml'.length), result.data);
  }
  return register;
}

/** Id of the mall of that name; undefined where no name or other name folds to the same. */
export function findMall(register: Register, name: string): string | undefined {
  return register.byName.get(foldName(name));
}

/** Registered names that differ from a name by a legal suffix alone, for a hint. */
export function nearNames(register: Register, name: string): string[] {
  return [...(register.bySuffixless.get(nameWithoutSuffix(name)) ?? [])].filter((near) => near !== name);
}

/** Opens an entry for a name that the register does not know, and gives its id. */
export function openMall(register: Register, name: string, entry: Pick<Mall, 'type' | 'area'>): string {
  const base = idFromName(name) ?? `mall-${createHash('sha256').update(foldName(name)).digest('hex').slice(0, 8)}`;
  let id = base;
  for (let n = 2; register.malls.has(id); n += 1) id = `${base}-${n}`;
  add(register, id, { name: { zh: name, en: name, es: name }, otherNames: [], ...entry, tenants: [] });
  register.opened.push(id);
  return id;
}

function add(register: Register, id: string, entry: Mall): void {
  register.malls.set(id, entry);
  for (const name of [...new Set([id, entry.name.zh, entry.name.en, entry.name.es, ...entry.otherNames])]) {
    const known = register.byName.get(foldName(name));
    if (known !== undefined && known !== id) {
      throw new Stop(`"${name}" is a name of both ${known} and ${id}: take it from one of them in content/malls.`);
    }
    register.byName.set(foldName(name), id);
    const suffixless = nameWithoutSuffix(name);
    register.bySuffixless.set(suffixless, (register.bySuffixless.get(suffixless) ?? new Set()).add(name));
  }
}
