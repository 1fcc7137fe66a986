// Crockford base32: no I, L, O or U, so that a code survives handwriting and the telephone.
// https://www.crockford.com/base32.html
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MODULUS = 37;

/**
 * Adds the check symbol (value modulo 37). Undefined where it would be one of the five signs beyond the
 * 32 letters and digits: draw another code then. Modulo 37 catches every single wrong symbol and every
 * swap of neighbours, since 37 is prime and 31 and 32 are no multiples of it.
 */
export function withCheck(symbols: string): string | undefined {
  const check = SYMBOLS[remainder(symbols)];
  return check === undefined ? undefined : symbols + check;
}

/** Whether a normalised code ends with its check symbol and has the length it should. */
export function isWellFormed(code: string, length: number): boolean {
  return (
    code.length === length &&
    [...code].every((symbol) => SYMBOLS.includes(symbol)) &&
    remainder(code.slice(0, -1)) === SYMBOLS.indexOf(code.slice(-1))
  );
}

/** What a person typed → symbols: case, spaces and hyphens do not count; O is 0, I and L are 1. */
export function normaliseCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/** In groups of four, for reading aloud and typing. */
export function grouped(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? '';
}

/** `count` symbols from bytes, five bits of each. */
export function symbolsFrom(bytes: Uint8Array, count: number): string {
  return [...bytes.subarray(0, count)].map((byte) => SYMBOLS[byte & 31]).join('');
}

function remainder(symbols: string): number {
  return [...symbols].reduce((rest, symbol) => (rest * 32 + SYMBOLS.indexOf(symbol)) % MODULUS, 0);
}
