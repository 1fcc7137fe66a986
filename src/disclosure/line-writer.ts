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
  let lines: string[] = [];
  let writing: Promise<void> = Promise.resolve();
  const flush = async () => {
    await writing;
    const batch = Buffer.from(lines.join(''));
    lines = [];
    hash.update(batch);
    writing = handle.appendFile(batch);
    // Told by the next await; until then it is not unhandled.
    writing.catch(() => {});
  };
  return {
    write: (line) => void lines.push(line, '\n'),
    async settle() {
      if (lines.length > BATCH) await flush();
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

const BATCH = 2000;
