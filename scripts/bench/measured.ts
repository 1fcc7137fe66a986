import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

export interface Measured {
  seconds: number;
  /** Highest resident memory of the process and its children together, where /proc tells it; else 0. */
  peakMegabytes: number;
}

/** Runs a program to its end and watches its time and memory. Throws where it fails. */
export async function measured(
  program: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Measured> {
  const began = performance.now();
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMegabytes(child.pid ?? 0));
  }, 200);
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}.`);
  return { seconds: (performance.now() - began) / 1000, peakMegabytes: Math.round(peak) };
}

/** Resident memory of a process and all below it. */
export function residentMegabytes(root: number): number {
  const processes = readdir('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(processes.map((pid) => [pid, / \S (\d+) /.exec(read(`/proc/${pid}/stat`))?.[1]]));
  const isBelow = (pid: string | undefined): boolean =>
    pid !== undefined && (pid === String(root) || isBelow(parents.get(pid)));
  return processes
    .filter(isBelow)
    .reduce((sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024, 0);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function readdir(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
