import { describe, expect, it } from 'vitest';
import { grouped, isWellFormed, normaliseCode, withCheck } from '../../src/lib/receipt-code.ts';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODES = ['4K7QX2M', 'ZZZZZZZ', '0000000', '1A2B3C4D5E6F7G8', 'YXWVTSRQPNMKJHG', '3131313']
  .map(withCheck)
  .filter((code) => code !== undefined);

describe('the check symbol', () => {
  it('lets the right code pass', () => {
    expect(CODES.length).toBeGreaterThan(3);
    for (const code of CODES) expect(isWellFormed(code, code.length), code).toBe(true);
  });

  it('catches every single wrong symbol', () => {
    for (const code of CODES) {
      for (let at = 0; at < code.length; at += 1) {
        for (const symbol of SYMBOLS.replace(code[at] ?? '', '')) {
          expect(isWellFormed(code.slice(0, at) + symbol + code.slice(at + 1), code.length)).toBe(false);
        }
      }
    }
  });

  it('catches every swap of two different neighbours', () => {
    for (const code of CODES) {
      for (let at = 0; at < code.length - 1; at += 1) {
        const [a = '', b = ''] = [code[at], code[at + 1]];
        if (a !== b) expect(isWellFormed(code.slice(0, at) + b + a + code.slice(at + 2), code.length)).toBe(false);
      }
    }
  });
});

it('reads what people type: small letters, groups, full width, O for 0, I and L for 1', () => {
  expect(normaliseCode(' 4k7q-x2m9 ')).toBe('4K7QX2M9');
  expect(normaliseCode('oOiIlL')).toBe('001111');
  expect(normaliseCode('４Ｋ７Ｑ－Ｘ２Ｍ９')).toBe('4K7QX2M9');
  expect(grouped('4K7QX2M9')).toBe('4K7Q-X2M9');
});
