import { bench as benchBuild } from './build.ts';
import { bench as benchImport } from './import.ts';
import { bench as benchIntake } from './intake.ts';
import { bench as benchLighthouse } from './lighthouse.ts';
import { bench as benchSearch } from './search.ts';

const BENCHES = new Map([
  ['build', benchBuild],
  ['import', benchImport],
  ['intake', benchIntake],
  ['lighthouse', benchLighthouse],
  ['search', benchSearch],
]);

const bench = BENCHES.get(process.argv[2] ?? '');
if (bench === undefined) {
  console.error(`Use: npm run bench -- ${[...BENCHES.keys()].join(' | ')}`);
  process.exitCode = 1;
} else await bench();
