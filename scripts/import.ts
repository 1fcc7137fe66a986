import { parseArgs } from 'node:util';
import { importRecords } from '../src/disclosure/import.ts';
import { reportText } from '../src/disclosure/report.ts';
import { Stop } from '../src/disclosure/stop.ts';
import { runCommand } from './command.ts';

const USAGE = 'npm run import -- FILE --mapping MAPPING.yml --out RECORDS [--content DIR]';

await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { mapping: { type: 'string' }, out: { type: 'string' }, content: { type: 'string', default: 'content' } },
  });
  const [file] = positionals;
  if (file === undefined || values.mapping === undefined || values.out === undefined) throw new Stop(`Use: ${USAGE}`);
  const source = await importRecords({ file, mappingFile: values.mapping, out: values.out, content: values.content });
  console.log(`${reportText(source)}Records are in ${values.out}.`);
});
