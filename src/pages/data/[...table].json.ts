import type { APIRoute, GetStaticPaths } from 'astro';
import { getTable, getTables } from '../../publish/files.ts';

export const getStaticPaths = (async () =>
  [...(await getTables()).keys()].map((table) => ({ params: { table } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => new Response((await getTable(params['table'] ?? '')).json);
