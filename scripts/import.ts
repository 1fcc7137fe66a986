import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { guessMapping } from '../src/disclosure/guess/guess.ts';
import { importRecords } from '../src/disclosure/import.ts';
import { readAs, reportText } from '../src/disclosure/report.ts';
import { Stop } from '../src/disclosure/stop.ts';
import { runCommand } from './command.ts';

const USAGE =
  'npm run import -- FILE --guess [--mapping NEW.yml] [--content DIR], then npm run import -- FILE --mapping MAPPING.yml --out RECORDS [--content DIR]';

await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      guess: { type: 'boolean' },
      mapping: { type: 'string' },
      out: { type: 'string' },
      content: { type: 'string' },
    },
  });
  const { mapping, out, content } = values;
  const [file, ...others] = positionals;
  if (file !== undefined && others.length === 0 && values.guess === true) {
    await guess(file, mapping ?? `${basename(file).replace(/\.[^.]*$/, '')}.mapping.yml`, content);
    return;
  }
  if (file === undefined || others.length > 0 || mapping === undefined || out === undefined) {
    throw new Stop(`Use: ${USAGE}`);
  }
  const report = await importRecords({
    file,
    mappingFile: mapping,
    out,
    content: content ?? 'content',
    mustKeep: true,
  });
  console.log(`${reportText(report)}\nRecords and reports are in ${out}.`);
});

async function guess(file: string, out: string, content: string | undefined): Promise<void> {
  const { found, columns, asked, unused, preview, open } = await guessMapping(file, out, content);
  console.log(`Read as: ${readAs(found)}.\n\nColumns`);
  for (const [field, { name, values }] of columns) {
    console.log(`  ${field.padEnd(10)} ← ${name}  ${samples(values)}`);
  }
  for (const [field, names] of asked) {
    const each = names.map(({ name, values }) => `${name}  ${samples(values)}`);
    console.log(`  ${field.padEnd(10)} ← ?  ${each.join('  or  ')}`);
  }
  if (unused.length > 0) console.log(`  not used: ${unused.join(', ')}`);
  console.log('\nFirst rows');
  for (const row of preview) {
    console.log(`  ${[...columns].map(([field, { name }]) => `${field}=${row[name] ?? ''}`).join('; ')}`);
  }
  // Without --content the malls of this repository, an invented district, would be the register.
  const next = `npm run import -- ${word(file)} --mapping ${word(out)} --out records --content ${word(content ?? 'district')}`;
  const whose = content === undefined ? ', with your content folder in place of district' : '';
  console.log(`\n${out} is written, with ${open} questions: each '?' in it. Correct it, then${whose}\n${next}`);
}

function samples(values: ReadonlyMap<string, number>): string {
  return `(${[...values.keys()].slice(0, 3).join(' | ')})`;
}

/** A path as one word of a command line. */
function word(path: string): string {
  return /^[\p{L}\p{N}_./:@%+=,-]+$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
