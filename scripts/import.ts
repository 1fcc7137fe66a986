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
  const { mapping, out, content } = values;
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0 || mapping === undefined || out === undefined) {
    throw new Stop(`Use: ${USAGE}`);
  }
  const report = await importRecords({ file, mappingFile: mapping, out, content });
  console.log(`${reportText(report)}\nRecords and reports are in ${out}.`);
});
