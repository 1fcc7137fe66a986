import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { BadFile } from './bad-file.ts';

/** Names by which a PDF runs a program, opens another file, sends data or carries files within it. */
const ACTIVE =
  /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToR|GoToE|Rendition)(?![A-Za-z])/;
const MOST_STREAM_BYTES = 8 * 1024 * 1024;
const MOST_STREAMS = 2000;

/** Refuses a PDF that is cut short, locked by a password or active. Throws `BadFile`. */
export async function readPdf(bytes: Buffer): Promise<void> {
  const text = bytes.toString('latin1');
  if (!text.slice(-1024).includes('%%EOF') || !/\bstartxref\b/.test(text.slice(-2048))) throw new BadFile('broken');
  const { outside, packed } = parts(text);
  const plain = unescaped(outside);
  if (/\/Encrypt(?![A-Za-z])/.test(plain)) throw new BadFile('locked');
  if (ACTIVE.test(plain)) throw new BadFile('active');
  for (const stream of packed) {
    if (ACTIVE.test(unescaped(await opened(stream)))) throw new BadFile('active');
  }
}

/** The text outside of streams, and the streams that hold objects: only these can hide an action. */
function parts(text: string): { outside: string; packed: Buffer[] } {
  const outside: string[] = [];
  const packed: Buffer[] = [];
  let at = 0;
  for (let count = 0; ; count += 1) {
    const start = text.indexOf('stream', at);
    const end = start < 0 ? -1 : text.indexOf('endstream', start);
    if (start < 0 || end < 0) break;
    if (count > MOST_STREAMS) throw new BadFile('broken');
    const head = text.slice(at, start);
    outside.push(head);
    const dictionary = unescaped(head.slice(head.lastIndexOf(' obj')));
    if (/\/ObjStm(?![A-Za-z])/.test(dictionary)) {
      if (!/\/FlateDecode(?![A-Za-z])/.test(dictionary)) throw new BadFile('broken');
      const from = start + 'stream'.length + (text[start + 6] === '\r' ? 2 : 1);
      packed.push(Buffer.from(text.slice(from, end), 'latin1'));
    }
    at = end + 'endstream'.length;
  }
  outside.push(text.slice(at));
  return { outside: outside.join('\n'), packed };
}

async function opened(stream: Buffer): Promise<string> {
  try {
    // The compressed data may be followed by a line end, which inflate passes over.
    return (await promisify(inflate)(stream, { maxOutputLength: MOST_STREAM_BYTES })).toString('latin1');
  } catch {
    throw new BadFile('broken');
  }
}

/** Names may write any letter as #xx. */
function unescaped(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
