import { Stop } from '../src/disclosure/stop.ts';

/** Runs a command: a fault that the user can mend is shown as a sentence, anything else with its stack. */
export async function runCommand(usage: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const isUsage = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    if (isUsage) console.error(`${(error as Error).message}\nUse: ${usage}`);
    else console.error(error instanceof Stop ? error.message : error);
    process.exitCode = 1;
  }
}
