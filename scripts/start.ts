import { readConfig } from '../src/intake/config.ts';
import { serve } from '../src/intake/server.ts';
import { build } from './build.ts';

try {
  // A wrong value stops before a minute is spent on the build.
  const { CONTENT_DIR: content, DIST_DIR: dist } = readConfig(process.env);
  await build({ content, dist });
  console.log(`What is published lies in ${content}, the built site in ${dist}.`);
  await serve(process.env);
} catch (error) {
  console.error(`Cannot start: ${(error as Error).message}`);
  process.exitCode = 1;
}
