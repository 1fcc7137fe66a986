import { spawn } from 'node:child_process';

/** Runs a program to its end, its output shown. Throws where it ends with a fault. */
export function run(program: string, args: string[], environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: 'inherit', env: environment });
    child.on('error', fail);
    child.on('exit', (code) =>
      code === 0 ? done() : fail(new Error(`${program} ${args[0] ?? ''} ended with ${code}.`)),
    );
  });
}
