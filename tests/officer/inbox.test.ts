import { expect, it } from 'vitest';
import { scratchOffice } from './scratch-officer.ts';

const office = await scratchOffice();
const late = await office.send({}, '2026-05-11');
const soon = await office.send({ mall: '', place: '别处' }, '2026-05-26');
const report = await office.send({ kind: 'report' });
const fresh = await office.send();
const ended = await office.send();
await office.walk(`reject ${ended.receipt} --ground materials`);

const list = async (words = '') =>
  JSON.parse((await office.run(`inbox --json ${words}`)).out).map(
    (one: { receipt: string; urgency: string }) => `${one.receipt} ${one.urgency}`,
  );

it('puts first what is overdue, then what is due soon, and last what has ended', async () => {
  expect(await list()).toEqual([
    ...[`${late.receipt} overdue`, `${soon.receipt} soon`, `${fresh.receipt} later`],
    ...[`${report.receipt} later`, `${ended.receipt} ended`],
  ]);
});

it('shows what is asked for, and counts it all', async () => {
  expect(await list('--kind report')).toEqual([`${report.receipt} later`]);
  expect(await list('--status not-accepted')).toEqual([`${ended.receipt} ended`]);
  expect(await list('--due-until 2026-06-04')).toEqual([`${late.receipt} overdue`, `${soon.receipt} soon`]);
  expect(await list('--mall baihe-zhou --limit 1')).toEqual([`${late.receipt} overdue`]);
  expect((await office.run('inbox --limit 2')).out).toContain('2 of 5 cases; ! 1 overdue, · 1 due within 3 days.');
  expect((await office.run('inbox --status asleep')).error).toContain('--status is one of received');
});

it('fits the terminal', async () => {
  for (const width of [80, 120]) {
    const { out } = await office.run('inbox', { width });
    const lines = out.split('\n').slice(0, -1);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(lines[2]).toContain('2026-05-20 !');
  }
});

it('counts what came of the cases of a span', async () => {
  const { out } = await office.run('stats --json --from 2026-05-20');
  expect(JSON.parse(out)).toMatchObject({
    ...{ received: { complaint: 3, report: 1 }, accepted: 0, notAccepted: 1, closed: 0, mediated: 0, overdueNow: 0 },
    ...{ inTime: { decide: { kept: 1, done: 1 } }, byStatus: { received: 3, 'not-accepted': 1 } },
  });
  expect((await office.run('stats')).out).toMatch(/overdue now +1\n/);
});
