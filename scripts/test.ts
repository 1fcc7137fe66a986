import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Result {
  passed: number;
  failed: number;
  skipped: number;
}

interface Step {
  name: string;
  command: string[];
  /** Reads the counts from the report that the step wrote; without it the step counts as one. */
  read?: (report: string) => Result;
  /** A step without which the ones after it say nothing. */
  isNeeded?: boolean;
}

const folder = mkdtempSync(join(tmpdir(), 'fangxin-test-'));
const vitestReport = join(folder, 'vitest.json');
const playwrightReport = join(folder, 'playwright.json');

const STEPS: Step[] = [
  { name: 'format and lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'types', command: ['npm', 'run', '--silent', 'check:types'] },
  { name: 'content', command: ['npm', 'run', '--silent', 'check:content'] },
  { name: 'build', command: ['npm', 'run', '--silent', 'build'], isNeeded: true },
  {
    name: 'unit and intake',
    command: ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${vitestReport}`],
    read: () => readVitest(vitestReport),
  },
  { name: 'built site', command: ['npm', 'run', '--silent', 'check:site'] },
  {
    name: 'browser',
    command: ['playwright', 'test', '--reporter=dot,json'],
    read: () => readPlaywright(playwrightReport),
  },
];

const port = await freePort();
const total: Result = { passed: 0, failed: 0, skipped: 0 };
for (const step of STEPS) {
  const began = Date.now();
  console.log(`\n── ${step.name}`);
  const code = await run(step.command);
  const result = resultOf(step, code);
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped += result.skipped;
  console.log(`── ${step.name}: ${code === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - began) / 1000)} s`);
  if (code !== 0 && step.isNeeded) break;
}
rmSync(folder, { recursive: true, force: true });
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;

function run([program = '', ...args]: string[]): Promise<number> {
  const environment = {
    ...process.env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport,
    ASTRO_TELEMETRY_DISABLED: '1',
    TEST_PORT: port,
  };
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: 'inherit', env: environment });
    child.on('error', () => done(1));
    child.on('exit', (code) => done(code ?? 1));
  });
}

/** A port that nobody listens on, for the server of the browser tests. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return String(port);
}

function resultOf({ read }: Step, code: number): Result {
  const one = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (read === undefined) return one;
  try {
    const counted = read('');
    // A runner that broke without naming a test has still failed.
    return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } catch {
    return one;
  }
}

function readVitest(file: string): Result {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
}

function readPlaywright(file: string): Result {
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}
