import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listContent, open } from '../../scripts/content.ts';
import { scaffold } from '../../scripts/new.ts';

test.each(['guide', 'case', 'alert', 'mall', 'event', 'correction', 'reply'])(
  'a new %s fits its schema and is never written over another',
  async (kind) => {
    const folder = await mkdtemp(join(tmpdir(), 'fangxin-new-'));
    const paths = await scaffold(kind, 'a-new-thing', folder, '2026-11-23');
    const { files } = await listContent(folder, folder);
    expect(files.map(({ path }) => path).sort()).toEqual([...paths].sort());
    for (const file of files) expect((await open(file)).issues, file.path).toEqual([]);
    await expect(scaffold(kind, 'a-new-thing', folder, '2026-11-23')).rejects.toThrow('is there already');
    await rm(folder, { recursive: true });
  },
);

test('a kind or an id that cannot be is refused in a sentence', async () => {
  await expect(scaffold('blog', 'x', 'nowhere', '2026-11-23')).rejects.toThrow('write one of guide');
  await expect(scaffold('guide', 'Über uns', 'nowhere', '2026-11-23')).rejects.toThrow('a–z');
});
