import type { APIRoute, GetStaticPaths } from 'astro';
import { getRatingsByMall } from '../../data/places.ts';
import { badgeSvg } from '../../publish/badges.ts';

export const getStaticPaths = (async () =>
  [...(await getRatingsByMall()).keys()].map((id) => ({ params: { id } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => new Response(await badgeSvg(params['id'] ?? ''));
