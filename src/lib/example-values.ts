import type { Verdict } from './comparable.ts';
import type { PublishedCell } from './small-numbers.ts';

/** A value of an example, so that each language can write it in its own way. A share that is withheld is null. */
export type ExampleValue =
  | { kind: 'number'; value: number; digits: number }
  | { kind: 'share'; value: number | null }
  | { kind: 'list'; values: number[]; digits: number; between: string }
  | { kind: 'day'; value: string }
  | { kind: 'period'; value: string }
  | { kind: 'onTime'; value: boolean | undefined }
  | { kind: 'chance'; value: boolean }
  | { kind: 'verdict'; value: Verdict }
  | { kind: 'cell'; value: PublishedCell };

/** The numbers of a worked example by the name they have in its sentence. */
export type Example = Record<string, ExampleValue>;

export const whole = (value: number): ExampleValue => ({ kind: 'number', value, digits: 0 });
export const hundredths = (value: number): ExampleValue => ({ kind: 'number', value, digits: 2 });
export const points = (share: number): ExampleValue => ({ kind: 'number', value: share * 100, digits: 1 });
export const decimal = (value: number): ExampleValue => ({ kind: 'number', value, digits: 1 });
export const ratio = (value: number | null): ExampleValue => ({ kind: 'share', value });

export const listOf = (values: number[]): ExampleValue => ({ kind: 'list', values, digits: 0, between: ' · ' });
export const sumOf = (values: number[], digits = 0): ExampleValue => ({ kind: 'list', values, digits, between: ' + ' });
