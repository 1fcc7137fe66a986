import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Order } from './order.ts';

export interface Service {
  begin(order: Order): void;
  kill(): Promise<void>;
  /** Until it ends by itself. */
  ended(): Promise<void>;
}

/** Starts a service and waits until it has loaded; `through` is a program that runs it. */
export async function startService(cache: string, through: string[] = []): Promise<Service> {
  const script = join(import.meta.dirname, 'service.ts');
  const [program = process.execPath, ...args] = [...through, process.execPath, script];
  const child: ChildProcess = spawn(program, args, {
    stdio: ['ignore', 'inherit', process.env['TORTURE_LOUD'] ? 'inherit' : 'ignore', 'ipc'],
    // Compiled once: what is loaded a thousand times loads in half the time.
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  const exit = once(child, 'exit');
  await Promise.race([once(child, 'message'), exit]);
  if (child.exitCode !== null) throw new Error(`The service did not start (${child.exitCode}).`);
  return {
    begin: (order) => void child.send(order),
    async kill() {
      child.kill('SIGKILL');
      await exit;
      // What ran it through another program ends when nobody holds the other end.
      if (child.connected) child.disconnect();
    },
    async ended() {
      await exit;
    },
  };
}

/** Loads the next service while the one before it works. */
export function startAhead(cache: string) {
  let next = startService(cache);
  return {
    async take(): Promise<Service> {
      const service = await next;
      next = startService(cache);
      return service;
    },
    async stop() {
      await (await next).kill();
    },
  };
}
