import type { APIRoute } from 'astro';
import { catalogue } from '../../publish/catalogue.ts';

export const GET: APIRoute = async () => new Response(JSON.stringify(await catalogue(), null, 1));
