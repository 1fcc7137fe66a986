import { createReadStream } from 'node:fs';
import type { Encoding } from './table.ts';

/**
 * Finds how a text file is stored: by its byte order mark, else by the zeros of UTF-16, else UTF-8 where every byte
 * fits or nearly does (a damaged file is then refused, not misread), else GB18030 where most letters outside ASCII come in pairs as Chinese does, else Windows-1252. Reads the file
 * once, in constant memory.
 */
export async function findEncoding(file: string): Promise<Encoding> {
  const utf8 = fitting('utf-8');
  const gb18030 = fitting('gb18030');
  const pairs = { both: 0, first: 0, lead: false, utf8: 0 };
  let isFirst = true;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    if (isFirst) {
      const told = byMark(chunk) ?? byZeros(chunk);
      if (told !== undefined) return told;
      isFirst = false;
    }
    utf8.take(chunk);
    if (utf8.fits()) continue;
    gb18030.take(chunk);
    countPairs(chunk, pairs);
  }
  const isWholeButItsEnd = utf8.fits();
  if (isWholeButItsEnd || pairs.utf8 * 3 > pairs.both + pairs.first) return 'utf-8';
  return gb18030.fits(true) && pairs.both >= pairs.first ? 'gb18030' : 'windows-1252';
}

function byMark(start: Buffer): Encoding | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 'utf-8' : undefined;
}

/** A table in UTF-16 has a zero beside each delimiter, digit and line end; text stored otherwise has none. */
function byZeros(start: Buffer): Encoding | undefined {
  const sample = start.subarray(0, 1 << 14);
  let [even, odd] = [0, 0];
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  if (even + odd < sample.length / 20) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** Whether bytes, taken piece by piece, are text in an encoding. */
function fitting(encoding: Encoding) {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let fits = true;
  const attempt = (decode: () => void) => {
    if (!fits) return;
    try {
      decode();
    } catch {
      fits = false;
    }
  };
  return {
    take: (chunk: Buffer) => attempt(() => void decoder.decode(chunk, { stream: true })),
    fits(isEnd = false) {
      if (isEnd) attempt(() => void decoder.decode());
      return fits;
    },
  };
}

interface Pairs {
  /** Letters outside ASCII whose second byte is outside too, as in Chinese. */
  both: number;
  /** Letters outside ASCII that an ASCII letter follows, as in Spanish. */
  first: number;
  /** Three bytes in the shape of UTF-8. */
  utf8: number;
  lead: boolean;
}

function countPairs(chunk: Buffer, pairs: Pairs): void {
  for (let at = 0; at < chunk.length; at += 1) {
    const byte = chunk[at] ?? 0;
    if (byte >> 4 === 0xe && isTail(chunk[at + 1]) && isTail(chunk[at + 2])) pairs.utf8 += 1;
    if (pairs.lead) {
      if (byte >= 0xa1) pairs.both += 1;
      else pairs.first += 1;
      pairs.lead = false;
    } else pairs.lead = byte >= 0x81;
  }
}

function isTail(byte: number | undefined): boolean {
  return byte !== undefined && byte >> 6 === 0b10;
}
