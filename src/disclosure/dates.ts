import type { DateShape } from '../schema/mapping.ts';
import { copied } from './reading/pieces.ts';

/** First day of a spreadsheet's serial numbers. */
type Serials = 1900 | 1904;

const TEXT: Record<Exclude<DateShape, 'excel-1900' | 'excel-1904'>, RegExp> = {
  'YYYY-MM-DD': /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/,
  'YYYY/MM/DD': /^(?<y>\d{4})\/(?<m>\d{1,2})\/(?<d>\d{1,2})$/,
  'YYYY.MM.DD': /^(?<y>\d{4})\.(?<m>\d{1,2})\.(?<d>\d{1,2})\.?$/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  YYYY年MM月DD日: /^(?<y>\d{4})\s*年\s*(?<m>\d{1,2})\s*月\s*(?<d>\d{1,2})\s*日$/,
  'MM/DD/YYYY': /^(?<m>\d{1,2})[/-](?<d>\d{1,2})[/-](?<y>\d{4})$/,
  'DD/MM/YYYY': /^(?<d>\d{1,2})[/-](?<m>\d{1,2})[/-](?<y>\d{4})$/,
  'DD.MM.YYYY': /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})$/,
  'DD MMM YYYY':
    /^(?<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+de\s+|[\s/-]+)(?<month>[a-z]+)\.?,?(?:\s+del?\s+|[\s/-]+)(?<y>\d{4})$/i,
  'MMM DD YYYY': /^(?<month>[a-z]+)\.?[\s/-]+(?<d>\d{1,2})(?:st|nd|rd|th)?(?:,\s*|[\s/-]+)(?<y>\d{4})$/i,
};

/**
 * A day as written in the file → YYYY-MM-DD; undefined where it is no day of the calendar in any of those shapes.
 * YYYY-MM-DD is understood everywhere, since it can mean one day only. A time of day after it is left out; one with a
 * time zone is refused, since it may be another day here.
 */
export function readDay(text: string, shapes: DateShape | readonly DateShape[]): string | undefined {
  const bare = text.normalize('NFKC').replace(TIME, '');
  for (const shape of [shapes, 'YYYY-MM-DD' as const].flat()) {
    const day =
      shape === 'excel-1900' || shape === 'excel-1904'
        ? serialIn(bare, shape === 'excel-1900' ? 1900 : 1904)
        : calendarDay(TEXT[shape].exec(bare)?.groups);
    if (day !== undefined) return day;
  }
  return undefined;
}

/** The day of a spreadsheet's serial number, its fraction (the time) left out; undefined outside 1982 to 2119. */
export function dayOfSerial(serial: number, serials: Serials): string | undefined {
  // The system of 1900 counts a 29 February 1900 that never was, so its day 0 is 30 December 1899 from March 1900 on.
  const start = serials === 1900 ? Date.UTC(1899, 11, 30) : Date.UTC(1904, 0, 1);
  const whole = Math.floor(serial);
  if (!(whole >= 28_500 && whole <= 80_000)) return undefined;
  return new Date(start + whole * 86_400_000).toISOString().slice(0, 10);
}

/** Reads days of one file and remembers them: an export has a million cells but few thousand days. */
export function dayReader(shapes: DateShape | readonly DateShape[]): (text: string) => string | undefined {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const day = readDay(text, shapes);
    if (day !== undefined && known.size < MOST_DAYS) known.set(copied(text), day);
    return day;
  };
}

function serialIn(text: string, serials: Serials): string | undefined {
  return /^\d{5}(\.\d+)?$/.test(text) ? dayOfSerial(Number(text), serials) : undefined;
}

function calendarDay(groups: Record<string, string> | undefined): string | undefined {
  const { y = '', month, d = '' } = groups ?? {};
  const m = month === undefined ? (groups?.['m'] ?? '') : monthCalled(month);
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  // Date.parse lets 31 February through as 3 March.
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day ? day : undefined;
}

/** The number of a month by its English or Spanish name, whole or cut to three letters; "" where it is none. */
function monthCalled(name: string): string {
  const text = name.toLowerCase();
  const at = MONTHS.findIndex((names) =>
    names.some((whole) => whole === text || whole.slice(0, 3) === text || (text === 'sept' && whole.startsWith(text))),
  );
  return at < 0 ? '' : String(at + 1);
}

const MONTHS = [
  ['january', 'enero'],
  ['february', 'febrero'],
  ['march', 'marzo'],
  ['april', 'abril'],
  ['may', 'mayo'],
  ['june', 'junio'],
  ['july', 'julio'],
  ['august', 'agosto'],
  ['september', 'septiembre', 'setiembre'],
  ['october', 'octubre'],
  ['november', 'noviembre'],
  ['december', 'diciembre'],
];

/**
 * A time of day behind a day: "2026-03-01T14:22:05", "3/1/2026 2:22 PM", "2026/3/1 下午2:22", "2026年3月1日14时22分",
 * "Mar 1, 2026, 2:22 p. m.".
 */
const TIME =
  /(?:,?[ T]\s{0,3}|(?<=日)\s{0,3})(?:上午|下午|中午|晚上|凌晨|早上)?\s{0,3}\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s{0,3}[ap]\.?\s?m\.?)?|[时点]\d{1,2}分(?:\d{1,2}秒)?)$/i;
const MOST_DAYS = 20_000;
