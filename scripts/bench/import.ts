import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readRegister } from '../../src/disclosure/register.ts';
import { addCalendarDays } from '../../src/lib/working-days.ts';

interface Run {
  seconds: number;
  peakMegabytes: number;
}

const SIZES = [100_000, 1_000_000];
const GOAL_MEGABYTES = 300;

/** Prints rows a second and peak memory of import and disclosure on generated exports. */
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
          'scripts/import.ts',
          file,
          '--mapping',
          'content/mappings/demo.yml',
          '--out',
          records,
          '--content',
          content,
        ],
        disclose: ['scripts/disclose.ts', '2025-h1', '2025-h2', '--records', records, '--content', content],
      };
      for (const [command, args] of Object.entries(commands)) {
        const { seconds, peakMegabytes } = await run(args);
        results.push({
          command,
          rows,
          seconds: Number(seconds.toFixed(1)),
          'rows/s': Math.round(rows / seconds),
          'peak MB': Math.round(peakMegabytes),
          [`under ${GOAL_MEGABYTES} MB`]: peakMegabytes < GOAL_MEGABYTES ? 'yes' : 'NO',
        });
      }
    }
    console.table(results);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** An export of 2025 for the demonstration's mapping; one row in a thousand ends before its receipt. */
async function writeExport(file: string, rows: number): Promise<void> {
  const malls = [...(await readRegister('content')).malls.values()].map(({ name }) => name.zh);
  const goods = ['食品', '服装鞋帽', '餐饮和住宿', '停车', '家用电器'];
  const problems = ['质量', '价格', '合同', '预付式消费'];
  const stream = createWriteStream(file);
  stream.write('投诉编号,商场,收到日期,处理决定,决定日期,办结日期,办理结果,消费者评价,商品服务,问题,挽回金额,诉转案\n');
  for (let row = 0; row < rows; row += 1) {
    const received = addCalendarDays('2025-01-01', row % 330);
    const closed = addCalendarDays(received, row % 1000 === 999 ? -1 : 6 + (row % 29));
    const cells = [
      `T-${row}`,
      malls[row % malls.length],
      received,
      '受理',
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
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const [peak, [code]] = await Promise.all([text(child.stdio[3] as NodeJS.ReadableStream), once(child, 'close')]);
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}.`);
  return { seconds: (performance.now() - started) / 1000, peakMegabytes: Number(peak) / 1024 };
}

// maxRSS is in kilobytes on every system.
const TELL_PEAK = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));",
)}`;
