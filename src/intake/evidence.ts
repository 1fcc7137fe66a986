import sharp from 'sharp';
import type { Evidence } from '../schema/case-event.ts';
import { MOST_FILE_BYTES } from '../schema/limits.ts';
import { BadFile } from './bad-file.ts';
import { readPdf } from './pdf.ts';

/** 50 million pixels: more than a phone takes, less than what fills the memory. */
const MOST_PIXELS = 50_000_000;
/** Longest side of the working copy. */
const COPY_SIDE = 2560;
const SECONDS = 10;

const SIGNS: [type: Evidence['type'], is: (bytes: Buffer) => boolean][] = [
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/webp', (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'],
  ['application/pdf', (bytes) => bytes.toString('latin1', 0, 5) === '%PDF-'],
];

// One thread to a picture and two pictures at a time: a server under load keeps its memory.
sharp.concurrency(1);
sharp.cache(false);
const MOST_AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Looks at a file by its content, whatever it is called. Gives its type and a working copy: of a picture a new one,
 * upright, without metadata or anything hidden behind it; of a PDF the file itself. Throws `BadFile`.
 */
export async function readEvidence(bytes: Buffer): Promise<{ type: Evidence['type']; copy: Uint8Array }> {
  if (bytes.length === 0) throw new BadFile('empty');
  if (bytes.length > MOST_FILE_BYTES) throw new BadFile('large');
  const type = SIGNS.find(([, is]) => is(bytes))?.[0];
  if (type === undefined) throw new BadFile('type');
  if (type === 'application/pdf') {
    await readPdf(bytes);
    return { type, copy: bytes };
  }
  return { type, copy: await oneAtATime(() => redrawn(bytes, type)) };
}

async function redrawn(bytes: Buffer, type: Evidence['type']): Promise<Uint8Array> {
  const format = type.slice('image/'.length) as 'jpeg' | 'png' | 'webp';
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });
    if ((await picture.metadata()).format !== format) throw new BadFile('broken');
    return await picture
      .autoOrient()
      .resize({ width: COPY_SIDE, height: COPY_SIDE, fit: 'inside', withoutEnlargement: true })
      .toFormat(format, format === 'png' ? {} : { quality: 85 })
      .timeout({ seconds: SECONDS })
      .toBuffer();
  } catch (error) {
    if (error instanceof BadFile) throw error;
    throw new BadFile(/pixel limit/i.test((error as Error).message) ? 'pixels' : 'broken');
  }
}

async function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  while (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
