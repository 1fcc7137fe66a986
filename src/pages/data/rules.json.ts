import type { APIRoute } from 'astro';
import { getClocks, getHolidays } from '../../data/rules.ts';

/** Legal clocks and holidays, for the calculator of deadlines and for anyone. */
export const GET: APIRoute = async () => Response.json({ clocks: await getClocks(), holidays: await getHolidays() });
