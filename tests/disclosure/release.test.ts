import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Released } from '../../src/disclosure/disclose.ts';
import { discloseFrom, importRows, row } from './scratch.ts';

test('a hole between half-years stops the release', async () => {
  const imported = await importRows([
    row(),
    row({ Received: '2024-01-02', Decided: '2024-01-03', Closed: '2024-01-04' }),
  ]);
  await discloseFrom(imported, ['2024-h1']);
  await expect(discloseFrom(imported, ['2025-h1'])).rejects.toThrow('2024-h2 would be missing');
  expect(readdirSync(join(imported.content, 'disclosures'))).toEqual(['2024-h1.json']);
});

test('the same figures again change nothing, not even the day of publication', async () => {
  const imported = await importRows([row()]);
  const [first] = await discloseFrom(imported, ['2025-h1']);
  const [again] = await discloseFrom(imported, ['2025-h1'], { publishedOn: () => '2026-09-09' });
  expect(again).toEqual(first);
});

test('several sources add up; a complaint in two of them counts once, and a file named twice is refused', async () => {
  const first = await importRows([row({ Case: 'S-1' }), row({ Case: 'S-2' })]);
  const second = await importRows([row({ Case: 'S-2' }), row({ Case: 'S-3' })]);
  let twice = 0;
  const [half] = await discloseFrom(first, ['2025-h1'], {
    records: [first.out, second.out],
    onComputed: ({ counted }) => {
      twice = counted.twice;
    },
  });
  expect([half?.totals.received, twice]).toEqual([3, 1]);
  const copy = join(first.folder, 'copy');
  cpSync(first.out, copy, { recursive: true });
  await expect(discloseFrom(first, ['2025-h1'], { records: [first.out, copy] })).rejects.toThrow(
    'come from the same file',
  );
});

describe('closures of older complaints', () => {
  const MISSING =
    'No complaint received before 2025-01-01 is in these sources, so closures of older ones would be missing. Export at least one half-year more.';
  const older = row({ Received: '2024-11-01', Decided: '2024-11-04', Closed: '2025-01-20' });

  test('stop a release where the sources hold none', async () => {
    const imported = await importRows([row()]);
    await expect(discloseFrom(imported, ['2025-h1'], { isNothingOlder: false })).rejects.toThrow(
      `${MISSING} If there are none, add --nothing-older.`,
    );
    expect(existsSync(join(imported.content, 'disclosures'))).toBe(false);
  });

  test('may be said not to exist, and stop no preview; either way it is told', async () => {
    const imported = await importRows([row()]);
    for (const options of [{ isNothingOlder: true }, { isNothingOlder: false, isPreview: true }]) {
      let told: Released | undefined;
      await discloseFrom(imported, ['2025-h1'], {
        ...options,
        onComputed: (released) => {
          told = released;
        },
      });
      expect(told?.nothingBefore).toBe('2025-01-01');
    }
  });

  test('are asked for only once, since the same figures again miss nothing new', async () => {
    const imported = await importRows([row()]);
    const [first] = await discloseFrom(imported, ['2025-h1']);
    expect(await discloseFrom(imported, ['2025-h1'], { isNothingOlder: false })).toEqual([first]);
  });

  test('are there with one complaint received earlier, and nobody asks where nothing was closed', async () => {
    const [half] = await discloseFrom(await importRows([row(), older]), ['2025-h1'], { isNothingOlder: false });
    expect(half?.totals).toMatchObject({ received: 1, closed: 2 });
    const open = await importRows([row({ Closed: '', Result: '', Rating: '', Refund: '' })]);
    await discloseFrom(open, ['2025-h1'], { isNothingOlder: false });
  });
});

describe('a published half-year beside those asked for', () => {
  const inFirst = row({ Received: '2025-06-25', Decided: '2025-06-30', Closed: '2025-07-10' });
  const inSecond = row({ Received: '2025-09-01', Decided: '2025-09-02', Closed: '2025-09-20' });

  test('stops the release where the sources hold complaints that it does not count', async () => {
    const { content } = await importRows([row()]);
    const later = await importRows([inSecond]);
    await discloseFrom({ ...later, content }, ['2025-h2']);
    const both = { ...(await importRows([row(), inFirst, inSecond])), content };
    await expect(discloseFrom(both, ['2025-h1'])).rejects.toThrow(
      [
        'These sources hold complaints that the published 2025-h2 does not count:',
        '  all malls, closed: 1 published, 2 here',
        '  plane-tree-lane, closed: 1 published, 2 here',
        'Ask for 2025-h2 too, with --revise REASON.yml.',
      ].join('\n'),
    );
    expect(readdirSync(join(content, 'disclosures'))).toEqual(['2025-h2.json']);
    let told: Released | undefined;
    await discloseFrom(both, ['2025-h1'], {
      isPreview: true,
      onComputed: (released) => {
        told = released;
      },
    });
    expect(told?.neighbours[0]).toContain('2025-h2');
  });

  test('stops it where nobody can tell whether it counts their closures', async () => {
    const { content } = await importRows([row()]);
    const later = await importRows([inSecond, { ...inSecond, Case: 'X-2' }]);
    await discloseFrom({ ...later, content }, ['2025-h2']);
    const earlier = { ...(await importRows([row(), inFirst])), content };
    await expect(discloseFrom(earlier, ['2025-h1'])).rejects.toThrow(
      'Of these complaints 0 were decided and 1 closed in 2025-h2, which is published',
    );
    // Published with them in it, the same sources change nothing.
    const all = { ...(await importRows([inFirst, inSecond, { ...inSecond, Case: 'X-2' }])), content: later.content };
    await discloseFrom(all, ['2025-h2']);
    await discloseFrom({ ...(await importRows([row(), inFirst])), content: later.content }, ['2025-h1'], {
      records: [earlier.out, later.out],
    });
  });

  test('stops nothing where the sources hold only a part of it', async () => {
    const { content, out } = await importRows([row(), inFirst, inSecond]);
    await discloseFrom({ content, out }, ['2025-h1', '2025-h2']);
    const next = await importRows([
      inSecond,
      row({ Received: '2026-02-02', Decided: '2026-02-03', Closed: '2026-02-20' }),
    ]);
    const [half] = await discloseFrom({ ...next, content }, ['2026-h1'], {
      isNothingOlder: false,
      publishedOn: () => '2026-08-01',
    });
    expect(half?.totals.received).toBe(1);
  });
});
