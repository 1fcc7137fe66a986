import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseNumbers, type Seen } from '../../src/disclosure/case-numbers.ts';

test('numbers are found again, and no others, however many come', () => {
  const numbers = caseNumbers();
  const all = Array.from({ length: 20_000 }, (_, at) => `沪徐-${at}`);
  for (const [at, id] of all.entries()) {
    expect(numbers.seen(id)).toBeUndefined();
    numbers.remember(id, { line: at + 2, firm: 1 - at, rest: at * 3 });
  }
  for (const [at, id] of all.entries()) expect(numbers.seen(id)).toEqual({ line: at + 2, firm: 1 - at, rest: at * 3 });
  expect(numbers.seen('沪徐-20000')).toBeUndefined();
});

test('does what a Map of texts does', () => {
  const asked = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 3 }), fc.string()), { maxLength: 200 });
  fc.assert(
    fc.property(asked, fc.nat(5000), (ids, expected) => {
      const numbers = caseNumbers(expected);
      const map = new Map<string, Seen>();
      for (const [at, id] of ids.entries()) {
        expect(numbers.seen(id)).toEqual(map.get(id));
        if (map.has(id)) continue;
        const row = { line: at + 1, firm: at, rest: 1 - at };
        numbers.remember(id, row);
        map.set(id, row);
      }
    }),
  );
});
