import { defineCollection } from 'astro:content';
import { resolve } from 'node:path';
import { glob } from 'astro/loaders';
import { area } from './schema/area.ts';
import { disclosure } from './schema/disclosure.ts';
import { mall } from './schema/mall.ts';
import { page } from './schema/page.ts';
import { clocks, holidays, thresholds } from './schema/rules.ts';

const records = resolve(process.env['CONTENT_DIR'] ?? 'content');
/** File name = id = address part, kept as written. */
const folder = (name: string, pattern: string, base = records) =>
  glob({ base: `${base}/${name}`, pattern, generateId: ({ entry }) => entry.replace(/\.[^.]+$/, '') });

export const collections = {
  areas: defineCollection({ loader: folder('areas', '*.yml'), schema: area }),
  malls: defineCollection({ loader: folder('malls', '*.yml'), schema: mall }),
  disclosures: defineCollection({ loader: folder('disclosures', '*.json'), schema: disclosure }),
  clocks: defineCollection({ loader: folder('rules', 'clocks.yml'), schema: clocks }),
  thresholds: defineCollection({ loader: folder('rules', 'thresholds.yml'), schema: thresholds }),
  holidays: defineCollection({ loader: folder('rules', 'holidays.yml'), schema: holidays }),
  // The prose is the project's own, whichever records are published.
  pages: defineCollection({ loader: folder('pages', '*/*.md', resolve('content')), schema: page }),
};
