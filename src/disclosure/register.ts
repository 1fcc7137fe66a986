import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Mall, mall } from '../schema/mall.ts';
import { foldName, idFromName, simplified } from './names.ts';
import { Stop } from './stop.ts';

/** The malls known to the site, found under any of their names. */
export interface Register {
  malls: Map<string, Mall>;
  /** Ids opened since it was read, in order. */
  opened: string[];
  /** Folded name → id. */
  byName: Map<string, string>;
}

/** Reads the malls of one or more folders; a mall in several is taken from the first. A folder not there has none. */
export async function readRegister(...folders: string[]): Promise<Register> {
  const register: Register = { malls: new Map(), opened: [], byName: new Map() };
  for (const root of folders) {
    const folder = join(root, 'malls');
    if (!existsSync(folder)) continue;
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.yml')).sort()) {
      const id = file.slice(0, -'.yml'.length);
      if (!register.malls.has(id)) add(register, id, await readMall(join(folder, file), root));
    }
  }
  for (const [id, entry] of register.malls) addInSimplified(register, id, entry);
  return register;
}

/** Id of the mall of that name; undefined where no name or other name folds to the same, in either Chinese script. */
export function findMall(register: Register, name: string): string | undefined {
  const folded = foldName(name);
  return register.byName.get(folded) ?? register.byName.get(simplified(folded));
}

/** Opens an entry for a name that the register does not know, and gives its id. */
export function openMall(register: Register, name: string, entry: Pick<Mall, 'type' | 'area'>): string {
  const base = idFromName(name) ?? `mall-${createHash('sha256').update(foldName(name)).digest('hex').slice(0, 8)}`;
  let id = base;
  for (let n = 2; register.malls.has(id); n += 1) id = `${base}-${n}`;
  const opened: Mall = { name: { zh: name, en: name, es: name }, otherNames: [], ...entry, tenants: [] };
  add(register, id, opened);
  addInSimplified(register, id, opened);
  register.opened.push(id);
  return id;
}

/** Every name a mall goes by. */
export function namesOf({ name, otherNames }: Mall): string[] {
  return [...new Set([name.zh, name.en, name.es, ...otherNames])];
}

async function readMall(file: string, content: string): Promise<Mall> {
  const text = await readFile(file, 'utf8');
  try {
    return mall.parse(parse(text));
  } catch {
    throw new Stop(`${file} is not a mall: run npm run check:content -- --content ${content} and mend it.`);
  }
}

function add(register: Register, id: string, entry: Mall): void {
  for (const name of namesOf(entry)) {
    const known = register.byName.get(foldName(name));
    if (known !== undefined && known !== id) {
      throw new Stop(
        `"${name}" is a name of both ${known} and ${id}: take it from one of them in their files under malls, and import again.`,
      );
    }
    register.byName.set(foldName(name), id);
  }
  register.malls.set(id, entry);
}

/** A name in traditional characters is found in simplified ones too, unless another mall has just that name. */
function addInSimplified(register: Register, id: string, entry: Mall): void {
  for (const name of namesOf(entry)) {
    const folded = simplified(foldName(name));
    if (!register.byName.has(folded)) register.byName.set(folded, id);
  }
}
