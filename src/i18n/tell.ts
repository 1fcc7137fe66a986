import type { Locale } from '../schema/basics.ts';
import { type Room, strings } from './strings.ts';
import { putInto, type Told } from './told.ts';

/** A string of one room with its values put in, as `t(key, values)`, where values may be marked. */
export function tell<R extends Room>(
  locale: Locale,
  room: R,
  key: keyof ReturnType<typeof strings<R>> & string,
  values: Record<string, string | number | Told> = {},
): Told {
  return putInto(String(strings(locale, room)[key]), values);
}
