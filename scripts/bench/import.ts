import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import packageFile from '../../package.json' with { type: 'json' };
import { readRegister } from '../../src/disclosure/register.ts';
import { addCalendarDays } from '../../src/lib/working-days.ts';
import type { Disclosure } from '../../src/schema/disclosure.ts';
import { workbook } from '../../tests/disclosure/workbooks.ts';

const { scripts } = packageFile;

interface Run {
  seconds: number;
  peakMegabytes: number;
  /** What it printed. */
  out: string;
}

const SIZES = [100_000, 1_000_000];
const GOAL_MEGABYTES = 300;
const GOAL_TIMES = 4;
/** Odd, so that one is in the middle. */
const ROUNDS = 3;
const WITHIN = `under ${GOAL_MEGABYTES} MB`;
const HALVES = ['2025-h1', '2025-h2'];
/** The year of the export has nothing before it, and no mall sees it. */
const AS_RELEASE = ['--by', 'bench', '--nothing-older', '--without-reply', 'a benchmark'];

/**
 * Prints rows a second and peak memory of import and disclosure on generated exports, beside DuckDB making the same
 * counts from the same file, and of a workbook of 100,000 rows.
 */
export async function bench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'fangxin-bench-'));
  try {
    const content = join(folder, 'content');
    await mkdir(content);
    for (const kind of ['malls', 'areas', 'rules']) {
      await cp(join('content', kind), join(content, kind), { recursive: true });
    }
    const results = [];
    for (const rows of SIZES) {
      const [file, records] = [join(folder, `${rows}.csv`), join(folder, `records-${rows}`)];
      await writeExport(file, rows);
      const commands = {
        import: [
          ...command('import'),
          file,
          '--mapping',
          'content/mappings/demo.yml',
          '--out',
          records,
          '--content',
          content,
        ],
        disclose: [...command('disclose'), ...HALVES, '--records', records, '--content', content, ...AS_RELEASE],
      };
      const runs: Record<keyof typeof commands | 'duck', Run[]> = { import: [], disclose: [], duck: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        await rm(join(content, 'disclosures'), { recursive: true, force: true });
        runs.import.push(await run(commands.import));
        runs.disclose.push(await run(commands.disclose));
        const duck = await run(['scripts/bench/import-duckdb.ts', file]);
        await checkSame(content, JSON.parse(duck.out));
        runs.duck.push(duck);
      }
      results.push(measured('import', rows, middle(runs.import)), measured('disclose', rows, middle(runs.disclose)), {
        ...measured('DuckDB, same counts', rows, middle(runs.duck)),
        [WITHIN]: '',
      });
      const times = (middle(runs.import).seconds + middle(runs.disclose).seconds) / middle(runs.duck).seconds;
      console.log(
        `${rows} rows: ${times.toFixed(1)} times the time of DuckDB (goal ${GOAL_TIMES}: ${times <= GOAL_TIMES ? 'met' : 'MISSED'})`,
      );
    }
    results.push(measured('import, workbook', WORKBOOK_ROWS, await importWorkbook(folder, content)));
    console.table(results);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A line of the printed table. */
function measured(command: string, rows: number, { seconds, peakMegabytes }: Omit<Run, 'out'>) {
  return {
    command,
    rows,
    seconds: Number(seconds.toFixed(1)),
    'rows/s': Math.round(rows / seconds),
    'peak MB': Math.round(peakMegabytes),
    [WITHIN]: peakMegabytes < GOAL_MEGABYTES ? 'yes' : 'NO',
  };
}

/** Of several runs the middle time and the highest peak: machines that are shared are slow now and then. */
function middle(runs: readonly Run[]): Omit<Run, 'out'> {
  const seconds = runs.map((each) => each.seconds).sort((a, b) => a - b)[(runs.length - 1) / 2] ?? Number.NaN;
  return { seconds, peakMegabytes: Math.max(...runs.map((each) => each.peakMegabytes)) };
}

/** What npm run NAME gives to node. */
function command(name: 'import' | 'disclose'): string[] {
  return scripts[name].split(' ').slice(1);
}

/** Stops the benchmark where the two engines do not agree: then they do not do the same work. */
async function checkSame(
  content: string,
  theirs: Record<string, { received: number; closed: number; solved: number }>,
) {
  for (const half of HALVES) {
    const text = await readFile(join(content, 'disclosures', `${half}.json`), 'utf8');
    const { received, closed, solved } = (JSON.parse(text) as Disclosure).totals;
    const other = theirs[half];
    if (received !== other?.received || closed !== other.closed || solved !== other.solved) {
      throw new Error(`${half}: ours ${received}, ${closed}, ${solved}; DuckDB ${JSON.stringify(other)}.`);
    }
  }
}

/** The first rows of the export as a workbook, imported. */
async function importWorkbook(folder: string, content: string): Promise<Run> {
  const lines = (await readFile(join(folder, `${SIZES[0]}.csv`), 'utf8')).trimEnd().split('\n');
  const rows = lines.slice(0, WORKBOOK_ROWS + 1).map((line) => line.split(','));
  const file = join(folder, 'export.xlsx');
  await writeFile(file, workbook({ sheets: [{ name: '投诉', rows }] }));
  return run([
    ...command('import'),
    file,
    '--mapping',
    'content/mappings/demo.yml',
    '--out',
    join(folder, 'records-workbook'),
    '--content',
    content,
  ]);
}

const WORKBOOK_ROWS = 100_000;

/** An export of 2025 for the demonstration's mapping; one row in a thousand ends before its receipt. */
async function writeExport(file: string, rows: number): Promise<void> {
  const malls = [...(await readRegister('content')).malls.values()].map(({ name }) => name.zh);
  const goods = ['食品', '服装鞋帽', '餐饮和住宿', '停车', '家用电器'];
  const problems = ['质量', '价格', '合同', '预付式消费'];
  const stream = createWriteStream(file);
  stream.write(
    '投诉编号,商场,收到日期,处理决定,决定日期,告知日期,办结日期,办理结果,消费者评价,商品服务,问题,挽回金额,诉转案\n',
  );
  for (let row = 0; row < rows; row += 1) {
    const received = addCalendarDays('2025-01-01', row % 330);
    const closed = addCalendarDays(received, row % 1000 === 999 ? -1 : 6 + (row % 29));
    const cells = [
      `T-${row}`,
      malls[row % malls.length],
      received,
      '受理',
      addCalendarDays(received, row % 6),
      addCalendarDays(received, row % 6),
      closed,
      row % 3 === 0 ? '未达成协议' : '调解达成协议',
      row % 3 === 0 ? '未解决' : '已解决',
      goods[row % goods.length],
      problems[row % problems.length],
      ((row % 50_000) / 100).toFixed(2),
      row % 500 === 0 ? '是' : '否',
    ];
    if (!stream.write(`${cells.join(',')}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
}

/** Runs a script of ours in a process of its own, which tells its peak memory when it ends. */
async function run(args: string[]): Promise<Run> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', TELL_PEAK, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const [out, peak, [code]] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stdio[3] as NodeJS.ReadableStream),
    once(child, 'close'),
  ]);
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}.`);
  return { seconds: (performance.now() - started) / 1000, peakMegabytes: Number(peak) / 1024, out };
}

// maxRSS is in kilobytes on every system.
const TELL_PEAK = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));",
)}`;
