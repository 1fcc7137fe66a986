import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { clocks, holidays } from '../../src/schema/rules.ts';

const read = (name: string) => parse(readFileSync(`content/rules/${name}.yml`, 'utf8'));

/** The rules as published, which the vectors are about. */
export const CLOCKS = clocks.parse(read('clocks'));
export const HOLIDAYS = holidays.parse(read('holidays'));
