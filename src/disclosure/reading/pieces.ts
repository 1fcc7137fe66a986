import { createReadStream } from 'node:fs';

/** Text of a file piece by piece, without its byte order mark. Throws a TypeError at bytes that are no text in the encoding. */
export async function* textPieces(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(file, { highWaterMark: PIECE }) as AsyncIterable<Buffer>) {
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

/**
 * A copy of a text that is to be kept. A cell is a slice of the piece it was read in, and holds all of that in memory
 * for as long as it is held itself.
 */
export function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

const PIECE = 1 << 16;
