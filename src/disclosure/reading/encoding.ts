import { isAscii, isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { mostLikely } from './likely.ts';
import type { Encoding } from './table.ts';

export interface FoundEncoding {
  encoding: Encoding;
  /** Whether another encoding would make no sense of the file. */
  isSure: boolean;
}

/**
 * Finds how a text file is stored: by its byte order mark, else by the line ends and commas of UTF-16, else UTF-8
 * where every byte fits and any character takes three, else by what the words would be in each encoding. Reads the
 * file once, in constant memory.
 */
export async function findEncoding(file: string): Promise<FoundEncoding> {
  const sample = wordsSample();
  let [fitsUtf8, isFirst, held] = [true, true, 0];
  const handle = await open(file);
  try {
    // One buffer for the whole file: a stream would leave a new one for each piece.
    const buffer = Buffer.alloc(PIECE);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, held, PIECE - held);
      const bytes = buffer.subarray(0, held + bytesRead);
      const told = isFirst ? (byMark(bytes) ?? byLineEnds(bytes)) : undefined;
      if (told !== undefined) return { encoding: told, isSure: true };
      isFirst = false;
      // A character cut off at the end of the file does not speak against UTF-8.
      const whole = bytes.subarray(0, wholeCharacters(bytes));
      fitsUtf8 &&= isUtf8(whole);
      sample.take(bytesRead === 0 ? bytes : whole);
      if (bytesRead === 0 || (!fitsUtf8 && sample.isFull())) break;
      held = bytes.copy(buffer, 0, whole.length);
    }
  } finally {
    await handle.close();
  }
  const words = sample.result();
  // Two bytes alone may be Chinese as well, three in that form hardly ever are: 茂业 in GB18030 is "ïҵ" in UTF-8.
  if (fitsUtf8 && (words.length === 0 || words.some((byte) => byte >= 0xe0))) {
    return { encoding: 'utf-8', isSure: true };
  }
  return mostLikely(words, fitsUtf8);
}

function byMark(start: Buffer): Encoding | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 'utf-8' : undefined;
}

/**
 * A table in UTF-16 has a zero beside each line end and delimiter, on a side of its own; turned round, the two bytes
 * are letters that nobody writes. In text stored otherwise zeros come only as a stray or as filling.
 */
function byLineEnds(start: Buffer): Encoding | undefined {
  let [little, big, zeros] = [0, 0, 0];
  for (let at = 0; at + 1 < start.length; at += 2) {
    const [first = 0, second = 0] = [start[at], start[at + 1]];
    if (first === 0 && second === 0) continue;
    if (first === 0 || second === 0) zeros += 1;
    if (second === 0 && PARTS_CELLS.has(first)) little += 1;
    if (first === 0 && PARTS_CELLS.has(second)) big += 1;
  }
  if (Math.max(little, big) < 2) return undefined;
  const isOther = zeros < start.length / 20 && isUtf8(start.subarray(0, wholeCharacters(start)));
  if (isOther) return undefined;
  return little > big ? 'utf-16le' : 'utf-16be';
}

/** Where the last whole character ends. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >> 6 === 0b10) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Gathers the first lines that hold more than ASCII: whole ones, so that no character is torn. */
function wordsSample() {
  const lines: Buffer[] = [];
  let [size, begun] = [0, Buffer.alloc(0)];
  const keep = (line: Buffer) => {
    if (isAscii(line)) return;
    lines.push(line);
    size += line.length;
  };
  return {
    take(chunk: Buffer): void {
      if (size >= SAMPLE) return;
      const end = Math.max(chunk.lastIndexOf(0x0a), chunk.lastIndexOf(0x0d)) + 1;
      if (end === 0 && begun.length < SAMPLE) {
        begun = Buffer.concat([begun, chunk]);
        return;
      }
      const whole = Buffer.concat([begun, chunk.subarray(0, end)]);
      begun = Buffer.from(chunk.subarray(end));
      if (isAscii(whole)) return;
      for (let at = 0; at < whole.length && size < SAMPLE; ) {
        const feed = whole.indexOf(0x0a, at);
        const next = feed < 0 ? whole.length : feed + 1;
        keep(whole.subarray(at, next));
        at = next;
      }
    },
    isFull: () => size >= SAMPLE,
    result(): Buffer {
      if (size < SAMPLE) keep(begun);
      return Buffer.concat(lines);
    },
  };
}

const PARTS_CELLS = new Set([0x09, 0x0a, 0x0d, 0x2c, 0x3b, 0x7c]);
const PIECE = 1 << 18;
const SAMPLE = 1 << 18;
