import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CutOff, textPieces } from '../../src/disclosure/reading/pieces.ts';
import { scratchFolder } from './scratch.ts';

async function textOf(bytes: Uint8Array, encoding = 'utf-8'): Promise<string> {
  const file = join(scratchFolder(), 'text');
  writeFileSync(file, bytes);
  return (await Array.fromAsync(textPieces(file, encoding))).join('');
}

test('a character may lie over the edge of a piece', async () => {
  // A piece has 65,536 bytes: each sign of three or four bytes is cut at every place of it.
  for (const sign of ['é', '质', '𠮷']) {
    for (let before = 0; before < 4; before += 1) {
      const text = 'a'.repeat(before) + sign.repeat(40_000);
      expect(await textOf(Buffer.from(text))).toBe(text);
    }
  }
});

test('the byte order mark at the start is left out, and only there', async () => {
  expect(await textOf(Buffer.from('\uFEFFa\uFEFFb'))).toBe('a\uFEFFb');
});

test('bytes that are no UTF-8 are refused as a TextDecoder refuses them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 12 }), async (bytes) => {
      const wanted = (() => {
        try {
          return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        } catch {
          return undefined;
        }
      })();
      expect(await textOf(bytes).catch(() => undefined)).toBe(wanted);
    }),
    { numRuns: 200 },
  );
});

test('a file that ends within a character is told apart', async () => {
  const cut = Buffer.from('质量').subarray(0, 5);
  await expect(textOf(cut)).rejects.toBeInstanceOf(CutOff);
  await expect(textOf(Buffer.from([0xd6, 0xca, 0xc1]), 'gb18030')).rejects.toBeInstanceOf(CutOff);
});
