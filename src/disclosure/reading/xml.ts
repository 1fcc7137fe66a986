import { SaxesParser } from 'saxes';
import { Stop } from '../stop.ts';

/** What a part of a workbook says, in the order in which it says it. Names come without their prefix. */
export interface Handlers {
  open?: (name: string, attributes: Record<string, string>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/** Tells the officer that a workbook cannot be read as it is. */
export function brokenWorkbook(file: string, part: string, why: string): Stop {
  return new Stop(`${file} is a broken workbook (${part}: ${why}): save it again, or as CSV.`);
}

/**
 * Reads XML as a stream and yields after each piece, so that the caller can hand on what it has gathered. A document
 * type, which workbooks never have, is refused, and so are a text or a tag that does not end and tags within tags
 * without end.
 */
export async function* readXml(
  file: string,
  part: string,
  pieces: AsyncIterable<Buffer>,
  handlers: Handlers,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const refuse = (why: string) => brokenWorkbook(file, part, why);
  let [sinceTag, depth] = [0, 0];
  parser.on('error', (error) => {
    throw refuse(error.message);
  });
  parser.on('doctype', () => {
    throw refuse('it has a document type');
  });
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0;
    depth += 1;
    if (depth > DEEPEST) throw refuse('its tags go too deep');
    handlers.open?.(bare(name), attributes as Record<string, string>);
  });
  parser.on('closetag', ({ name }) => {
    sinceTag = 0;
    depth -= 1;
    handlers.close?.(bare(name));
  });
  if (handlers.text) {
    parser.on('text', handlers.text);
    parser.on('cdata', handlers.text);
  }
  let decoder: TextDecoder | undefined;
  try {
    for await (const bytes of pieces) {
      decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
      const piece = decoder.decode(bytes, { stream: true });
      sinceTag += piece.length;
      if (sinceTag > LONGEST) throw refuse('a text or a tag does not end');
      parser.write(piece);
      yield;
    }
    decoder?.decode();
    parser.close();
    yield;
  } catch (error) {
    throw error instanceof Stop ? error : refuse((error as Error).message);
  }
}

/** Reads a small part to its end. */
export async function readWholeXml(
  file: string,
  part: string,
  pieces: AsyncIterable<Buffer>,
  handlers: Handlers,
): Promise<void> {
  for await (const _ of readXml(file, part, pieces, handlers));
}

/** How a document says that it is stored; UTF-8 where it is silent (XML 1.0, appendix F). */
function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)/.exec(start.toString('latin1', 0, 200))?.[1] ?? 'utf-8';
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Signs between two tags; a cell of a spreadsheet holds at most 32,767. */
const LONGEST = 1 << 20;
/** A cell of rich text lies eight tags deep. */
const DEEPEST = 100;
