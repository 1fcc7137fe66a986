import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

export interface LineWriter {
  write: (line: string) => void;
  /** Waits where much is still to be written, so that memory stays flat. */
  settle: () => Promise<void>;
  /** Puts all of it on the disk and gives its SHA-256. */
  close: () => Promise<string>;
}

/** Writes lines to a new file in batches, while the next ones are made. */
export async function lineWriter(file: string): Promise<LineWriter> {
  const handle = await open(file, 'w');
  const hash = createHash('sha256');
  let bytes = Buffer.allocUnsafe(2 * BATCH);
  let other = Buffer.allocUnsafe(2 * BATCH);
  let end = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const flush = async () => {
    await writing;
    const batch = bytes.subarray(0, end);
    [bytes, other, end] = [other, bytes, 0];
    hash.update(batch);
    writing = handle.appendFile(batch);
    // Told by the next await; until then it is not unhandled.
    writing.catch(() => {});
  };
  return {
    // Line by line into bytes: a list of lines joined and turned into bytes at the end takes three times as long.
    write(line) {
      const most = end + line.length * 3 + 1;
      if (most > bytes.length) {
        const larger = Buffer.allocUnsafe(2 * most);
        bytes.copy(larger, 0, 0, end);
        bytes = larger;
      }
      end += bytes.write(line, end);
      bytes[end] = LINE_FEED;
      end += 1;
    },
    async settle() {
      if (end > BATCH) await flush();
    },
    async close() {
      try {
        await flush();
        await writing;
        await handle.sync();
      } finally {
        await handle.close();
      }
      return hash.digest('hex');
    },
  };
}

const BATCH = 1 << 19;
const LINE_FEED = 10;
