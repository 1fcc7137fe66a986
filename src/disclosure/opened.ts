import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Mapping } from '../schema/mapping.ts';
import { mallSaidOf } from './decisions.ts';
import { readPublished } from './gates.ts';
import type { Known } from './placer.ts';
import { namesOf, type Register } from './register.ts';
import { Stop } from './stop.ts';

/** A file that the import put into the content folder. */
export interface Written {
  /** Path within the content folder. */
  file: string;
  name: string;
}

/** A mall of which an officer said that all of its names are another mall: nothing can count for it any more. */
export interface GivenAway {
  mall: string;
  into: string;
  isPublished: boolean;
}

/** Malls that are opened go into the content folder at once: real ones never among invented ones. */
export async function refuseToOpenAmong(content: string, kind: Mapping['origin']['kind']): Promise<void> {
  const other = (await readPublished(content)).find(({ origin }) => origin.kind !== kind);
  if (other === undefined) return;
  const [has, comes] = kind === 'invented' ? ['real', 'invented'] : ['invented', 'real'];
  throw new Stop(
    `${content} publishes ${has} figures and these complaints are ${comes}: name their own content folder with --content; one that is not there yet is made.`,
  );
}

/** Files of malls and areas that the import opened and the content folder lacks, and the name of each. */
export function missingIn(content: string, { opened, malls }: Register, { register }: Mapping): Written[] {
  if (register === undefined || opened.length === 0) return [];
  const files = [
    ...opened.map((id) => ({ file: join('malls', `${id}.yml`), name: malls.get(id)?.name.zh ?? '' })),
    { file: join('areas', `${register.area}.yml`), name: register.areaName.zh },
  ];
  return files.filter(({ file }) => !existsSync(join(content, file)));
}

/** Puts what was opened into the content folder, where it can be corrected; a file that is there stays as it is. */
export async function seedContent(content: string, register: string, written: Written[]): Promise<void> {
  for (const { file } of written) {
    await mkdir(dirname(join(content, file)), { recursive: true });
    await copyFile(join(register, file), join(content, file), constants.COPYFILE_EXCL).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** The malls that an officer gave away to others, whole. */
export async function givenAway({ register, decisions, content }: Known): Promise<GivenAway[]> {
  const malls = [...register.malls].flatMap(([mall, entry]) => {
    const said = namesOf(entry).map((name) => mallSaidOf(decisions, name));
    const [into] = said;
    return into === undefined || said.some((each) => each === undefined || each === mall) ? [] : [{ mall, into }];
  });
  if (malls.length === 0) return [];
  const published = new Set((await readPublished(content)).flatMap((half) => half.malls.map(({ mall }) => mall)));
  return malls.map(({ mall, into }) => ({ mall, into, isPublished: published.has(mall) }));
}

/** Writes the malls that the import opened, and their area, into its records folder. */
export async function writeRegister(folder: string, register: Register, mapping: Mapping): Promise<void> {
  await mkdir(join(folder, 'register', 'malls'), { recursive: true });
  await mkdir(join(folder, 'register', 'areas'), { recursive: true });
  for (const id of register.opened) {
    await writeFile(join(folder, 'register', 'malls', `${id}.yml`), stringify(register.malls.get(id)));
  }
  if (mapping.register === undefined) return;
  const { area, areaName } = mapping.register;
  await writeFile(join(folder, 'register', 'areas', `${area}.yml`), stringify({ name: areaName }));
}
