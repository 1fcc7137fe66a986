import { parseArgs } from 'node:util';
import { citationsExist } from './checks/citations-exist.ts';
import { daysInOrder } from './checks/days-in-order.ts';
import { idWellFormed } from './checks/id-well-formed.ts';
import { knownExtension } from './checks/known-extension.ts';
import { languagesComplete } from './checks/languages-complete.ts';
import { matchesSchema } from './checks/matches-schema.ts';
import { noDuplicateId } from './checks/no-duplicate-id.ts';
import { noEmptyCollection } from './checks/no-empty-collection.ts';
import { noMissingFile } from './checks/no-missing-file.ts';
import { noPersonalData } from './checks/no-personal-data.ts';
import { nothingLeftToWrite } from './checks/nothing-left-to-write.ts';
import { objectionsFit } from './checks/objections-fit.ts';
import { onePeriodNoGap } from './checks/one-period-no-gap.ts';
import { parses } from './checks/parses.ts';
import { planComplete } from './checks/plan-complete.ts';
import { ratingsFit } from './checks/ratings-fit.ts';
import { referencesExist } from './checks/references-exist.ts';
import { repliesFit } from './checks/replies-fit.ts';
import { revisionsProven } from './checks/revisions-proven.ts';
import { slugsNamed } from './checks/slugs-named.ts';
import { totalsAddUp } from './checks/totals-add-up.ts';
import { twinsAgree } from './checks/twins-agree.ts';
import { runCommand } from './command.ts';
import { type Content, checkCommand, contentFolder, type Fault, listContent, open, type Rule } from './content.ts';

const RULES: Rule[] = [
  noMissingFile,
  noEmptyCollection,
  knownExtension,
  idWellFormed,
  noDuplicateId,
  parses,
  matchesSchema,
  referencesExist,
  citationsExist,
  languagesComplete,
  twinsAgree,
  slugsNamed,
  onePeriodNoGap,
  daysInOrder,
  totalsAddUp,
  ratingsFit,
  repliesFit,
  objectionsFit,
  revisionsProven,
  planComplete,
  noPersonalData,
  nothingLeftToWrite,
];

/** A fault with the rule that found it. */
export type FoundFault = Fault & { rule: string };

/** Checks the records and rules in `dir`, and the words and pages in `wordsDir`. An empty list is what a build needs. */
export async function checkContent(dir: string, wordsDir = 'content'): Promise<FoundFault[]> {
  return (await check(dir, wordsDir)).faults;
}

/** Faults as a person reads them, file by file. */
export function printFaults(faults: FoundFault[], most = 200): string {
  const lines = faults
    .slice(0, most)
    .map(({ file, field, value, next, rule }) => `${file}\n  ${field}: ${value}\n  → ${next} (${rule})`);
  if (faults.length > most) lines.push(`… and ${faults.length - most} more.`);
  return lines.join('\n');
}

async function check(dir: string, wordsDir: string): Promise<{ faults: FoundFault[]; files: number }> {
  const content = await listContent(dir, wordsDir);
  const faults = await checkFiles(content);
  for (const rule of RULES) {
    if (rule.scope === 'content') faults.push(...rule.check(content).map((fault) => ({ ...fault, rule: rule.name })));
  }
  return {
    faults: faults.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
    files: content.files.length,
  };
}

/** Opens each file in turn, applies the rules on files, and keeps only what the rules on content need. */
async function checkFiles(content: Content): Promise<FoundFault[]> {
  const faults: FoundFault[] = [];
  for (const file of content.files) {
    const opened = await open(file);
    file.data = opened.data;
    for (const rule of RULES) {
      if (rule.scope === 'file') faults.push(...rule.check(opened).map((fault) => ({ ...fault, rule: rule.name })));
    }
  }
  return faults;
}

if (import.meta.main) {
  await runCommand('npm run check:content -- [--content DIR]', async () => {
    const { values } = parseArgs({ options: { content: { type: 'string' } } });
    const content = contentFolder(values.content);
    const { faults, files } = await check(content, 'content');
    if (faults.length > 0) {
      console.error(printFaults(faults));
      process.exitCode = 1;
    }
    const result = faults.length === 0 ? 'no fault' : `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`;
    console.log(`${content}: ${files} files, ${RULES.length} rules, ${result}`);
    if (faults.length > 0) console.log(`Mend them, then run again: ${checkCommand(content)}`);
  });
}
