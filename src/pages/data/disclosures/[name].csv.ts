import type { APIRoute, GetStaticPaths } from 'astro';
import { disclosureFile, getFileNames } from '../../../data/files.ts';

export const getStaticPaths = (async () =>
  (await getFileNames()).map((name) => ({ params: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => new Response((await disclosureFile(params['name'] ?? '')).csv);
