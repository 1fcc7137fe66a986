import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { type Mapping, mapping } from '../schema/mapping.ts';
import { Stop } from './stop.ts';

/** Reads and checks a mapping file. Throws `Stop` with one line for each fault: field, what is wrong. */
export async function readMapping(file: string): Promise<Mapping> {
  const result = mapping.safeParse(parseYaml(await readText(file), file));
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`);
    throw new Stop(
      `The mapping ${file} cannot be used:\n${faults.join('\n')}\nEach field is explained in content/mappings/README.md.`,
    );
  }
  if (result.data.fields.mall.unknown === 'register' && result.data.register === undefined) {
    throw new Stop(`The mapping ${file} says unknown: register, so it needs a section "register" (type, area, areaName).`);
  }
  return result.data;
}

/** Columns that the mapping names. */
export function columnsOf({ fields }: Mapping): string[] {
  return Object.values(fields).flatMap((field) => (field && 'column' in field ? [field.column] : []));
}

/** Stops where the file lacks a column that the mapping names, or has one name twice. */
export function checkHeader(header: string[], mapping: Mapping): void {
  const missing = columnsOf(mapping).filter((name) => !header.includes(name));
  if (missing.length > 0) {
    throw new Stop(
      `The file has no column ${missing.map((name) => `"${name}"`).join(', ')}.\nIts columns are: ${header
        .map((name) => `"${name}"`)
        .join(', ')}.\nCorrect the mapping, or set its delimiter if the columns run together.`,
    );
  }
  const twice = columnsOf(mapping).filter((name) => header.indexOf(name) !== header.lastIndexOf(name));
  if (twice.length > 0) throw new Stop(`The file has the column "${twice[0]}" twice: rename one in the file.`);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Stop(`The mapping ${file} cannot be read: check the path.`);
  }
}

function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Stop(`The mapping ${file} is not valid YAML: ${(error as Error).message}`);
  }
}
