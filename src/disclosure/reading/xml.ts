import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { Stop } from '../stop.ts';

/** What a part of a workbook says, in the order in which it says it. Names come without their prefix. */
export interface Handlers {
  open?: (name: string, attributes: Record<string, string>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/**
 * Reads XML as a stream and yields after each piece, so that the caller can hand on what it has gathered. A document
 * type, which workbooks never have, is refused, and so is a text or a tag that does not end.
 */
export async function* readXml(file: string, part: string, stream: Readable, handlers: Handlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const refuse = (why: string) => new Stop(`${file} is a broken workbook (${part}: ${why}): save it again, or as CSV.`);
  let sinceTag = 0;
  parser.on('error', (error) => {
    throw refuse(error.message);
  });
  parser.on('doctype', () => {
    throw refuse('it has a document type');
  });
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0;
    handlers.open?.(bare(name), attributes as Record<string, string>);
  });
  parser.on('closetag', ({ name }) => {
    sinceTag = 0;
    handlers.close?.(bare(name));
  });
  if (handlers.text) parser.on('text', handlers.text);
  stream.setEncoding('utf8');
  try {
    for await (const piece of stream as AsyncIterable<string>) {
      sinceTag += piece.length;
      if (sinceTag > LONGEST) throw refuse('a text or a tag does not end');
      parser.write(piece);
      yield;
    }
    parser.close();
    yield;
  } catch (error) {
    throw error instanceof Stop ? error : refuse((error as Error).message);
  } finally {
    stream.destroy();
  }
}

/** Reads a small part to its end. */
export async function readWholeXml(file: string, part: string, stream: Readable, handlers: Handlers): Promise<void> {
  for await (const _ of readXml(file, part, stream, handlers));
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Signs between two tags; a cell of a spreadsheet holds at most 32,767. */
const LONGEST = 1 << 20;
