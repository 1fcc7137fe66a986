// Gets a fresh machine ready, with nothing but Node 20 and npm: no package may be imported here.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STAMP = join(ROOT, 'node_modules', '.fangxin-setup');
const NODE_NEEDED = 24;

const wanted = process.argv.slice(2);
const after = wanted.indexOf('--then');
installPackages();
checkNode();
if (wanted.includes('--browser')) prepareTests();
if (after >= 0) runScript(wanted[after + 1], wanted.slice(after + 2));

/** Installs what the lock file says, unless the same lock was installed before. */
function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  say('Installing packages (about a minute on a fresh machine) …');
  if (run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error']).status !== 0) {
    stop('npm ci failed: see above. It needs the npm registry the first time.');
  }
  writeFileSync(STAMP, lock);
}

/** On Linux x64 the lock file brings Node 24; elsewhere the person does. */
function checkNode() {
  const local = join(ROOT, 'node_modules', '.bin', 'node');
  const version =
    spawnSync(existsSync(local) ? local : 'node', ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  if (Number(/^v(\d+)/.exec(version)?.[1] ?? 0) >= NODE_NEEDED) return;
  stop(
    `Node ${NODE_NEEDED} or newer is needed here; this is ${version || 'none'}. Install it and run the command again.`,
  );
}

/** Finds Chromium, a Chinese font, PostgreSQL and the age program, or installs them. */
function prepareTests() {
  const isRoot = process.getuid?.() === 0;
  const canApt = isRoot && spawnSync('apt-get', ['--version']).status === 0;
  const packages = [
    ...(findChromium() === undefined ? ['chromium'] : []),
    ...(hasChineseFont() ? [] : ['fonts-noto-cjk']),
    ...(findPostgres() === undefined ? ['postgresql'] : []),
    ...(spawnSync('age', ['--version']).status === 0 ? [] : ['age']),
  ];
  if (packages.length > 0 && canApt) {
    say(`Installing ${packages.join(', ')} …`);
    // The tests start a server of their own; none is to run for the whole machine.
    if (packages.includes('postgresql')) keepPostgresQuiet();
    const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    run('apt-get', ['update', '-qq'], quiet);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      ...quiet,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } else if (findChromium() === undefined) {
    run('npx', ['playwright', 'install', 'chromium']);
  }
  if (findChromium() === undefined && !canApt && process.env.CHROMIUM_PATH === undefined) {
    say('No system Chromium found: the browser tests use the one that Playwright installed, if it could.');
  }
  if (findPostgres() === undefined) {
    say('No PostgreSQL found: the tests on it are left out. Install the package postgresql to run them.');
  }
  if (!hasChineseFont())
    say('No Chinese font found: the tests run, but Chinese shows as boxes. Install fonts-noto-cjk.');
}

function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  return [named, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && existsSync(path),
  );
}

/** Folder of the PostgreSQL programs: in the path, or where Debian keeps them. */
function findPostgres() {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const folders = [...process.env.PATH.split(delimiter), ...versions.map((name) => `/usr/lib/postgresql/${name}/bin`)];
  return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

function keepPostgresQuiet() {
  const file = '/etc/postgresql-common/createcluster.conf';
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'create_main_cluster = false\n');
}

function hasChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
  return list.status === 0 && list.stdout.trim() !== '';
}

/**
 * Runs a script in a process of its own with the Node of node_modules/.bin: a shell that began before the install
 * remembers the older one. Signals are passed on; so is the end of npm, whose shell keeps SIGTERM to itself.
 */
function runScript(script, args) {
  const bin = join(ROOT, 'node_modules', '.bin');
  const environment = { ...withBrowser(), PATH: `${bin}${delimiter}${process.env.PATH}` };
  const local = join(bin, 'node');
  const node = existsSync(local) ? local : process.execPath;
  const child = spawn(node, [join(ROOT, script), ...args], { cwd: ROOT, stdio: 'inherit', env: environment });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)));
}

function withBrowser() {
  const chromium = findChromium();
  return chromium === undefined ? process.env : { ...process.env, CHROMIUM_PATH: chromium };
}

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
}

function say(text) {
  console.log(`setup: ${text}`);
}

function stop(text) {
  console.error(`setup: ${text}`);
  process.exit(1);
}
