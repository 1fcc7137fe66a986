import { open } from 'node:fs/promises';

export interface LineWriter {
  write: (line: string) => Promise<void>;
  close: () => Promise<void>;
}

/** Writes lines to a new file in batches, waiting for the disk, so that memory stays flat. */
export async function lineWriter(file: string): Promise<LineWriter> {
  const handle = await open(file, 'w');
  let batch = '';
  const flush = async () => {
    await handle.write(batch);
    batch = '';
  };
  return {
    async write(line) {
      batch += `${line}\n`;
      if (batch.length > BATCH) await flush();
    },
    async close() {
      await flush();
      await handle.sync();
      await handle.close();
    },
  };
}

const BATCH = 1 << 16;
