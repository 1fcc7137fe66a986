import { DATE_SHAPES, type DateShape } from '../../schema/mapping.ts';
import { readDay } from '../dates.ts';
import { type Column, textsOf } from './columns.ts';

export interface DaysGuess {
  /** The shapes found, each in its place in `DATE_SHAPES`. */
  shapes: DateShape[];
  /** Whether days like 03/04/2025 stand among them and the file does not tell month from day. */
  isOpen: boolean;
  /** Some texts that none of the shapes reads. */
  unread: string[];
}

/** The shapes of days in some columns. Where MM/DD and DD/MM fit alike, nobody but the officer can tell. */
export function guessDays(columns: readonly Column[], serials: boolean): DaysGuess {
  const texts = columns.flatMap(textsOf).filter((text) => !(serials && SERIAL.test(text)));
  const slashed = texts.filter(
    (text) => readDay(text, 'YYYY-MM-DD') === undefined && SLASHED.some((shape) => readDay(text, shape) !== undefined),
  );
  const [readsUs, readsEu] = SLASHED.map((shape) => slashed.every((text) => readDay(text, shape) !== undefined));
  const isOpen = slashed.length > 0 && readsUs === readsEu;
  const right = isOpen || slashed.length === 0 ? undefined : readsUs ? 'MM/DD/YYYY' : 'DD/MM/YYYY';
  const shapes = DATE_SHAPES.filter((shape) => {
    if (shape === 'MM/DD/YYYY' || shape === 'DD/MM/YYYY') return shape === right;
    if (shape === 'excel-1904' || (shape === 'excel-1900' && serials)) return false;
    const isRead = (text: string) => readDay(text, shape) !== undefined;
    // YYYY-MM-DD is read in any case: another shape is found where it reads more.
    return shape === 'YYYY-MM-DD'
      ? texts.some(isRead)
      : texts.some((text) => isRead(text) && readDay(text, 'YYYY-MM-DD') === undefined);
  });
  const used: DateShape[] = shapes.length === 0 && !isOpen ? ['YYYY-MM-DD'] : shapes;
  const unread = texts.filter((text) => readDay(text, used) === undefined && !(isOpen && slashed.includes(text)));
  return { shapes: used, isOpen, unread: unread.slice(0, 5) };
}

const SLASHED = ['MM/DD/YYYY', 'DD/MM/YYYY'] as const;
const SERIAL = /^\d{5}(\.\d+)?$/;
