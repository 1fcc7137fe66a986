import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Laws } from '../lib/case-clock.ts';
import { clocks, holidays, type Retention, retention } from '../schema/rules.ts';

/** The clocks and holidays of a content folder. */
export async function readLaws(content: string): Promise<Laws> {
  return {
    clocks: clocks.parse(await read(content, 'clocks.yml')),
    holidays: holidays.parse(await read(content, 'holidays.yml')),
  };
}

/** How long the intake keeps what. */
export async function readRetention(content: string): Promise<Retention> {
  return retention.parse(await read(content, 'retention.yml'));
}

async function read(content: string, file: string): Promise<unknown> {
  return parse(await readFile(join(content, 'rules', file), 'utf8'));
}
