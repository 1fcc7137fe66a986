import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** The built site on a free port, as in operation, with its data in a folder of its own. */
export async function start(varDir: string): Promise<{ origin: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, ['src/intake/server.ts'], {
    env: { ...process.env, PORT: '0', VAR_DIR: varDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise<string>((resolve, reject) => {
    let said = '';
    // Read on after the address is known: a closed pipe would stop the server at its next log line.
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      const address = /search: (http:\S+?)\/\s/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error('The server did not start: run npm run build first.')));
  });
  return {
    origin,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
