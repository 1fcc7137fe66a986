import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { guessMapping } from '../src/disclosure/guess/guess.ts';
import { importRecords } from '../src/disclosure/import.ts';
import { readAs, reportText } from '../src/disclosure/report.ts';
import { Stop } from '../src/disclosure/stop.ts';
import { runCommand } from './command.ts';

const USAGE =
  'npm run import -- FILE --guess [--mapping NEW.yml], then npm run import -- FILE --mapping MAPPING.yml --out RECORDS [--content DIR]';

await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      guess: { type: 'boolean' },
      mapping: { type: 'string' },
      out: { type: 'string' },
      content: { type: 'string', default: 'content' },
    },
  });
  const { mapping, out, content } = values;
  const [file, ...others] = positionals;
  if (file !== undefined && others.length === 0 && values.guess === true) {
    await guess(file, mapping ?? `${basename(file).replace(/\.[^.]*$/, '')}.mapping.yml`);
    return;
  }
  if (file === undefined || others.length > 0 || mapping === undefined || out === undefined) {
    throw new Stop(`Use: ${USAGE}`);
  }
  const report = await importRecords({ file, mappingFile: mapping, out, content });
  console.log(`${reportText(report)}\nRecords and reports are in ${out}.`);
});

async function guess(file: string, out: string): Promise<void> {
  const { found, columns, unused, preview, open } = await guessMapping(file, out);
  console.log(`Read as: ${readAs(found)}.\n\nColumns`);
  for (const [field, { name, values }] of columns) {
    console.log(`  ${field.padEnd(10)} ← ${name}  (${[...values.keys()].slice(0, 3).join(' | ')})`);
  }
  if (unused.length > 0) console.log(`  not used: ${unused.join(', ')}`);
  console.log('\nFirst rows');
  for (const row of preview) {
    console.log(`  ${[...columns].map(([field, { name }]) => `${field}=${row[name] ?? ''}`).join('; ')}`);
  }
  console.log(
    `\n${out} is written, with ${open} questions: each '?' in it. Correct it, then\nnpm run import -- ${file} --mapping ${out} --out records`,
  );
}
