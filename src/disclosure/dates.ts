import type { Mapping } from '../schema/mapping.ts';

const SHAPES: Record<Mapping['dates'], RegExp> = {
  'YYYY-MM-DD': /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/,
  'YYYY/MM/DD': /^(?<y>\d{4})\/(?<m>\d{1,2})\/(?<d>\d{1,2})$/,
  'MM/DD/YYYY': /^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})$/,
  'DD/MM/YYYY': /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})$/,
};

/** A day as written in the file → YYYY-MM-DD; undefined where it is no day of the calendar in that shape. */
export function readDay(text: string, shape: Mapping['dates']): string | undefined {
  const { y = '', m = '', d = '' } = SHAPES[shape].exec(text)?.groups ?? {};
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  // Date.parse lets 31 February through as 3 March.
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day ? day : undefined;
}

/** Reads days of one shape and remembers them: an export has a million cells but few thousand days. */
export function dayReader(shape: Mapping['dates']): (text: string) => string | undefined {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const day = readDay(text, shape);
    if (day !== undefined && known.size < MOST_DAYS) known.set(text, day);
    return day;
  };
}

const MOST_DAYS = 20_000;
