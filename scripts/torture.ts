import { parseArgs } from 'node:util';
import { runCommand } from './command.ts';
import { torture } from './torture/torture.ts';

await runCommand('npm run torture -- [--cycles 1000] [--postgres 50] [--seconds 3600]', async () => {
  const { values } = parseArgs({
    options: {
      cycles: { type: 'string', default: '1000' },
      postgres: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '3600' },
    },
  });
  const { kills, sameKey, sickDisk, isRight } = await torture({
    cycles: Number(values.cycles),
    postgres: Number(values.postgres),
    seconds: Number(values.seconds),
  });
  console.table(kills);
  console.table(sameKey);
  console.table(sickDisk);
  console.log(isRight ? 'Nothing acknowledged was lost.' : 'SOMETHING WAS LOST, DOUBLED OR ORPHANED.');
  if (!isRight) process.exitCode = 1;
});
