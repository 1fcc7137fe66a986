import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Stop } from '../stop.ts';

/** The parts of a workbook, whose names are told apart without regard to case (ECMA-376 part 2, 6.2.2). */
export interface Parts {
  has: (name: string) => boolean;
  /** A part piece by piece; throws where it is not what the directory says of it. */
  open: (name: string) => Promise<AsyncIterable<Buffer>>;
  close: () => void;
}

/**
 * Opens a workbook as the zip that it is, and refuses one whose own directory already says that it would burst:
 * too many parts, too much when unpacked, or packed tighter than a table ever is. Nothing is unpacked to the disk.
 */
export async function openParts(file: string): Promise<Parts> {
  const zip = await broken(file, openPromise(file, { autoClose: false, lazyEntries: true, validateEntrySizes: true }));
  try {
    const entries = await broken(file, directoryOf(file, zip));
    refuseOthers(file, [...entries.keys()]);
    return {
      has: (name) => entries.has(name.toLowerCase()),
      async open(name) {
        const entry = entries.get(name.toLowerCase());
        if (entry === undefined) throw new Stop(`${file} is no whole workbook: its part ${name} is missing.`);
        return checked(await broken(file, zip.openReadStreamPromise(entry)), entry.crc32);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function directoryOf(file: string, zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_PARTS) throw new Stop(`${file} has ${zip.entryCount} parts: a workbook has a few dozen.`);
  const entries = new Map<string, Entry>();
  let whole = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new Stop(`${file} has a password: save it without one.`);
    whole += entry.uncompressedSize;
    const isBomb = entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * TIGHTEST;
    if (whole > MOST_BYTES || isBomb) {
      throw new Stop(
        `${file} would unpack to ${Math.ceil(whole / 1e6)} MB or more, which no table of this size does: it is refused. If it is yours, save it as CSV.`,
      );
    }
    const name = entry.fileName.toLowerCase();
    if (entries.has(name)) throw new Error(`it has two parts called ${entry.fileName}`);
    entries.set(name, entry);
  }
  return entries;
}

/** Says what a zip without a workbook is. */
function refuseOthers(file: string, names: readonly string[]): void {
  const has = (start: string) => names.some((name) => name.startsWith(start));
  if (has('xl/workbook.xml')) return;
  const what = has('xl/')
    ? 'a workbook in another form (.xlsb): save it as .xlsx'
    : has('word/')
      ? 'a text document (.docx): copy its table into a spreadsheet and save that as .xlsx'
      : has('ppt/')
        ? 'a presentation (.pptx): copy its table into a spreadsheet and save that as .xlsx'
        : has('content.xml')
          ? 'an OpenDocument file (.ods): save it as .xlsx'
          : 'a zip without a workbook: unpack it and import the file in it';
  throw new Stop(`${file} is ${what}.`);
}

/** The checksum of a part is all that tells a damaged digit; the library leaves it to its caller. */
async function* checked(stream: Readable, told: number): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    sum = crc32(piece, sum);
    yield piece;
  }
  if (sum !== told) throw new Error('its checksum is wrong');
}

async function broken<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(`${file} is a broken workbook (${(error as Error).message}): save it again, or as CSV.`);
  }
}

const MOST_PARTS = 2000;
const MOST_BYTES = 2 ** 30;
/** Below this size a part may be packed as tightly as it likes. */
const SMALL = 16 * 2 ** 20;
/** Sheets pack 5 to 30 times, empty styled rows up to 90; deflate ends at 1032. */
const TIGHTEST = 150;
