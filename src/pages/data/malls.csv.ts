import type { APIRoute } from 'astro';
import { mallsFile } from '../../data/files.ts';

export const GET: APIRoute = async () => new Response((await mallsFile()).csv);
