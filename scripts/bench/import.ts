import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { clocks, holidays } from '../../src/schema/rules.ts';
import { toExport } from '../demo/export.ts';
import { inventMalls } from '../demo/malls.ts';
import { random } from '../demo/random.ts';
import { demo } from '../demo.ts';

const SIZES = [100_000, 1_000_000];

/** Rows per second and peak memory of the import, and of one half-year from its records. Linux only. */
export async function bench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-import-'));
  try {
    await demo({ content: folder, malls: 46, seed: 1, periods: 1 });
    for (const rows of SIZES) {
      const file = join(folder, `${rows}.csv`);
      await writeRows(file, rows);
      const records = join(folder, 'records');
      const mapping = ['--mapping', 'content/mappings/demo.yml'];
      report(`import ${rows}`, rows, await measured(['scripts/import.ts', file, ...mapping, '--out', records, '--content', folder]));
      report(`disclose ${rows}`, rows, await measured(['scripts/disclose.ts', '2024-h1', '--records', records, '--content', folder]));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function report(name: string, rows: number, { seconds, megabytes }: { seconds: number; megabytes: number }): void {
  console.log(`${name.padEnd(18)} ${Math.round(rows / seconds).toLocaleString('en')} rows/s, ${seconds.toFixed(1)} s, peak ${megabytes} MB`);
}

/** Runs a script and reads the high-water mark of its memory while it lives. */
async function measured(args: string[]): Promise<{ seconds: number; megabytes: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let megabytes = 0;
  const watch = setInterval(() => {
    const line = /VmHWM:\s+(\d+) kB/.exec(tryRead(`/proc/${child.pid}/status`));
    megabytes = Math.max(megabytes, Math.round(Number(line?.[1] ?? 0) / 1024));
  }, 50);
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}.`);
  return { seconds: (performance.now() - began) / 1000, megabytes };
}

function tryRead(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Repeats the invented export with new case numbers until there are enough rows. */
async function writeRows(file: string, rows: number): Promise<void> {
  const read = (name: string) => parse(readFileSync(`content/rules/${name}.yml`, 'utf8'));
  const world = { clocks: clocks.parse(read('clocks')), holidays: holidays.parse(read('holidays')), lastDay: '2026-06-30' };
  const [header = '', ...lines] = [...toExport(inventMalls(46, random(1)), ['2024-h1', '2024-h2'], world, 1)].join('').trimEnd().split('\n');
  const out = createWriteStream(file);
  out.write(`${header}\n`);
  for (let row = 0; row < rows; row += 1) {
    if (!out.write(`${row}-${lines[row % lines.length]}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
