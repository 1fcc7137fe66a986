import { createHash } from 'node:crypto';
import type { APIRoute } from 'astro';
import { getTables } from '../../publish/files.ts';

/** SHA-256 of every download, in the form that `sha256sum --check` reads. */
export const GET: APIRoute = async () => {
  const lines: string[] = [];
  for (const [name, make] of await getTables()) {
    const table = await make();
    for (const format of ['csv', 'json'] as const) {
      lines.push(`${createHash('sha256').update(table[format]).digest('hex')}  ${name}.${format}\n`);
    }
  }
  return new Response(lines.join(''));
};
