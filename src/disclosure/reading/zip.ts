import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Stop } from '../stop.ts';

/** The parts of a workbook. */
export interface Parts {
  has: (name: string) => boolean;
  /** A part as a stream; ends with an error where it is longer than it said. */
  open: (name: string) => Promise<Readable>;
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
    return {
      has: (name) => entries.has(name),
      async open(name) {
        const entry = entries.get(name);
        if (entry === undefined) throw new Stop(`${file} is no whole workbook: its part ${name} is missing.`);
        return broken(file, zip.openReadStreamPromise(entry));
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
    entries.set(entry.fileName, entry);
  }
  return entries;
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
